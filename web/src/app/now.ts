import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

interface Ticker {
  now: ShallowRef<Date>;
  users: number;
  timer: ReturnType<typeof setInterval> | undefined;
}

const tickers = new Map<number, Ticker>();

/**
 * The present time, new every `seconds`. All who ask for the same pace share one timer, which runs only while
 * somebody asks and somebody can see it.
 */
export function useNow(seconds: 1 | 30): ShallowRef<Date> {
  const ticker = tickers.get(seconds) ?? {
    now: shallowRef(new Date()),
    users: 0,
    timer: undefined,
  };
  tickers.set(seconds, ticker);
  if (ticker.users++ === 0) start(ticker, seconds);
  onScopeDispose(() => {
    if (--ticker.users === 0) stop(ticker);
  });
  return ticker.now;
}

function start(ticker: Ticker, seconds: number): void {
  ticker.now.value = new Date();
  if (document.visibilityState === 'hidden') return;
  ticker.timer = setInterval(() => (ticker.now.value = new Date()), seconds * 1000);
}

function stop(ticker: Ticker): void {
  clearInterval(ticker.timer);
  ticker.timer = undefined;
}

globalThis.document?.addEventListener('visibilitychange', () => {
  tickers.forEach((ticker, seconds) => {
    stop(ticker);
    if (ticker.users > 0) start(ticker, seconds);
  });
});
