import { asProblem } from '@/api/problem';

type Translate = (key: string) => string;

/** What happened, in a sentence: the server's own, or ours where the server could not say. */
export function sentence(error: unknown, t: Translate): string {
  const problem = asProblem(error);
  if (problem.unreachable) return t('core.problem.unreachable');
  if (problem.detail) return problem.detail;
  if (problem.status === 403) return t('core.problem.forbidden');
  if (problem.status === 404) return t('core.problem.missing');
  return problem.title || t('core.problem.unknown');
}

/** What to do about it, where something can be done. */
export function advice(error: unknown, t: Translate): string | undefined {
  const problem = asProblem(error);
  if (problem.hint) return problem.hint;
  return problem.unreachable ? t('core.problem.unreachableHint') : undefined;
}
