// The hook of the demo's repository: tells Slipway of each push, signed as Gitea signs.
import { createHmac, randomUUID } from 'node:crypto';
import { readState } from './place.mjs';

const state = await readState();
let input = '';
for await (const chunk of process.stdin) input += chunk;
for (const line of input.trim().split('\n')) {
  const [before, after, ref] = line.split(' ');
  await deliver({ ref, before, after });
}

async function deliver(change) {
  if (!state?.webhook) return; // the very first push, before anything is connected
  const body = JSON.stringify({
    ...change,
    repository: { full_name: 'demo/demo', clone_url: state.cloneUrl },
    pusher: { login: 'demo' },
    commits: [],
  });
  const signature = createHmac('sha256', state.webhook.secret).update(body).digest('hex');
  try {
    const answer = await fetch(state.webhook.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-gitea-event': 'push',
        'x-gitea-delivery': randomUUID(),
        'x-gitea-signature': signature,
      },
    });
    console.log(answer.status === 202 ? 'Slipway has been told.' : `Slipway answers ${answer.status}: ${await answer.text()}`);
  } catch {
    console.log(`Slipway does not answer at ${state.url}. Start it with ./run and push again.`);
  }
}
