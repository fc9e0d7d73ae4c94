import { onKeyStroke } from '@vueuse/core';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useShortcut } from '@/app/shortcuts';

interface Deeds {
  search: () => void;
  hit: (forward: boolean) => void;
  error: () => void;
  follow: () => void;
  wrap: () => void;
  times: () => void;
  begin: () => void;
  end: () => void;
  leaveFull: () => void;
  full: Ref<boolean>;
}

/** The keys of the log, as in `less` and as the footer says. */
export function useLogKeys(deeds: Deeds) {
  const { t } = useI18n();
  const key = (keys: string, run: () => void, words: string) =>
    useShortcut(keys, run, { description: () => t(words) });
  key('/', deeds.search, 'log.keys.search');
  key('n', () => deeds.hit(true), 'log.nextHit');
  key('N', () => deeds.hit(false), 'log.previousHit');
  key('e', deeds.error, 'log.keys.error');
  key('f', deeds.follow, 'log.keys.follow');
  key('w', deeds.wrap, 'log.wrap');
  key('t', deeds.times, 'log.keys.times');
  key('g g', deeds.begin, 'log.keys.begin');
  key('G', deeds.end, 'log.toEnd');
  onKeyStroke('Escape', () => {
    if (deeds.full.value) deeds.leaveFull();
  });
}
