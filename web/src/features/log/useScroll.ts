import { useElementSize, useEventListener } from '@vueuse/core';
import { computed, nextTick, ref, watch, type ComputedRef, type Ref } from 'vue';
import { type Layout, ROW_HEIGHT, Scale } from './layout';

/** Room below the last line, so that it does not stick to the edge. */
const TAIL = ROW_HEIGHT;

/**
 * Where the reader is in the log. `offset` is the place in pixels of the log itself, which is not
 * the scroll bar's position once the log is higher than browsers can scroll.
 */
export function useScroll(element: Ref<HTMLElement | null>, layout: ComputedRef<Layout>) {
  const { width, height: viewport } = useElementSize(element);
  const offset = ref(0);
  const follow = ref(false);
  const scale = computed(() => new Scale(layout.value.height + TAIL, viewport.value));
  const atEnd = computed(() => offset.value >= scale.value.most - ROW_HEIGHT / 2);
  let ours = -1;

  function moveTo(place: number) {
    offset.value = Math.max(0, Math.min(scale.value.most, place));
    void nextTick(() => {
      if (!element.value) return;
      ours = scale.value.toScrollTop(offset.value);
      element.value.scrollTop = ours;
      ours = element.value.scrollTop;
    });
  }

  /** Moves by the reader's hand: following ends when it goes up and begins at the end. */
  function moveBy(pixels: number) {
    if (pixels < 0) follow.value = false;
    moveTo(offset.value + pixels);
    if (pixels > 0 && atEnd.value) follow.value = true;
  }

  useEventListener(
    element,
    'scroll',
    () => {
      const top = element.value?.scrollTop ?? 0;
      if (Math.abs(top - ours) < 1.5) return;
      ours = -1;
      const before = offset.value;
      offset.value = scale.value.toOffset(top);
      if (atEnd.value) follow.value = true;
      else if (offset.value < before - 1) follow.value = false;
    },
    { passive: true },
  );
  useEventListener(
    element,
    'wheel',
    (event: WheelEvent) => {
      if (event.deltaY < 0) follow.value = false;
      // One pixel of a squeezed scroll bar is many lines: the wheel still moves by lines.
      if (!scale.value.squeezed || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      moveBy(event.deltaMode === 1 ? event.deltaY * ROW_HEIGHT : event.deltaY);
    },
    { passive: false },
  );

  function toRow(row: number, place: 'middle' | 'top' = 'middle') {
    const top = layout.value.top(row);
    moveTo(place === 'top' ? top : top - (viewport.value - ROW_HEIGHT) / 2);
  }

  function toEnd() {
    follow.value = true;
    moveTo(Number.MAX_SAFE_INTEGER);
  }

  watch([layout, viewport], () => {
    if (follow.value) moveTo(Number.MAX_SAFE_INTEGER);
    else if (offset.value > scale.value.most) moveTo(scale.value.most);
  });

  /** First and one more than the last row to draw, a few more than can be seen. */
  const visible = computed(() => {
    const from = Math.max(0, layout.value.rowAt(offset.value) - 8);
    const to = Math.min(layout.value.rows, layout.value.rowAt(offset.value + viewport.value) + 9);
    return { from, to };
  });
  /** Where the first drawn row lies in the scrolled element. */
  const shift = computed(
    () =>
      scale.value.toScrollTop(offset.value) + layout.value.top(visible.value.from) - offset.value,
  );

  return {
    width,
    viewport,
    offset,
    follow,
    atEnd,
    scale,
    visible,
    shift,
    moveBy,
    moveTo,
    toRow,
    toEnd,
  };
}
