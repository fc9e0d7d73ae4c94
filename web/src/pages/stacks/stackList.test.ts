import { describe, expect, it } from 'vitest';
import type { Deployment, Stack } from '@/api/types';
import { kindOf, listed } from './stackList';

const stack = (name: string, more: Partial<Stack> = {}): Stack => ({
  name,
  status: 'RUNNING',
  managed: true,
  services: 1,
  running: 1,
  expected: 1,
  ...more,
});
const last = (state: Deployment['state'], minute = 0): Pick<Stack, 'deploy'> => ({
  deploy: {
    strategy: 'blue-green',
    perDay: [],
    last: {
      stack: 'any',
      number: 1,
      state,
      kind: 'PUSH',
      strategy: 'blue-green',
      actor: 'maya',
      queuedAt: new Date(2026, 0, 1, 0, minute).toISOString(),
      cursor: '1',
      phases: [],
      commit: { sha: 'abc1234', ref: 'refs/heads/main' },
    },
  },
});
const all = { text: '', status: 'all' as const, sort: 'name', word: () => '' };

describe('the list of stacks', () => {
  it('counts what failed as needing attention, even while its containers run', () => {
    expect(kindOf(stack('a', last('FAILED')))).toBe('attention');
    expect(kindOf(stack('a', last('BUILDING')))).toBe('busy');
    expect(kindOf(stack('a', { status: 'EXITED' }))).toBe('stopped');
    expect(kindOf(stack('a', { status: 'DRAFT' }))).toBe('stopped');
  });

  it('finds every word anywhere: name, branch, commit, status', () => {
    const stacks = [stack('shop', last('SUCCEEDED')), stack('docs')];
    expect(listed(stacks, { ...all, text: 'main SHOP' }).map(({ name }) => name)).toEqual(['shop']);
    expect(listed(stacks, { ...all, text: 'abc12' }).map(({ name }) => name)).toEqual(['shop']);
    expect(
      listed(stacks, { ...all, text: 'live', word: ({ name }) => (name === 'docs' ? 'Live' : '') }),
    ).toEqual([stacks[1]]);
  });

  it('orders by the last deployment, newest first when asked', () => {
    const stacks = [stack('a', last('SUCCEEDED', 1)), stack('b', last('SUCCEEDED', 9)), stack('c')];
    expect(listed(stacks, { ...all, sort: '-last' }).map(({ name }) => name)).toEqual([
      'b',
      'a',
      'c',
    ]);
  });
});
