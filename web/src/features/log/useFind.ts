import { refDebounced } from '@vueuse/core';
import { computed, reactive, ref, shallowRef, watch, type Ref } from 'vue';
import type { LogFeed } from './feed';
import { findLines, LOCAL_SEARCH_LINES, pattern, step, type Query } from './find';
import type { LineStore } from './store';

/** Looks for text in a log: here when it is short, on the server when it is long. */
export function useFind(
  feed: Ref<LogFeed>,
  store: Ref<LineStore>,
  version: Ref<number>,
  epoch: Ref<number>,
) {
  const query = reactive<Query>({ text: '', regex: false, matchCase: false });
  const text = refDebounced(
    computed(() => query.text),
    150,
  );
  const hits = shallowRef<number[]>([]);
  const truncated = ref(false);
  const busy = ref(false);
  const at = ref(-1);
  const what = computed(() => (text.value ? pattern({ ...query, text: text.value }) : null));
  const wrong = computed(() => Boolean(text.value) && what.value === null);
  let searched = 0;
  let round = 0;

  async function look() {
    const mine = ++round;
    at.value = -1;
    truncated.value = false;
    hits.value = [];
    searched = store.value.total;
    if (!what.value) return;
    if (store.value.total <= LOCAL_SEARCH_LINES || !feed.value.search) {
      hits.value = findLines(store.value, what.value);
      return;
    }
    busy.value = true;
    try {
      const found = await feed.value.search({ ...query, text: text.value });
      if (mine !== round) return;
      hits.value = found.lines;
      truncated.value = found.truncated;
    } finally {
      if (mine === round) busy.value = false;
    }
  }

  watch([what, epoch], () => void look());
  // Lines that arrive are looked through as they come; the server is not asked again.
  watch(version, () => {
    if (!what.value || busy.value || store.value.total <= searched) return;
    const more = findLines(store.value, what.value, searched);
    searched = store.value.total;
    if (more.length > 0) hits.value = [...hits.value, ...more];
  });

  /** Goes to the next or previous hit as seen from a line; answers its line. */
  function go(line: number, forward: boolean): number | undefined {
    at.value = step(hits.value, line, forward);
    return hits.value[at.value];
  }

  return { query, what, wrong, hits, truncated, busy, at, go };
}
