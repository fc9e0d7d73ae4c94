import { describe, expect, it } from 'vitest';
import { Level, type RawLine } from './line';
import { PAGE_LINES } from './page';
import { LineStore } from './store';

const lines = (count: number, from = 0): RawLine[] =>
  Array.from({ length: count }, (_, i) => ({ at: from + i, text: `line ${from + i}` }));

describe('the line store', () => {
  it('gives back every line it was given', () => {
    const store = new LineStore();
    store.append(lines(1500));
    store.append(lines(1500, 1500));
    expect(store.total).toBe(3000);
    for (const n of [0, 999, 1000, 1499, 1500, 2999]) expect(store.line(n)?.text).toBe(`line ${n}`);
    expect(store.line(3000)).toBeUndefined();
  });

  it('knows which pages are missing and takes them by number', () => {
    const store = new LineStore();
    store.grow(3500);
    expect(store.missing(900, 2100)).toEqual([0, 1, 2]);
    store.put(1000, lines(1000, 1000));
    expect(store.missing(900, 2100)).toEqual([0, 2]);
    store.put(3000, lines(500, 3000));
    expect(store.missing(3000, 3500)).toEqual([]);
    expect(store.line(3499)?.text).toBe('line 3499');
  });

  it('goes on appending to a page that was fetched', () => {
    const store = new LineStore();
    store.grow(1200);
    store.put(1000, lines(200, 1000));
    store.append(lines(10, 1200));
    expect(store.line(1209)?.text).toBe('line 1209');
    expect(store.missing(1000, 1210)).toEqual([]);
  });

  it('does not mix lines into a page whose begin it does not hold', () => {
    const store = new LineStore();
    store.grow(1200);
    store.append(lines(10, 1200));
    expect(store.total).toBe(1210);
    expect(store.line(1205)).toBeUndefined();
    expect(store.missing(1000, 1210)).toEqual([1]);
  });

  it('holds no more pages than its limit, those near the reader', () => {
    const store = new LineStore(5 * PAGE_LINES);
    store.append(lines(20 * PAGE_LINES));
    store.trim(3500);
    expect(store.has(3500)).toBe(true);
    expect(store.has(19_999)).toBe(true);
    expect(store.has(12_000)).toBe(false);
    expect(store.total).toBe(20 * PAGE_LINES);
  });

  it('drops the oldest for good when there is no history to fetch them from', () => {
    const store = new LineStore(2 * PAGE_LINES);
    store.append(lines(5 * PAGE_LINES));
    store.dropOldest();
    expect(store.first).toBe(3 * PAGE_LINES);
    expect(store.line(3 * PAGE_LINES)?.text).toBe('line 3000');
  });

  it('counts warnings and errors and takes labels apart', () => {
    const store = new LineStore();
    store.append([
      { at: 1, text: 'INFO fine', label: 'web' },
      { at: 2, text: '\u001b[33mWARN\u001b[0m attempt 2', label: 'db' },
      { at: 3, text: 'java.lang.IllegalStateException: no', label: 'web' },
    ]);
    expect([store.warnings, store.errors]).toEqual([1, 1]);
    expect(store.level(2)).toBe(Level.Error);
    expect(store.seen).toEqual(['web', 'db']);
  });

  it('keeps 200,000 lines in strings of a page each', () => {
    const store = new LineStore();
    store.append(lines(200_000));
    store.trim(100_000);
    expect(store.has(0)).toBe(true);
    expect(store.line(123_456)?.text).toBe('line 123456');
  });
});
