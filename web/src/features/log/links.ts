/** A line or a range of lines, first and last, numbered from 1 as people see them. */
export interface LineRange {
  from: number;
  to: number;
}

/** Reads `#L10` or `#L10-L14`. */
export function readHash(hash: string): LineRange | null {
  const match = /^#L(\d{1,12})(?:-L?(\d{1,12}))?$/.exec(hash);
  if (!match) return null;
  const a = Number(match[1]);
  const b = match[2] ? Number(match[2]) : a;
  return a < 1 || b < 1 ? null : { from: Math.min(a, b), to: Math.max(a, b) };
}

export function writeHash(range: LineRange): string {
  return range.from === range.to ? `#L${range.from}` : `#L${range.from}-L${range.to}`;
}

/** Clicking a number selects its line; with shift the range from the one selected before. */
export function select(before: LineRange | null, line: number, extend: boolean): LineRange {
  if (!extend || !before) return { from: line, to: line };
  return { from: Math.min(before.from, line), to: Math.max(before.from, line) };
}
