import { onScopeDispose, reactive, watch } from 'vue';
import { Live, type LiveListener, type LiveState } from './live';

/** How the page and the server are connected, for the dot in the top bar and the banner. */
export const connection = reactive({
  state: 'closed' as LiveState,
  /** When it last worked, while it is lost. */
  lostAt: undefined as Date | undefined,
});

export const live = new Live({
  url: () => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`,
  changed(state) {
    if (state === 'lost') connection.lostAt ??= new Date();
    else connection.lostAt = undefined;
    connection.state = state;
  },
});

globalThis.addEventListener?.('online', () => live.wake());
globalThis.document?.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') live.wake();
});

/**
 * Listens to a topic while the calling component lives and `topic` gives a name; changes with it.
 *
 * @param options.cursor from where to go on: what the fetched list says it has already
 */
export function useLive(
  topic: () => string | undefined,
  listener: LiveListener,
  options: { cursor?: () => string | undefined } = {},
): void {
  let end: (() => void) | undefined;
  watch(
    topic,
    (name) => {
      end?.();
      end = name ? live.subscribe(name, listener, options.cursor?.()) : undefined;
    },
    { immediate: true },
  );
  onScopeDispose(() => end?.());
}
