import { nextTick, onMounted, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';

/** So much of the neighbour shows, too, to tell that there is more. */
const room = 40;

/** Scrolls a box, and nothing around it, until something within is in sight. */
export function bringIntoView(box: HTMLElement, within: HTMLElement): void {
  const outer = box.getBoundingClientRect();
  const inner = within.getBoundingClientRect();
  box.scrollLeft += shift(inner.left, inner.right, outer.left + room, outer.right - room);
  box.scrollTop += shift(inner.top, inner.bottom, outer.top + room, outer.bottom - room);
}

function shift(from: number, to: number, least: number, most: number): number {
  if (from < least) return from - least;
  return to > most ? to - most : 0;
}

/** Keeps the link to the present page in sight in a row of links that scrolls sideways. */
export function useCurrentInView(row: Readonly<Ref<HTMLElement | null>>): void {
  const route = useRoute();
  async function show(): Promise<void> {
    await nextTick();
    const link = row.value?.querySelector<HTMLElement>('[aria-current=page]');
    if (row.value && link) bringIntoView(row.value, link);
  }
  onMounted(show);
  watch(() => route.fullPath, show);
}
