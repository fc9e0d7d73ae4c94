import { onScopeDispose, shallowRef, ref, watch, type Ref } from 'vue';
import type { FetchedLines, LogFeed } from './feed';
import type { RawLine } from './line';
import { PAGE_LINES } from './page';
import { LineStore } from './store';

export type LinesState = 'loading' | 'live' | 'ended' | 'failed';

/**
 * The lines of a feed in a store. `version` counts up when lines have come, once per animation
 * frame however many they are; `epoch` when those held before are other ones now.
 */
export function useLines(feed: Ref<LogFeed>) {
  const store = shallowRef(new LineStore());
  const version = ref(0);
  const epoch = ref(0);
  const state = ref<LinesState>('loading');
  const reason = shallowRef<unknown>(null);
  const bytes = ref(0);
  let close: (() => void) | null = null;
  let waiting: RawLine[] = [];
  let frame = 0;
  const fetching = new Set<number>();

  function open() {
    shut();
    store.value = new LineStore();
    state.value = 'loading';
    reason.value = null;
    bytes.value = 0;
    version.value++;
    epoch.value++;
    const source = feed.value;
    close = source.open({
      put: (part) => put(part),
      append: (lines, from) => append(lines, from),
      ended: () => (state.value = 'ended'),
      failed: (cause) => {
        reason.value = cause;
        state.value = 'failed';
      },
    });
  }

  function put(part: FetchedLines) {
    flush();
    store.value.put(part.from, part.lines);
    store.value.grow(part.total);
    bytes.value = Math.max(bytes.value, part.bytes);
    state.value = part.ended ? 'ended' : 'live';
    epoch.value++;
    version.value++;
  }

  function append(lines: RawLine[], from?: number) {
    const next = store.value.total + waiting.length;
    // What was fetched meanwhile comes a second time by the socket: it is skipped.
    const fresh = from === undefined ? lines : lines.slice(Math.max(0, next - from));
    for (const line of fresh) waiting.push(line);
    for (const line of fresh) bytes.value += line.text.length + 1;
    if (state.value === 'loading') state.value = 'live';
    if (frame === 0) frame = requestAnimationFrame(flush);
    // A page in the background has no frames; lines must not pile up in it.
    if (waiting.length > 5000) flush();
  }

  function flush() {
    cancelAnimationFrame(frame);
    frame = 0;
    if (waiting.length === 0) return;
    store.value.append(waiting);
    waiting = [];
    if (!feed.value.history) store.value.dropOldest();
    version.value++;
  }

  /** Fetches the pages that a reader at these lines needs, and forgets those far away. */
  async function need(from: number, to: number) {
    const source = feed.value;
    if (!source.fetch) return;
    for (const page of store.value.missing(from, to)) {
      if (fetching.has(page)) continue;
      fetching.add(page);
      try {
        const part = await source.fetch(page * PAGE_LINES, PAGE_LINES);
        if (feed.value !== source) return;
        put(part);
        store.value.trim(from);
      } catch (cause) {
        reason.value = cause;
      } finally {
        fetching.delete(page);
      }
    }
  }

  function shut() {
    close?.();
    close = null;
    cancelAnimationFrame(frame);
    frame = 0;
    waiting = [];
    fetching.clear();
  }

  watch(() => feed.value.key, open, { immediate: true });
  onScopeDispose(shut);
  return { store, version, epoch, state, reason, bytes, need, again: open };
}
