import type { Deployment } from '@/api/types';

/** A message and what goes into it, or a text that needs no translation. */
export type Words = { key: string; values?: Record<string, unknown> } | { text: string };

/** What people remember of a deployment: the commit's first line, or what was asked for. */
export function titleOf(deployment: Deployment): Words {
  const version = deployment.toRelease ?? '?';
  if (deployment.kind === 'ROLLBACK')
    return { key: 'core.deployment.title.rollback', values: { version } };
  const message = deployment.commit?.message?.split('\n', 1)[0]?.trim();
  if (message) return { text: message };
  return {
    key:
      deployment.kind === 'REDEPLOY'
        ? 'core.deployment.title.redeploy'
        : 'core.deployment.title.manual',
  };
}

/** Translates words. */
export function say(
  words: Words,
  t: (key: string, values: Record<string, unknown>) => string,
): string {
  return 'text' in words ? words.text : t(words.key, words.values ?? {});
}
