import { ref, shallowRef, type Ref } from 'vue';
import { notify } from '@/ui/toast';
import { asProblem, type ApiProblem } from './problem';

export interface Action<A extends unknown[], R> {
  /** Does it; resolves to undefined when it failed (the problem is then set and shown). */
  run: (...args: A) => Promise<R | undefined>;
  pending: Ref<boolean>;
  problem: Ref<ApiProblem | undefined>;
  /** What the problem says of one input, or undefined when it is about another or about none. */
  fieldError: (field: string) => string | undefined;
  reset: () => void;
}

/** Wraps a request that a person asked for: one at a time, with its pending state and its problem. */
export function useAction<A extends unknown[], R>(
  work: (...args: A) => Promise<R>,
  options: { quiet?: boolean } = {},
): Action<A, R> {
  const pending = ref(false);
  const problem = shallowRef<ApiProblem>();

  async function run(...args: A): Promise<R | undefined> {
    if (pending.value) return undefined;
    pending.value = true;
    problem.value = undefined;
    try {
      return await work(...args);
    } catch (error) {
      problem.value = asProblem(error);
      if (!options.quiet) notify.problem(problem.value);
      return undefined;
    } finally {
      pending.value = false;
    }
  }

  return {
    run,
    pending,
    problem,
    fieldError: (field) =>
      problem.value?.field === field ? (problem.value.detail ?? problem.value.title) : undefined,
    reset: () => (problem.value = undefined),
  };
}
