import Anser from 'anser';

/** A run of characters that look alike. */
export interface Span {
  text: string;
  /** Class names, from `log.css`. */
  classes: string;
  /** Colours that no class stands for, as custom properties. */
  style?: Record<string, string>;
}

const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;

/** The text without colours and other terminal codes. */
export function plain(text: string): string {
  return text.includes('\u001b') ? text.replace(escapes, '') : text;
}

/**
 * What a terminal would show at the end: a carriage return starts the line anew, so only what was
 * written last is left; codes that move the cursor say nothing in a page and are taken away.
 */
export function settle(text: string): string {
  let last = text.endsWith('\r') ? text.slice(0, -1) : text;
  const at = last.lastIndexOf('\r');
  if (at >= 0) last = last.slice(at + 1);
  return last.includes('\u001b[') ? last.replace(/\u001b\[[0-9;?]*[A-HJKSThlsu]/g, '') : last;
}

/** The spans of one line. Plain lines, most of all, take the short way. */
export function spans(text: string): Span[] {
  if (!text.includes('\u001b')) return text ? [{ text, classes: '' }] : [];
  const parts = Anser.ansiToJson(text.replace(/\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g, ''), {
    use_classes: true,
    remove_empty: true,
    json: true,
  });
  return parts.map((part) => span(part));
}

function span(part: ReturnType<typeof Anser.ansiToJson>[number]): Span {
  const classes: string[] = [];
  const style: Record<string, string> = {};
  colour(part.fg, part.fg_truecolor, 'fg', classes, style);
  colour(part.bg, part.bg_truecolor, 'bg', classes, style);
  for (const decoration of part.decorations ?? []) classes.push(`ansi-${decoration}`);
  return {
    text: part.content,
    classes: classes.join(' '),
    ...(Object.keys(style).length > 0 ? { style } : {}),
  };
}

function colour(
  name: string | null,
  exact: string | null,
  side: 'fg' | 'bg',
  classes: string[],
  style: Record<string, string>,
) {
  if (!name) return;
  const palette = /^ansi-palette-(\d+)$/.exec(name);
  if (name === 'ansi-truecolor' || palette) {
    classes.push(`ansi-${side}-exact`);
    style[`--ansi-${side}`] = `rgb(${palette ? paletteColour(Number(palette[1])) : exact})`;
  } else {
    classes.push(side === 'fg' ? name : `${name}-bg`);
  }
}

/** Colour 16 to 255 of the xterm palette as `r, g, b`. */
export function paletteColour(index: number): string {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return `${grey}, ${grey}, ${grey}`;
  }
  const rest = index - 16;
  const step = (n: number) => (n === 0 ? 0 : 55 + n * 40);
  return [Math.floor(rest / 36), Math.floor(rest / 6) % 6, rest % 6].map(step).join(', ');
}

/** Cuts spans at the given ranges of the plain text, so that hits of a search can be marked. */
export function mark(all: Span[], ranges: [number, number][]): (Span & { hit?: boolean })[] {
  if (ranges.length === 0) return all;
  const out: (Span & { hit?: boolean })[] = [];
  let at = 0;
  for (const one of all) {
    const end = at + one.text.length;
    let from = at;
    for (const [start, stop] of ranges) {
      if (stop <= from || start >= end) continue;
      if (start > from) out.push({ ...one, text: one.text.slice(from - at, start - at) });
      const until = Math.min(stop, end);
      out.push({ ...one, text: one.text.slice(Math.max(start, from) - at, until - at), hit: true });
      from = until;
    }
    if (from < end) out.push({ ...one, text: one.text.slice(from - at) });
    at = end;
  }
  return out;
}
