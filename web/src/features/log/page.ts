import { plain, settle } from './ansi';
import { levelOf } from './levels';
import type { RawLine } from './line';
import { widthOf } from './wrap';

/** Lines in one page of the store: what is fetched, and what is forgotten, at once. */
export const PAGE_LINES = 1000;

/** A thousand lines as one string and a few typed arrays, instead of a thousand objects. */
export class Page {
  text = '';
  count = 0;
  readonly ends = new Uint32Array(PAGE_LINES);
  readonly at = new Float64Array(PAGE_LINES);
  readonly label = new Uint16Array(PAGE_LINES);
  readonly level = new Uint8Array(PAGE_LINES);
  readonly width = new Uint16Array(PAGE_LINES);

  get full(): boolean {
    return this.count === PAGE_LINES;
  }

  add(line: RawLine, label: number): void {
    const i = this.count++;
    const text = settle(line.text);
    const bare = plain(text);
    this.text += text;
    this.ends[i] = this.text.length;
    this.at[i] = line.at;
    this.label[i] = label;
    this.level[i] = levelOf(bare);
    this.width[i] = Math.min(65535, widthOf(bare));
  }

  line(i: number): string {
    return this.text.slice(i === 0 ? 0 : this.ends[i - 1], this.ends[i]);
  }
}
