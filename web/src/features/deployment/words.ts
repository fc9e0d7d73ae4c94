import type { Deployment, PhaseState } from '@/api/types';

/** A message and what goes into it, or a text that needs no translation. */
export type Words = { key: string; values?: Record<string, unknown> } | { text: string };

/** What people remember of a deployment: the commit's first line, or what was asked for. */
export function titleOf(deployment: Deployment): Words {
  const version = deployment.toRelease ?? '?';
  if (deployment.kind === 'ROLLBACK')
    return { key: 'deployment.title.rollback', values: { version } };
  const message = deployment.commit?.message?.split('\n', 1)[0]?.trim();
  if (message) return { text: message };
  return {
    key: deployment.kind === 'REDEPLOY' ? 'deployment.title.redeploy' : 'deployment.title.manual',
  };
}

/** Translates words. */
export function say(
  words: Words,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  return 'text' in words ? words.text : t(words.key, words.values ?? {});
}

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
