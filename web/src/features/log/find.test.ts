import { describe, expect, it } from 'vitest';
import { findLines, pattern, ranges, step } from './find';
import { readHash, select, writeHash } from './links';
import { LineStore } from './store';
import { clock, elapsed } from './times';

describe('searching', () => {
  const store = new LineStore();
  store.append([
    { at: 1, text: 'PaymentRetry' },
    { at: 2, text: '\u001b[31mre\u001b[0mtry' },
    { at: 3, text: 'a.b' },
  ]);

  it('finds text in any case unless asked otherwise, also across colours', () => {
    expect(findLines(store, pattern({ text: 'retry', regex: false, matchCase: false })!)).toEqual([
      0, 1,
    ]);
    expect(findLines(store, pattern({ text: 'retry', regex: false, matchCase: true })!)).toEqual([
      1,
    ]);
  });

  it('takes text as it is written and patterns as patterns', () => {
    expect(findLines(store, pattern({ text: '.', regex: false, matchCase: false })!)).toEqual([2]);
    expect(findLines(store, pattern({ text: '^P', regex: true, matchCase: false })!)).toEqual([0]);
    expect(pattern({ text: '(', regex: true, matchCase: false })).toBeNull();
  });

  it('says where in the line', () => {
    expect(
      ranges('retry, RETRY', pattern({ text: 'retry', regex: false, matchCase: false })),
    ).toEqual([
      [0, 5],
      [7, 12],
    ]);
    expect(ranges('aaa', pattern({ text: 'x*', regex: true, matchCase: false }))).toEqual([]);
  });

  it('starts over at the ends', () => {
    expect(step([3, 9, 12], 9, true)).toBe(2);
    expect(step([3, 9, 12], 12, true)).toBe(0);
    expect(step([3, 9, 12], 3, false)).toBe(2);
    expect(step([], 3, false)).toBe(-1);
  });
});

describe('links to lines', () => {
  it('are read and written as people see line numbers', () => {
    expect(readHash('#L10')).toEqual({ from: 10, to: 10 });
    expect(readHash('#L14-L10')).toEqual({ from: 10, to: 14 });
    expect(readHash('#top')).toBeNull();
    expect(writeHash({ from: 10, to: 14 })).toBe('#L10-L14');
  });

  it('grow by a click with shift', () => {
    expect(select({ from: 5, to: 5 }, 9, true)).toEqual({ from: 5, to: 9 });
    expect(select({ from: 5, to: 5 }, 9, false)).toEqual({ from: 9, to: 9 });
  });
});

describe('times', () => {
  it('show the clock or what has passed', () => {
    expect(clock(new Date(2026, 10, 24, 11, 42, 7, 118).getTime())).toBe('11:42:07.118');
    expect(elapsed(62_118, 0)).toBe('+1:02.118');
    expect(elapsed(3_662_118, 0)).toBe('+1:01:02.118');
  });
});
