import type { Deployment, PhaseState } from '@/api/types';
import type { Words } from '@/ui/deploymentTitle';

/** Who did what: "Maya pushed", "Jonas deployed", "Jonas rolled back". */
export function deedOf(deployment: Deployment): Words {
  const who =
    deployment.kind === 'PUSH' ? (deployment.commit?.author ?? deployment.actor) : deployment.actor;
  return { key: `deployment.deed.${deployment.kind}`, values: { who } };
}

/** Milliseconds that a phase has taken, counting on while it runs. */
export function phaseTime(phase: PhaseState, readAt: number, now: number): number | undefined {
  if (phase.milliseconds === undefined) return undefined;
  return phase.state === 'RUNNING'
    ? phase.milliseconds + Math.max(0, now - readAt)
    : phase.milliseconds;
}
