import type { RouteLocationRaw } from 'vue-router';
import type { Deployment, Stack } from '@/api/types';
import type { StatusName } from '@/ui/looks';
import { ended, presentPhase, unsound, versionOf } from '@/ui/status';

/** One thing that waits for a person. */
export interface Need {
  id: string;
  status: StatusName;
  /** Message keys, and what goes into them. */
  title: string;
  detail: string;
  values: Record<string, unknown>;
  /** A sentence of the server, instead of `detail`. */
  text?: string | undefined;
  at?: string | undefined;
  action: string;
  to: RouteLocationRaw;
}

/** What waits for a person: first what asks, then what is broken for users, then what failed. */
export function needsOf(stacks: readonly Stack[], active: readonly Deployment[]): Need[] {
  const asking = active.filter(({ state }) => state === 'AWAITING_APPROVAL').map(approval);
  const broken = stacks.filter(({ status }) => status === 'UNHEALTHY' || status === 'RESTARTING');
  const bad = stacks.filter((stack) => unsound(stack) && !busy(stack));
  const told = new Set([...broken, ...bad]);
  const failed = stacks.filter((stack) => !told.has(stack)).flatMap(failure);
  return [...asking, ...broken.map(unwell), ...bad.map(wentBad), ...failed];
}

function approval(deployment: Deployment): Need {
  return {
    id: `approval:${deployment.stack}/${deployment.number}`,
    status: 'approval',
    title: 'overview.need.approval',
    detail: 'overview.need.approvalBy',
    values: { stack: deployment.stack, version: versionOf(deployment), actor: deployment.actor },
    at: deployment.queuedAt,
    action: 'overview.need.review',
    to: pathOf(deployment),
  };
}

function unwell(stack: Stack): Need {
  return {
    id: `unwell:${stack.name}`,
    status: stack.status === 'UNHEALTHY' ? 'failed' : 'partial',
    title: `overview.need.${stack.status}`,
    detail: 'overview.need.runs',
    values: { stack: stack.name, running: stack.running, expected: stack.expected },
    action: 'overview.need.look',
    to: `/stacks/${stack.name}`,
  };
}

/** What is wrong is being replaced then. */
function busy({ deploy }: Stack): boolean {
  return deploy?.last !== undefined && !ended(deploy.last);
}

function wentBad(stack: Stack): Need {
  const { watch } = stack.deploy ?? {};
  return {
    id: `bad:${stack.name}`,
    status: 'failed',
    title: 'overview.need.bad',
    detail: 'overview.need.affected',
    text: watch?.check && watch.reason ? `${watch.check}: ${watch.reason}` : undefined,
    values: { stack: stack.name, version: watch && `v${watch.release}` },
    at: watch?.at,
    action: 'overview.need.look',
    to: `/stacks/${stack.name}`,
  };
}

function failure(stack: Stack): Need[] {
  const last = stack.deploy?.last;
  if (!last || !['FAILED', 'ROLLED_BACK', 'ROLLBACK_FAILED'].includes(last.state)) return [];
  const live = stack.deploy?.liveRelease;
  const unhurt = live !== undefined && last.failure?.usersAffected !== true;
  return [
    {
      id: `failed:${stack.name}/${last.number}`,
      status: last.state === 'ROLLED_BACK' ? 'rolledback' : 'failed',
      title: titleOf(last),
      detail: unhurt ? 'overview.need.stillServes' : 'overview.need.affected',
      text: unhurt ? undefined : (last.failure?.title ?? last.note),
      values: { stack: stack.name, version: versionOf(last), live: live && `v${live}` },
      at: last.endedAt,
      action: 'overview.need.why',
      to: pathOf(last),
    },
  ];
}

function titleOf(last: Deployment): string {
  if (last.state !== 'FAILED') return `overview.need.${last.state}`;
  const phase = presentPhase(last);
  return phase ? `overview.need.failedAt.${phase}` : 'overview.need.failed';
}

function pathOf({ stack, number }: Deployment): string {
  return `/stacks/${stack}/deployments/${number}`;
}
