import { computed, reactive, ref, shallowRef, watch, type Ref } from 'vue';
import type { LogFeed } from './feed';
import { LOCAL_SEARCH_LINES } from './find';
import { ERROR_WORDS, WARNING_WORDS } from './levels';
import { Level } from './line';
import { Rows } from './rows';
import type { LineStore } from './store';

/** Which rows there are: folds, level and label filters over the lines of a store. */
export function useFilter(
  feed: Ref<LogFeed>,
  store: Ref<LineStore>,
  version: Ref<number>,
  epoch: Ref<number>,
  grouped: () => boolean,
) {
  const level = ref(Level.None);
  const labels = reactive(new Set<string>());
  const closed = reactive(new Set<number>());
  const only = shallowRef<number[] | undefined>();
  const long = computed(() => version.value >= 0 && store.value.total > LOCAL_SEARCH_LINES);
  const rows = shallowRef(new Rows(store.value, options()));
  /** Counts up whenever `rows` says something else than before. */
  const shape = ref(0);

  function options() {
    return {
      grouped: grouped() && !long.value,
      closed,
      level: level.value,
      labels,
      only: only.value,
    };
  }

  function rebuild() {
    rows.value = new Rows(store.value, options());
    shape.value++;
  }

  /** Lines at least this loud, asked from the server when not all of them are here. */
  async function loud(least: Level): Promise<number[] | undefined> {
    if (!long.value || !feed.value.search || least === Level.None) return undefined;
    const text = least === Level.Error ? ERROR_WORDS : `${WARNING_WORDS}|${ERROR_WORDS}`;
    return (await feed.value.search({ text, regex: true, matchCase: true })).lines;
  }

  async function setLevel(least: Level) {
    level.value = least;
    only.value = undefined;
    rebuild();
    const found = await loud(least);
    if (found && level.value === least) {
      only.value = found;
      rebuild();
    }
  }

  /** The next line after the given one that is an error, starting over at the end. */
  async function nextError(line: number): Promise<number | undefined> {
    const far = await loud(Level.Error);
    if (far) return far.find((number) => number > line) ?? far[0];
    const { first, total } = store.value;
    for (let number = line + 1; number < total; number++)
      if (store.value.level(number) === Level.Error) return number;
    for (let number = first; number <= Math.min(line, total - 1); number++)
      if (store.value.level(number) === Level.Error) return number;
    return undefined;
  }

  function toggleLabel(label: string) {
    if (!labels.delete(label)) labels.add(label);
    rebuild();
  }

  function toggleGroup(line: number) {
    if (!closed.delete(line)) closed.add(line);
    rebuild();
  }

  /** Closes all groups, or opens them when all are closed. */
  function toggleAll() {
    const groups = rows.value.groups;
    const open = groups.every((group) => closed.has(group));
    closed.clear();
    if (!open) for (const group of groups) closed.add(group);
    rebuild();
  }

  /** Makes a line visible: opens its group, and drops filters that hide it. */
  function reveal(line: number) {
    const hider = rows.value.hider(line);
    if (hider !== undefined) toggleGroup(hider);
    const row = rows.value.at(rows.value.of(line));
    if (row?.line === line) return;
    labels.clear();
    void setLevel(Level.None);
  }

  watch(epoch, rebuild);
  watch(long, rebuild);
  watch(version, () => {
    rows.value.extend();
    shape.value++;
  });
  watch(
    () => feed.value.key,
    () => {
      closed.clear();
      labels.clear();
      void setLevel(Level.None);
    },
  );

  return {
    level,
    labels,
    rows,
    shape,
    closed,
    setLevel,
    nextError,
    toggleLabel,
    toggleGroup,
    toggleAll,
    reveal,
  };
}
