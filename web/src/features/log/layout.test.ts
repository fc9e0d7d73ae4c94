import { describe, expect, it } from 'vitest';
import { Layout, ROW_HEIGHT, Scale, SPACER_LIMIT } from './layout';
import { rowsOf, widthOf } from './wrap';

describe('the layout', () => {
  it('finds rows of equal height by counting', () => {
    const layout = new Layout(1_000_000);
    expect(layout.height).toBe(20_000_000);
    expect(layout.rowAt(layout.top(777_777))).toBe(777_777);
    expect(layout.rowAt(layout.height + 5)).toBe(999_999);
  });

  it('finds wrapped rows by their tops', () => {
    const layout = new Layout(4, (row) => [1, 3, 1, 2][row] ?? 1);
    expect(layout.height).toBe(7 * ROW_HEIGHT);
    expect(layout.rowAt(ROW_HEIGHT * 3)).toBe(1);
    expect(layout.rowAt(ROW_HEIGHT * 4)).toBe(2);
    expect(layout.top(3)).toBe(5 * ROW_HEIGHT);
  });

  it('never makes the spacer higher than browsers can, and reaches both ends', () => {
    const height = 20_000_000;
    const scale = new Scale(height, 600);
    expect(scale.spacer).toBe(SPACER_LIMIT);
    expect(scale.squeezed).toBe(true);
    expect(scale.toOffset(0)).toBe(0);
    expect(scale.toOffset(SPACER_LIMIT - 600)).toBe(height - 600);
    expect(scale.toOffset(scale.toScrollTop(12_345_678))).toBeCloseTo(12_345_678);
  });

  it('does not scale a log that fits', () => {
    const scale = new Scale(4000, 600);
    expect(scale.squeezed).toBe(false);
    expect(scale.toOffset(1234)).toBe(1234);
  });
});

describe('the width of a line', () => {
  it('counts columns, not code units', () => {
    expect(widthOf('abc')).toBe(3);
    expect(widthOf('日本')).toBe(4);
    expect(widthOf('✔ ok')).toBe(4);
    expect(widthOf('🚀')).toBe(2);
    expect(widthOf('e\u0301')).toBe(1);
  });

  it('says how many rows a wrapped line takes', () => {
    expect(rowsOf(0, 80)).toBe(1);
    expect(rowsOf(80, 80)).toBe(1);
    expect(rowsOf(81, 80)).toBe(2);
  });
});
