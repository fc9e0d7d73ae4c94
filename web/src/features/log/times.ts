export type TimeMode = 'off' | 'clock' | 'elapsed';

export const TIME_MODES: readonly TimeMode[] = ['off', 'clock', 'elapsed'];

const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');

/** `11:42:07.118` in the reader's own time zone. */
export function clock(at: number): string {
  if (!at) return '';
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}.${three(d.getMilliseconds())}`;
}

/** `+1:02.118` since the first line. */
export function elapsed(at: number, start: number): string {
  if (!at) return '';
  const ms = Math.max(0, at - start);
  const seconds = Math.floor(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const head = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `+${head}:${two(seconds % 60)}.${three(Math.floor(ms % 1000))}`;
}
