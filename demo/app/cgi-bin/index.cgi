#!/bin/busybox sh
. /app/cgi-bin/settings.sh
if [ "$broken" = yes ]; then
  echo "web: cannot read the price list: no such table: prices" >&2
  printf 'Status: 500 Internal Server Error\r\nContent-Type: text/plain\r\n\r\nThis version is broken.\n'
  exit 0
fi
printf 'Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\r\n'
/bin/busybox cat <<PAGE
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>$message</title>
<style>
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; gap: 1.5rem; padding: 1rem;
    box-sizing: border-box; text-align: center; color: #fff; background: $colour; transition: background .3s;
    font: 1rem/1.5 system-ui, sans-serif }
  h1 { margin: 0; font-size: clamp(2rem, 8vw, 5rem); line-height: 1.1 }
  p { margin: 0 }
  #past { display: flex; flex-wrap: wrap; justify-content: center; gap: 3px; max-width: 40rem; margin: auto }
  #past i { width: 8px; height: 24px; border-radius: 2px; border: 1px solid #fff; box-sizing: border-box }
  #past i.lost { background: #000 !important; height: 36px }
</style>
<h1 id="message">$message</h1>
<p>Answered by container <code id="container">$container</code></p>
<div id="past" aria-hidden="true"></div>
<p><span id="asked">0</span> requests since this page was opened, <strong><span id="lost">0</span> failed</strong></p>
<script>
  const show = (id, text) => { document.getElementById(id).textContent = text };
  let asked = 0, lost = 0;
  async function ask() {
    const mark = document.createElement('i');
    asked++;
    try {
      const answer = await fetch('/cgi-bin/who', { cache: 'no-store' });
      if (!answer.ok) throw new Error(answer.status);
      const { message, colour, container } = await answer.json();
      document.title = message;
      document.body.style.background = mark.style.background = colour;
      show('message', message);
      show('container', container);
    } catch {
      lost++;
      mark.className = 'lost';
    }
    show('asked', asked);
    show('lost', lost);
    const past = document.getElementById('past');
    past.append(mark);
    if (past.childElementCount > 120) past.firstChild.remove();
  }
  setInterval(ask, 250);
</script>
PAGE
