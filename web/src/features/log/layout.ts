/** Height of a row, in pixels; the same in `log.css`. */
export const ROW_HEIGHT = 20;

/**
 * Browsers stop growing an element at 17.9 (Firefox) or 33.5 (Chromium) million pixels, so the
 * element that makes the scroll bar stays below this, and positions are scaled beyond it.
 */
export const SPACER_LIMIT = 8_000_000;

/** How high each row is: fixed rows are counted, wrapped ones summed up. */
export class Layout {
  /** Tops of the rows, one more than there are rows; null while all rows are equally high. */
  private readonly tops: Float64Array | null;
  readonly height: number;

  constructor(
    readonly rows: number,
    heightInRows?: (row: number) => number,
  ) {
    this.tops = heightInRows ? new Float64Array(rows + 1) : null;
    if (this.tops && heightInRows) {
      let top = 0;
      for (let row = 0; row < rows; row++) {
        this.tops[row] = top;
        top += heightInRows(row) * ROW_HEIGHT;
      }
      this.tops[rows] = top;
    }
    this.height = this.tops ? (this.tops[rows] ?? 0) : rows * ROW_HEIGHT;
  }

  top(row: number): number {
    return this.tops ? (this.tops[Math.min(row, this.rows)] ?? 0) : row * ROW_HEIGHT;
  }

  /** The row at that height. */
  rowAt(offset: number): number {
    if (!this.tops) return Math.max(0, Math.min(this.rows - 1, Math.floor(offset / ROW_HEIGHT)));
    let low = 0;
    let high = Math.max(0, this.rows - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.tops[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Translates between the scroll bar's position and the place in the log. */
export class Scale {
  readonly spacer: number;
  private readonly ratio: number;
  readonly most: number;

  constructor(height: number, viewport: number) {
    this.spacer = Math.min(height, SPACER_LIMIT);
    this.most = Math.max(0, height - viewport);
    this.ratio = this.scaled(height) ? this.most / (this.spacer - viewport) : 1;
  }

  /** Whether a pixel of the scroll bar is more than one of the log. */
  get squeezed(): boolean {
    return this.ratio !== 1;
  }

  toOffset(scrollTop: number): number {
    return Math.max(0, Math.min(this.most, scrollTop * this.ratio));
  }

  toScrollTop(offset: number): number {
    return Math.max(0, Math.min(this.most, offset)) / this.ratio;
  }

  private scaled(height: number): boolean {
    return height > SPACER_LIMIT;
  }
}
