import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { api, call } from '@/api/client';
import type { Diagnostic, FileTexts } from '@/api/types';

const pauseMilliseconds = 500;

/** What Docker Compose says of the texts, asked whenever typing pauses. The stack need not exist. */
export function useValidation(
  stack: () => string,
  texts: () => FileTexts,
): {
  diagnostics: Ref<Diagnostic[]>;
  errors: ComputedRef<number>;
  checking: Readonly<Ref<boolean>>;
} {
  const diagnostics = shallowRef<Diagnostic[]>([]);
  const checking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;

  async function ask(): Promise<void> {
    const asking = new AbortController();
    asked = asking;
    checking.value = true;
    try {
      diagnostics.value = await call(
        api.POST('/api/v1/stacks/{stack}/validate', {
          params: { path: { stack: stack() } },
          body: texts(),
          signal: asking.signal,
        }),
      );
    } catch {
      // A newer question is under way, or the server is away: saving says so then.
    } finally {
      if (asked === asking) checking.value = false;
    }
  }

  watch(
    () => JSON.stringify(texts()),
    () => {
      asked?.abort();
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), pauseMilliseconds);
    },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    asked?.abort();
  });

  return {
    diagnostics,
    errors: computed(() => diagnostics.value.filter((one) => one.severity === 'ERROR').length),
    checking,
  };
}
