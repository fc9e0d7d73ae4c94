import { Level } from './line';
import type { LineStore } from './store';

/** What stands in one row: a line, or the head of a group of lines. */
export interface Row {
  line: number;
  /** Set for a head: how many lines the group has, and whether they are hidden. */
  group?: { label: string; count: number; closed: boolean; milliseconds: number };
}

export interface RowOptions {
  /** Whether runs of lines with the same label get a head that folds them. */
  grouped: boolean;
  /** First lines of the groups that are closed. */
  closed: ReadonlySet<number>;
  /** Only lines that are at least this loud. */
  level: Level;
  /** Only lines of these labels; all when empty. */
  labels: ReadonlySet<string>;
  /** Instead of a level: the numbers of the lines to show, when the server has looked for them. */
  only?: readonly number[];
}

/** A stretch of rows: `lines` show `count` lines from `from`, `head` is one row, `picked` is a list. */
type Stretch =
  | { kind: 'lines'; row: number; from: number; count: number }
  | { kind: 'head'; row: number; from: number; count: number; label: string; closed: boolean }
  | { kind: 'picked'; row: number; numbers: readonly number[] };

/** A group needs this many lines before a head is worth its row. */
const LEAST = 3;

/**
 * Which line stands in which row, after folding and filtering. Built anew when either changes;
 * lines that arrive later only extend it.
 */
export class Rows {
  private stretches: Stretch[] = [];
  private picked: number[] = [];
  /** Up to where lines have been looked at, and what there was before the last group. */
  private seen: number;
  private beforeLast = { line: 0, stretches: 0, length: 0 };
  length = 0;

  constructor(
    private readonly store: LineStore,
    private readonly options: RowOptions,
  ) {
    this.seen = store.first;
    this.beforeLast.line = store.first;
    if (this.filters)
      this.stretches.push({ kind: 'picked', row: 0, numbers: options.only ?? this.picked });
    this.extend();
  }

  /** Takes in the lines that have arrived since. */
  extend(): void {
    const { store, options } = this;
    if (options.only) this.length = options.only.length;
    else if (this.filters) this.pick();
    else if (options.grouped) this.group();
    else this.lines(this.seen, store.total - this.seen);
    this.seen = store.total;
  }

  private get filters(): boolean {
    const { only, level, labels } = this.options;
    return only !== undefined || level !== Level.None || labels.size > 0;
  }

  /** The row at that place, from 0. */
  at(row: number): Row | undefined {
    const stretch = this.stretch(row);
    if (!stretch || row >= this.length) return undefined;
    if (stretch.kind === 'picked') return { line: stretch.numbers[row - stretch.row] ?? 0 };
    if (stretch.kind === 'lines') return { line: stretch.from + row - stretch.row };
    const { from, count, label, closed } = stretch;
    const milliseconds = Math.max(0, this.store.at(from + count - 1) - this.store.at(from));
    return { line: from, group: { label, count, closed, milliseconds } };
  }

  /** The row of a line; of its group's head when it is folded; of the next shown one otherwise. */
  of(line: number): number {
    for (const stretch of this.stretches) {
      if (stretch.kind === 'picked') {
        const at = stretch.numbers.findIndex((number) => number >= line);
        return stretch.row + (at < 0 ? Math.max(0, stretch.numbers.length - 1) : at);
      }
      if (stretch.kind === 'head' && !stretch.closed) continue;
      if (line < stretch.from + stretch.count)
        return stretch.kind === 'head'
          ? stretch.row
          : stretch.row + Math.max(0, line - stretch.from);
    }
    return Math.max(0, this.length - 1);
  }

  /** First line of the closed group that hides the line, if one does. */
  hider(line: number): number | undefined {
    for (const s of this.stretches)
      if (s.kind === 'head' && s.closed && line >= s.from && line < s.from + s.count) return s.from;
    return undefined;
  }

  /** First lines of all groups. */
  get groups(): number[] {
    return this.stretches.flatMap((s) => (s.kind === 'head' ? [s.from] : []));
  }

  private group(): void {
    const { store } = this;
    // The last group may have grown: it is taken off and made again.
    this.stretches.length = this.beforeLast.stretches;
    this.length = this.beforeLast.length;
    let from = this.beforeLast.line;
    while (from < store.total) {
      const label = store.labelId(from);
      let to = from + 1;
      while (to < store.total && store.labelId(to) === label) to++;
      this.beforeLast = { line: from, stretches: this.stretches.length, length: this.length };
      if (label > 0 && to - from >= LEAST) this.fold(from, to - from, store.labelOf(label));
      else this.lines(from, to - from);
      from = to;
    }
  }

  private fold(from: number, count: number, label: string): void {
    const closed = this.options.closed.has(from);
    this.stretches.push({ kind: 'head', row: this.length, from, count, label, closed });
    this.length++;
    if (!closed) this.lines(from, count);
  }

  private lines(from: number, count: number): void {
    if (count <= 0) return;
    const last = this.stretches.at(-1);
    const joins =
      last?.kind === 'lines' && last.from + last.count === from && !this.options.grouped;
    if (joins) last.count += count;
    else this.stretches.push({ kind: 'lines', row: this.length, from, count });
    this.length += count;
  }

  private pick(): void {
    const { store, options } = this;
    for (let line = Math.max(this.seen, store.first); line < store.total; line++) {
      if (store.level(line) < options.level) continue;
      const label = store.labelOf(store.labelId(line));
      if (options.labels.size === 0 || options.labels.has(label)) this.picked.push(line);
    }
    this.length = this.picked.length;
  }

  private stretch(row: number): Stretch | undefined {
    let low = 0;
    let high = this.stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.stretches[middle]?.row ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return this.stretches[low];
  }
}
