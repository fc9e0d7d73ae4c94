import { Level, type Line, type RawLine } from './line';
import { Page, PAGE_LINES } from './page';

/**
 * The lines of a log, in as few bytes as possible. Lines have absolute numbers from 0; the store
 * holds pages of {@link PAGE_LINES}, not necessarily all: above the limit those far from the reader
 * are forgotten, and can be put back by number.
 */
export class LineStore {
  private pages = new Map<number, Page>();
  private labels: string[] = [''];
  private labelIds = new Map<string, number>([['', 0]]);
  /** First line that still exists; above 0 when a feed without a history has dropped old ones. */
  first = 0;
  /** One more than the number of the last line. */
  total = 0;
  /** Lines held here that are warnings, and that are errors. */
  warnings = 0;
  errors = 0;
  /** Columns of the widest line that was ever held. */
  widest = 0;

  constructor(private readonly limit = 200_000) {}

  /** Adds lines at the end. */
  append(lines: RawLine[]): void {
    for (const line of lines) {
      const number = Math.floor(this.total / PAGE_LINES);
      // A line whose page is not here cannot be kept: the page would have a hole before it.
      const page =
        this.pages.get(number) ?? (this.total % PAGE_LINES === 0 ? this.fresh(number) : null);
      if (page && page.count === this.total % PAGE_LINES) this.add(page, line);
      this.total++;
    }
  }

  /** Puts lines fetched by number; `from` must begin a page, and a page cut short is not kept. */
  put(from: number, lines: RawLine[]): void {
    this.total = Math.max(this.total, from + lines.length);
    for (let at = 0; at < lines.length; at += PAGE_LINES) {
      const number = (from + at) / PAGE_LINES;
      const part = lines.slice(at, at + PAGE_LINES);
      if (!Number.isInteger(number)) throw new Error(`Line ${from} begins no page`);
      if (part.length < Math.min(PAGE_LINES, this.total - number * PAGE_LINES)) continue;
      this.forget(number);
      const page = this.fresh(number);
      for (const line of part) this.add(page, line);
    }
  }

  /** Says how long the log is, when lines exist that are not here. */
  grow(total: number): void {
    this.total = Math.max(this.total, total);
  }

  /** The line of that number, if it is here. */
  line(number: number): Line | undefined {
    const page = this.page(number);
    if (!page) return undefined;
    const i = number % PAGE_LINES;
    return {
      number,
      at: page.at[i] ?? 0,
      text: page.line(i),
      label: this.labels[page.label[i] ?? 0] ?? '',
      level: (page.level[i] ?? 0) as Level,
    };
  }

  has(number: number): boolean {
    return this.page(number) !== undefined;
  }

  at(number: number): number {
    return this.page(number)?.at[number % PAGE_LINES] ?? 0;
  }

  level(number: number): Level {
    return (this.page(number)?.level[number % PAGE_LINES] ?? 0) as Level;
  }

  /** Columns that the line takes; 0 when it is not here. */
  width(number: number): number {
    return this.page(number)?.width[number % PAGE_LINES] ?? 0;
  }

  /** An id of the line's label, equal for equal labels; -1 when the line is not here. */
  labelId(number: number): number {
    return this.page(number)?.label[number % PAGE_LINES] ?? -1;
  }

  labelOf(id: number): string {
    return this.labels[id] ?? '';
  }

  /** All labels that were seen, in the order in which they came. */
  get seen(): string[] {
    return this.labels.slice(1);
  }

  /** Numbers of the pages that are missing for the lines `from` up to, not including, `to`. */
  missing(from: number, to: number): number[] {
    const out: number[] = [];
    const last = Math.min(to, this.total) - 1;
    for (
      let page = Math.floor(Math.max(this.first, from) / PAGE_LINES);
      page * PAGE_LINES <= last;
      page++
    ) {
      const most = Math.min(PAGE_LINES, this.total - page * PAGE_LINES);
      if ((this.pages.get(page)?.count ?? 0) < most) out.push(page);
    }
    return out;
  }

  /** Forgets pages far from the given line until the limit holds; never the one at the end. */
  trim(near: number): void {
    const here = Math.floor(near / PAGE_LINES);
    const tail = Math.floor(Math.max(0, this.total - 1) / PAGE_LINES);
    const far = [...this.pages.keys()].sort((a, b) => Math.abs(b - here) - Math.abs(a - here));
    for (const page of far) {
      if (this.pages.size * PAGE_LINES <= this.limit) return;
      if (page !== tail) this.forget(page);
    }
  }

  /** For feeds without a history: drops the oldest pages for good. */
  dropOldest(): void {
    while (this.pages.size * PAGE_LINES > this.limit) {
      const page = Math.floor(this.first / PAGE_LINES);
      this.forget(page);
      this.first = (page + 1) * PAGE_LINES;
    }
  }

  private page(number: number): Page | undefined {
    const page = this.pages.get(Math.floor(number / PAGE_LINES));
    return page && number % PAGE_LINES < page.count ? page : undefined;
  }

  private fresh(number: number): Page {
    const page = new Page();
    this.pages.set(number, page);
    return page;
  }

  private add(page: Page, line: RawLine): void {
    page.add(line, this.labelIdOf(line.label ?? ''));
    this.count(page.level[page.count - 1] ?? 0, 1);
    this.widest = Math.max(this.widest, page.width[page.count - 1] ?? 0);
  }

  private forget(number: number): void {
    const page = this.pages.get(number);
    for (let i = 0; page && i < page.count; i++) this.count(page.level[i] ?? 0, -1);
    this.pages.delete(number);
  }

  private count(level: Level, by: number): void {
    if (level === Level.Warning) this.warnings += by;
    if (level === Level.Error) this.errors += by;
  }

  private labelIdOf(label: string): number {
    const known = this.labelIds.get(label);
    if (known !== undefined) return known;
    const id = this.labels.push(label) - 1;
    this.labelIds.set(label, id);
    return id;
  }
}
