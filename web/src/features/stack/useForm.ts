import { computed, ref, watch, type Ref } from 'vue';
import { useUnsavedGuard } from '@/app/unsaved';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form over what the server has: its own copy to edit, whether it differs, and a question before it is
 * left unsaved. What arrives from the server replaces the copy only while nothing was typed.
 */
export function useForm<T>(server: Ref<T | undefined>) {
  const form = ref<T>() as Ref<T | undefined>;
  const base = ref<T>() as Ref<T | undefined>;
  const dirty = computed(() => form.value !== undefined && !same(form.value, base.value));

  function take(value: T) {
    base.value = copy(value);
    form.value = copy(value);
  }
  watch(
    server,
    (value) => {
      if (value !== undefined && !dirty.value) take(value);
    },
    { immediate: true },
  );

  useUnsavedGuard(() => dirty.value);

  return {
    form,
    dirty,
    take,
    revert: () => base.value !== undefined && (form.value = copy(base.value)),
  };
}
