import { describe, expect, it } from 'vitest';
import { bytes, duration, relative } from './format';

describe('durations', () => {
  it.each([
    [820, '820 ms'],
    [48_000, '48s'],
    [312_000, '5m 12s'],
    [3_720_000, '1h 02m'],
    [187_200_000, '2d 4h'],
    [-5, '0s'],
  ])('writes %i ms as %s', (milliseconds, text) => {
    expect(duration(milliseconds)).toBe(text);
  });
});

describe('relative times', () => {
  const now = new Date(2026, 10, 24, 12, 0, 0);
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

  it('gets coarser with age and ends in a date', () => {
    expect(relative(before(0.2), now, 'en')).toBe('now');
    expect(relative(before(5), now, 'en')).toBe('5 min. ago');
    expect(relative(before(120), now, 'en')).toBe('2 hr. ago');
    expect(relative(before(26 * 60), now, 'en')).toBe('yesterday');
    expect(relative(before(40 * 24 * 60), now, 'en')).toBe('Oct 15');
  });

  it('speaks German', () => {
    expect(relative(before(26 * 60), now, 'de')).toBe('gestern');
  });
});

describe('sizes', () => {
  it('uses decimal units with one digit below a hundred', () => {
    expect(bytes(0, 'en')).toBe('0 byte');
    expect(bytes(1_440_000_000, 'en')).toBe('1.4 GB');
    expect(bytes(214e9, 'en')).toBe('214 GB');
  });
});
