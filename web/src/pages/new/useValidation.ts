import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue';
import { api, call } from '@/api/client';
import type { Diagnostic } from '@/api/types';

const pauseMilliseconds = 500;

/** What Docker Compose says of the texts, asked whenever typing pauses. */
export function useValidation(
  name: Ref<string>,
  compose: Ref<string>,
  env: Ref<string>,
): { diagnostics: Ref<Diagnostic[]>; wrong: ComputedRef<boolean> } {
  const diagnostics = ref<Diagnostic[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  async function ask(): Promise<void> {
    asked?.abort();
    const asking = new AbortController();
    asked = asking;
    try {
      diagnostics.value = await call(
        api.POST('/api/v1/stacks/{stack}/validate', {
          params: {
            path: { stack: /^[a-z0-9][a-z0-9_-]*$/.test(name.value) ? name.value : 'new' },
          },
          body: { compose: compose.value, env: env.value },
          signal: asking.signal,
        }),
      );
    } catch {
      // A newer question is under way, or the server is away: creating says so then.
    }
  }

  watch([compose, env], () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pauseMilliseconds);
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    asked?.abort();
  });

  return {
    diagnostics,
    wrong: computed(() => diagnostics.value.some(({ severity }) => severity === 'ERROR')),
  };
}
