import type { Traffic, TrafficTarget } from '@/api/types';

type Route = Traffic['routes'][number];

/** Requests a second by the names of the targets; a target that is new has none. */
export type Rates = ReadonlyMap<string, number>;

/** All targets of one release behind a route. */
export interface Side {
  /** 0 when the targets carry no release. */
  release: number;
  /** Part of the traffic, in percent, by weight of the targets that take any. */
  share: number;
  up: number;
  targets: number;
  /** Undefined until the counters were read twice. */
  requestsPerSecond?: number;
  /** Percent of requests that ended in 5xx; undefined while there was none. */
  errors?: number;
  responseMs?: number;
  draining: boolean;
  sessions: number;
}

/** The releases behind a route with what each gets, older first. */
export function sides(route: Route, rates: Rates = new Map()): Side[] {
  const byRelease = new Map<number, TrafficTarget[]>();
  for (const target of route.targets)
    byRelease.set(target.release ?? 0, [...(byRelease.get(target.release ?? 0) ?? []), target]);
  const all = sum(route.targets, taking);
  return [...byRelease.entries()]
    .sort(([a], [b]) => a - b)
    .map(([release, targets]) => {
      const requests = sum(targets, (target) => target.requests);
      const timed = targets.filter(
        (target) => target.responseMs !== undefined && target.requests > 0,
      );
      const known = targets.filter(({ name }) => rates.has(name));
      return {
        release,
        share: all === 0 ? 0 : (100 * sum(targets, taking)) / all,
        up: targets.filter((target) => target.state === 'UP').length,
        targets: targets.length,
        ...(known.length > 0
          ? { requestsPerSecond: sum(known, ({ name }) => rates.get(name) ?? 0) }
          : {}),
        ...(requests > 0
          ? { errors: (100 * sum(targets, (target) => target.errors5xx ?? 0)) / requests }
          : {}),
        ...(timed.length > 0
          ? {
              responseMs: Math.round(sum(timed, (target) => target.responseMs ?? 0) / timed.length),
            }
          : {}),
        draining: targets.every((target) => target.state === 'DRAINING'),
        sessions: sum(targets, (target) => target.sessions),
      };
    });
}

/** How fast the counters of a route's targets grew; one that began anew counts from 0. */
export function ratesOf(before: Route | undefined, after: Route, seconds: number): Rates {
  const rates = new Map<string, number>();
  for (const { name, requests } of after.targets) {
    const known = before?.targets.find((target) => target.name === name);
    if (!known || seconds <= 0) continue;
    const grown = requests >= known.requests ? requests - known.requests : requests;
    rates.set(name, grown / seconds);
  }
  return rates;
}

/** Path of a band that runs from one vertical edge to another, as wide as its share. */
export function band(width: number, left: [number, number], right: [number, number]): string {
  const half = width / 2;
  const [a, b] = left;
  const [c, d] = right;
  return (
    `M0 ${a} C${half} ${a} ${half} ${c} ${width} ${c} L${width} ${d} ` +
    `C${half} ${d} ${half} ${b} 0 ${b} Z`
  );
}

function taking(target: TrafficTarget): number {
  return target.state === 'UP' ? target.weight : 0;
}

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}
