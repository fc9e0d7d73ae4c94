import { useEventListener } from '@vueuse/core';
import { computed, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave } from 'vue-router';
import { confirm } from '@/ui/confirm';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form over what the server has: its own copy to edit, whether it differs, and a question before it is
 * left unsaved. What arrives from the server replaces the copy only while nothing was typed.
 */
export function useForm<T>(server: Ref<T | undefined>) {
  const { t } = useI18n();
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

  useEventListener(window, 'beforeunload', (event) => {
    if (dirty.value) event.preventDefault();
  });
  onBeforeRouteLeave(async () => {
    if (!dirty.value) return true;
    return confirm({
      title: t('stack.form.leaveTitle'),
      text: t('stack.form.leaveText'),
      action: t('stack.form.leave'),
      danger: true,
    });
  });

  return {
    form,
    dirty,
    take,
    revert: () => base.value !== undefined && (form.value = copy(base.value)),
  };
}
