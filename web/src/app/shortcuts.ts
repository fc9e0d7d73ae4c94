import { onScopeDispose, reactive } from 'vue';

export interface Shortcut {
  /** "f", "/", "g s" (one after the other) or "mod+k" (Ctrl, or Cmd on a Mac). */
  keys: string;
  description: () => string;
  run: (event: KeyboardEvent) => void;
}

/** All that work on the present page, newest last: the newest wins. The `?` help lists them. */
export const shortcuts = reactive<Shortcut[]>([]);

const chainMilliseconds = 1200;
let chain: { key: string; at: number } | undefined;

/** Adds a shortcut while the calling component lives. It is not listened to while somebody types. */
export function useShortcut(
  keys: string,
  run: (event: KeyboardEvent) => void,
  options: { description: () => string },
): void {
  const shortcut: Shortcut = { keys, run, description: options.description };
  shortcuts.push(shortcut);
  onScopeDispose(() => {
    const index = shortcuts.findIndex((other) => other.run === run && other.keys === keys);
    if (index >= 0) shortcuts.splice(index, 1);
  });
}

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.matches) return false;
  return (
    element.isContentEditable ||
    element.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  );
}

/** What was pressed, as in {@link Shortcut.keys}. */
export function pressed(event: KeyboardEvent): string {
  const modifier = event.ctrlKey || event.metaKey ? 'mod+' : '';
  return (
    modifier +
    (event.key.length === 1 && event.shiftKey && /[a-z]/i.test(event.key)
      ? event.key.toUpperCase()
      : event.key.length === 1
        ? event.key.toLowerCase()
        : event.key)
  );
}

/** Finds and runs what the key stands for. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return;
  const key = pressed(event);
  if (typing(event.target) && !key.startsWith('mod+')) return;
  const before = chain && event.timeStamp - chain.at < chainMilliseconds ? `${chain.key} ` : '';
  chain = undefined;
  const found =
    (before && shortcuts.findLast((shortcut) => shortcut.keys === before + key)) ||
    shortcuts.findLast((shortcut) => shortcut.keys === key);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if (shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
    chain = { key, at: event.timeStamp };
  }
}

globalThis.document?.addEventListener('keydown', onKey);
