/** One row of a unified diff. Line numbers count from 1; a side that does not have the line has none. */
export interface DiffRow {
  kind: 'same' | 'added' | 'removed';
  text: string;
  before?: number;
  after?: number;
}

/** A piece of a diff: rows, or a number of equal lines that are left out. */
export type DiffPiece = { kind: 'rows'; rows: DiffRow[] } | { kind: 'gap'; count: number };

/** Beyond this many cells the table of the longest common subsequence would cost too much. */
const CELLS = 4_000_000;

/** The difference of two texts, line by line. */
export function diffLines(from: string, to: string): DiffRow[] {
  const a = lines(from);
  const b = lines(to);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail))
    tail++;
  const rows: DiffRow[] = [];
  for (let i = 0; i < head; i++)
    rows.push({ kind: 'same', text: a[i] ?? '', before: i + 1, after: i + 1 });
  rows.push(...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head));
  for (let i = tail; i > 0; i--)
    rows.push({
      kind: 'same',
      text: a.at(-i) ?? '',
      before: a.length - i + 1,
      after: b.length - i + 1,
    });
  return rows;
}

/** Added and removed lines of a diff. */
export function diffCount(rows: readonly DiffRow[]): { added: number; removed: number } {
  return {
    added: rows.filter((row) => row.kind === 'added').length,
    removed: rows.filter((row) => row.kind === 'removed').length,
  };
}

/** Leaves out equal lines that are further than `context` from a change. */
export function withContext(rows: readonly DiffRow[], context = 3): DiffPiece[] {
  const near = rows.map(() => false);
  rows.forEach((row, i) => {
    if (row.kind === 'same') return;
    for (let j = Math.max(0, i - context); j <= Math.min(rows.length - 1, i + context); j++)
      near[j] = true;
  });
  const pieces: DiffPiece[] = [];
  rows.forEach((row, i) => {
    const last = pieces.at(-1);
    if (near[i]) {
      if (last?.kind === 'rows') last.rows.push(row);
      else pieces.push({ kind: 'rows', rows: [row] });
    } else if (last?.kind === 'gap') last.count++;
    else pieces.push({ kind: 'gap', count: 1 });
  });
  return pieces;
}

function lines(text: string): string[] {
  if (text === '') return [];
  const out = text.split('\n');
  if (out.at(-1) === '') out.pop();
  return out;
}

function middle(a: string[], b: string[], offset: number): DiffRow[] {
  const removed = (i: number): DiffRow => ({
    kind: 'removed',
    text: a[i] ?? '',
    before: offset + i + 1,
  });
  const added = (j: number): DiffRow => ({
    kind: 'added',
    text: b[j] ?? '',
    after: offset + j + 1,
  });
  const rows: DiffRow[] = [];
  let i = 0;
  let j = 0;
  if (a.length * b.length <= CELLS) {
    const width = b.length + 1;
    const length = commonLengths(a, b);
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) {
        rows.push({
          kind: 'same',
          text: a[i] ?? '',
          before: offset + i + 1,
          after: offset + j + 1,
        });
        i++;
        j++;
      } else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0))
        rows.push(removed(i++));
      else rows.push(added(j++));
    }
  }
  while (i < a.length) rows.push(removed(i++));
  while (j < b.length) rows.push(added(j++));
  return rows;
}

/** Length of the longest common subsequence of the rests of both, for every pair of begins. */
function commonLengths(a: string[], b: string[]): Uint16Array {
  const width = b.length + 1;
  const out = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      out[i * width + j] =
        a[i] === b[j]
          ? (out[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(out[(i + 1) * width + j] ?? 0, out[i * width + j + 1] ?? 0);
  return out;
}
