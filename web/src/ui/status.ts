import type { Deployment, PhaseState, Stack } from '@/api/types';
import type { StatusName } from './looks';

/** A status with its word: a message key and what goes into it. */
export interface Status {
  name: StatusName;
  key: string;
  values?: Record<string, unknown>;
}

const endings = new Set<Deployment['state']>([
  'SUCCEEDED',
  'ROLLED_BACK',
  'ROLLBACK_FAILED',
  'FAILED',
  'CANCELLED',
  'SUPERSEDED',
]);

export function ended(deployment: Deployment): boolean {
  return endings.has(deployment.state);
}

/** The phase that a deployment is in, or failed in. */
export function presentPhase(deployment: Deployment): PhaseState['phase'] | undefined {
  return deployment.phases.find(({ state }) => state === 'RUNNING' || state === 'FAILED')?.phase;
}

/** @param buildPlace its place in the build queue, from 1, while it waits there */
export function deploymentStatus(deployment: Deployment, buildPlace?: number): Status {
  switch (deployment.state) {
    case 'QUEUED':
      return deployment.queuePosition && deployment.queuePosition > 1
        ? { name: 'queued', key: 'core.status.queuedAt', values: { n: deployment.queuePosition } }
        : { name: 'queued', key: 'core.status.queued' };
    case 'PREPARING':
      return { name: 'building', key: 'core.status.preparing' };
    case 'BUILDING':
      return buildPlace
        ? { name: 'queued', key: 'core.status.buildQueued', values: { n: buildPlace } }
        : { name: 'building', key: 'core.status.building' };
    case 'AWAITING_APPROVAL':
      return { name: 'approval', key: 'core.status.approval' };
    case 'DEPLOYING':
      if (deployment.canaryWeight !== undefined)
        return {
          name: 'canary',
          key: 'core.status.canary',
          values: { weight: deployment.canaryWeight },
        };
      return { name: 'deploying', key: 'core.status.deploying' };
    case 'VERIFYING':
      return { name: 'verifying', key: 'core.status.verifying' };
    case 'SUCCEEDED':
      return deployment.live === false
        ? { name: 'superseded', key: 'core.status.wasLive' }
        : { name: 'running', key: 'core.status.live' };
    case 'ROLLING_BACK':
      return { name: 'rolledback', key: 'core.status.rollingBack' };
    case 'ROLLED_BACK':
      return { name: 'rolledback', key: 'core.status.rolledBack' };
    case 'ROLLBACK_FAILED':
      return { name: 'failed', key: 'core.status.rollbackFailed' };
    case 'FAILED': {
      const phase = presentPhase(deployment);
      return phase
        ? { name: 'failed', key: `core.status.failedAt.${phase}` }
        : { name: 'failed', key: 'core.status.failed' };
    }
    case 'CANCELLED':
      return { name: 'exited', key: 'core.status.cancelled' };
    case 'SUPERSEDED':
      return { name: 'superseded', key: 'core.status.superseded' };
  }
}

/** What matters most of a stack: a deployment that is under way or went wrong, else how its containers are. */
export function stackStatus(stack: Stack, buildPlace?: number): Status {
  const last = stack.deploy?.last;
  if (last && !ended(last)) return deploymentStatus(last, buildPlace);
  if (unsound(stack)) return { name: 'failed', key: 'core.status.bad' };
  const healthy = stack.status === 'RUNNING' || stack.status === 'DRAFT';
  const wrong = last && ['FAILED', 'ROLLED_BACK', 'ROLLBACK_FAILED'].includes(last.state);
  if (healthy && wrong) return deploymentStatus(last);
  if (stack.status === 'RUNNING' && stack.deploy?.liveRelease)
    return { name: 'running', key: 'core.status.live' };
  return containerStatus(stack);
}

/** Whether the checks of what runs fail although its containers run. */
export function unsound(stack: Stack): boolean {
  return stack.status === 'RUNNING' && stack.deploy?.watch?.state === 'BAD';
}

/** How a stack's containers are, whatever was deployed. */
export function containerStatus(stack: Pick<Stack, 'status' | 'running' | 'expected'>): Status {
  switch (stack.status) {
    case 'RUNNING':
      return { name: 'running', key: 'core.status.running' };
    case 'PARTIAL':
      return {
        name: 'partial',
        key: 'core.status.partial',
        values: { running: stack.running, expected: stack.expected },
      };
    case 'STARTING':
      return { name: 'deploying', key: 'core.status.starting' };
    case 'UNHEALTHY':
      return { name: 'failed', key: 'core.status.unhealthy' };
    case 'RESTARTING':
      return { name: 'partial', key: 'core.status.restarting' };
    case 'EXITED':
      return { name: 'exited', key: 'core.status.exited' };
    case 'CREATED':
      return { name: 'exited', key: 'core.status.created' };
    case 'DRAFT':
      return { name: 'queued', key: 'core.status.draft' };
    case 'UNKNOWN':
      return { name: 'exited', key: 'core.status.unknown' };
  }
}

/** "v142" once its release exists, "#142" until then. */
export function versionOf(deployment: Deployment): string {
  return deployment.toRelease ? `v${deployment.toRelease}` : `#${deployment.number}`;
}
