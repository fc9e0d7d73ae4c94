import { describe, expect, it } from 'vitest';
import type { CanaryState, Deployment } from '@/api/types';
import { nextWeight, sharesOf } from './canary';

const at = Date.parse('2026-01-01T00:00:00Z');
const canary: CanaryState = {
  shares: [5, 25, 50].map((weight) => ({ weight, seconds: 60, approval: false })),
  paused: false,
  waits: 'TIME',
  until: '2026-01-01T00:00:15Z',
};
const deployment = (part: Partial<Deployment>) =>
  ({ state: 'DEPLOYING', ...part }) as unknown as Deployment;
const states = (part: Partial<Deployment>) =>
  sharesOf(canary, deployment(part), at).map(({ state }) => state);

describe('the shares of a canary', () => {
  it('are ahead before the first one', () => {
    expect(states({})).toEqual(['pending', 'pending', 'pending', 'pending']);
  });
  it('are done below the present one, of which a part is over', () => {
    const shares = sharesOf(canary, deployment({ canaryWeight: 25 }), at);
    expect(shares.map(({ state }) => state)).toEqual(['done', 'running', 'pending', 'pending']);
    expect(shares[1]?.part).toBeCloseTo(0.75);
    expect(nextWeight(shares)).toBe(50);
  });
  it('end with everything', () => {
    expect(states({ state: 'VERIFYING' })).toEqual(['done', 'done', 'done', 'running']);
    const last = sharesOf(canary, deployment({ canaryWeight: 50 }), at);
    expect(nextWeight(last)).toBe(100);
  });
});
