import { describe, expect, it } from 'vitest';
import type { TrafficTarget } from '@/api/types';
import { band, ratesOf, sides } from './traffic';

const target = (
  release: number,
  weight: number,
  more: Partial<TrafficTarget> = {},
): TrafficTarget => ({
  name: `t${release}`,
  release,
  state: 'UP',
  weight,
  sessions: 0,
  requests: 0,
  ...more,
});
const route = (targets: TrafficTarget[]) => ({
  service: 'web',
  containerPort: 80,
  held: false,
  targets,
});

describe('the sides of the traffic', () => {
  it('share it by weight of the targets that take any', () => {
    const [old, next] = sides(
      route([target(2, 25), target(1, 75), target(1, 100, { state: 'DOWN' })]),
    );
    expect([old?.release, old?.share, old?.up, old?.targets]).toEqual([1, 75, 1, 2]);
    expect([next?.release, next?.share]).toEqual([2, 25]);
  });

  it('tell nothing about errors while there was no request', () => {
    const [one] = sides(route([target(1, 1)]));
    expect(one?.errors).toBeUndefined();
    const [two] = sides(route([target(1, 1, { requests: 200, errors5xx: 1, responseMs: 30 })]));
    expect([two?.errors, two?.responseMs]).toEqual([0.5, 30]);
  });

  it('know how many requests come once the counters were read twice', () => {
    const before = route([target(1, 1, { requests: 100 }), target(2, 1, { requests: 900 })]);
    const after = route([
      target(1, 1, { requests: 160 }),
      target(2, 1, { requests: 10 }), // the router began anew
      target(3, 1, { requests: 5 }),
    ]);
    expect(sides(after).map((side) => side.requestsPerSecond)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const rates = ratesOf(before, after, 2);
    expect(sides(after, rates).map((side) => side.requestsPerSecond)).toEqual([30, 5, undefined]);
  });

  it('know when nobody takes any', () => {
    const [one] = sides(route([target(1, 1, { state: 'DRAINING', sessions: 3 })]));
    expect([one?.share, one?.draining, one?.sessions]).toEqual([0, true, 3]);
  });
});

it('a band is as wide at both ends as it is told', () => {
  expect(band(100, [0, 30], [10, 40])).toBe('M0 0 C50 0 50 10 100 10 L100 40 C50 40 50 30 0 30 Z');
});
