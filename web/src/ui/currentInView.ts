import { nextTick, onMounted, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';

/** Keeps the link to the present page in sight in a row of links that scrolls sideways. */
export function useCurrentInView(row: Readonly<Ref<HTMLElement | null>>): void {
  const route = useRoute();
  async function show(): Promise<void> {
    await nextTick();
    const element = row.value;
    const link = element?.querySelector<HTMLElement>('[aria-current=page]');
    if (!element || !link) return;
    const { left, right } = element.getBoundingClientRect();
    const at = link.getBoundingClientRect();
    const room = 48; // so that the neighbour shows, and that there is more
    if (at.left < left + room) element.scrollLeft -= left + room - at.left;
    else if (at.right > right - room) element.scrollLeft += at.right - right + room;
  }
  onMounted(show);
  watch(() => route.fullPath, show);
}
