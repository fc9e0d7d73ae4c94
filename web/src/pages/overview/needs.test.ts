import { expect, it } from 'vitest';
import type { Deployment, Stack } from '@/api/types';
import { needsOf } from './needs';

const deployment = (stack: string, state: Deployment['state']): Deployment => ({
  stack,
  number: 7,
  toRelease: 7,
  state,
  kind: 'PUSH',
  strategy: 'recreate',
  actor: 'maya',
  queuedAt: '2026-01-01T00:00:00Z',
  cursor: '7',
  phases: [{ phase: 'VERIFY', state: 'FAILED' }],
});
const stack = (name: string, status: Stack['status'], last?: Deployment): Stack => ({
  name,
  status,
  managed: true,
  services: 1,
  running: 1,
  expected: 1,
  deploy: { strategy: 'recreate', perDay: [], liveRelease: 6, ...(last ? { last } : {}) },
});

it('puts what asks before what is broken before what failed, and each stack once', () => {
  const needs = needsOf(
    [
      stack('failed', 'RUNNING', deployment('failed', 'FAILED')),
      stack('broken', 'UNHEALTHY', deployment('broken', 'FAILED')),
      stack('fine', 'RUNNING', deployment('fine', 'SUCCEEDED')),
    ],
    [deployment('asks', 'AWAITING_APPROVAL'), deployment('works', 'BUILDING')],
  );
  expect(needs.map(({ id }) => id)).toEqual([
    'approval:asks/7',
    'unwell:broken',
    'failed:failed/7',
  ]);
});

it('says why a stack that runs went bad, once, and not while it is being deployed', () => {
  const bad = stack('bad', 'RUNNING', deployment('bad', 'FAILED'));
  bad.deploy!.watch = {
    at: '2026-01-01T00:00:00Z',
    release: 6,
    state: 'BAD',
    check: 'home',
    reason: 'GET / answered 500.',
  };
  const replaced = { ...bad, name: 'replaced' };
  replaced.deploy = { ...bad.deploy!, last: deployment('replaced', 'DEPLOYING') };
  const needs = needsOf([bad, replaced], []);
  expect(needs).toHaveLength(1);
  expect(needs[0]).toMatchObject({ id: 'bad:bad', text: 'home: GET / answered 500.' });
});

it('says that the old version still serves, unless users are affected', () => {
  const hurt = deployment('hurt', 'ROLLBACK_FAILED');
  hurt.failure = { title: 'web is down', sentence: '', usersAffected: true, proof: [] };
  const [one, other] = needsOf(
    [stack('hurt', 'RUNNING', hurt), stack('safe', 'RUNNING', deployment('safe', 'FAILED'))],
    [],
  );
  expect(one).toMatchObject({ text: 'web is down', title: 'overview.need.ROLLBACK_FAILED' });
  expect(other).toMatchObject({ text: undefined, detail: 'overview.need.stillServes' });
});
