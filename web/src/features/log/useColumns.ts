import { useElementSize } from '@vueuse/core';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { TimeMode } from './times';

/** How many characters fit beside numbers, times and labels, so that wrapped heights can be counted. */
export function useColumns(
  element: ComputedRef<HTMLElement | null>,
  total: Ref<number>,
  times: Ref<TimeMode>,
  label: () => number,
) {
  const { width } = useElementSize(element);
  const character = ref(7.5);

  async function measure() {
    if (!element.value) return;
    await document.fonts?.ready;
    const probe = document.createElement('span');
    probe.textContent = 'm'.repeat(100);
    probe.style.cssText = 'position:absolute;visibility:hidden;white-space:pre';
    element.value?.append(probe);
    if (probe.offsetWidth > 0) character.value = probe.getBoundingClientRect().width / 100;
    probe.remove();
  }
  watch(element, () => void measure(), { immediate: true });

  /** Pixels of padding and of the border that are no characters; the same in `log.css`. */
  const fixed = computed(
    () => 2 + 20 + (times.value === 'off' ? 0 : 16) + (label() > 0 ? 16 : 0) + 16,
  );
  /** Characters before the text. */
  const before = computed(
    () =>
      Math.max(4, String(total.value).length) +
      (times.value === 'off' ? 0 : 12) +
      label() +
      Math.ceil(fixed.value / character.value),
  );
  const text = computed(() => {
    const times12 = times.value === 'off' ? 0 : 12;
    const taken =
      (Math.max(4, String(total.value).length) + times12 + label()) * character.value + fixed.value;
    return Math.max(20, Math.floor((width.value - taken) / character.value));
  });
  return { before, text };
}
