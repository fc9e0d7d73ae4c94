import type { CanaryState, Deployment } from '@/api/types';

/** A share of the requests, drawn as a piece of a bar. */
export interface Share {
  /** Percent; the last one is everything. */
  weight: number;
  state: 'done' | 'running' | 'pending';
  /** How much of its time is over, 0..1. */
  part: number;
}

/** The shares of a canary and where it stands among them. */
export function sharesOf(canary: CanaryState, deployment: Deployment, now: number): Share[] {
  const at = deployment.canaryWeight;
  const passed = at === undefined && deployment.state === 'VERIFYING';
  const shares = canary.shares.map((share): Share => {
    if (passed || (at !== undefined && share.weight < at))
      return { weight: share.weight, state: 'done', part: 1 };
    if (share.weight !== at) return { weight: share.weight, state: 'pending', part: 0 };
    return { weight: share.weight, state: 'running', part: partOf(canary, share.seconds, now) };
  });
  return [...shares, { weight: 100, state: passed ? 'running' : 'pending', part: passed ? 1 : 0 }];
}

function partOf(canary: CanaryState, seconds: number, now: number): number {
  if (canary.waits !== 'TIME') return 1;
  if (!canary.until || seconds === 0) return 0;
  const left = (Date.parse(canary.until) - now) / 1000;
  return Math.min(1, Math.max(0, 1 - left / seconds));
}

/** The share that comes after the present one. */
export function nextWeight(shares: Share[]): number | undefined {
  const at = shares.findIndex(({ state }) => state === 'running');
  return at < 0 ? undefined : shares[at + 1]?.weight;
}
