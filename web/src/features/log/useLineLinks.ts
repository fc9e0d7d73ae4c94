import { ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute, useRouter } from 'vue-router';
import { notify } from '@/ui/toast';
import { plain } from './ansi';
import { readHash, select, writeHash, type LineRange } from './links';
import type { LineStore } from './store';

/** The chosen lines: kept in the page's address where that is asked, copied as text or as a link. */
export function useLineLinks(store: Ref<LineStore>, linked: () => boolean) {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const selection = ref<LineRange | null>(linked() ? readHash(route.hash) : null);

  watch(
    () => route.hash,
    (hash) => {
      if (linked()) selection.value = readHash(hash);
    },
  );

  /** Chooses a line, numbered from 1; 0 chooses none. */
  function choose(number: number, extend: boolean) {
    selection.value = number < 1 ? null : select(selection.value, number, extend);
    if (!linked()) return;
    const hash = selection.value ? writeHash(selection.value) : '';
    void router.replace({ query: route.query, hash });
  }

  async function put(text: string, words: string) {
    await navigator.clipboard.writeText(text);
    notify.done(words);
  }

  async function copy() {
    const range = selection.value;
    if (!range) return;
    const lines: string[] = [];
    for (let number = range.from - 1; number < range.to; number++)
      lines.push(plain(store.value.line(number)?.text ?? ''));
    await put(lines.join('\n') + '\n', t('log.copied', { n: lines.length }, lines.length));
  }

  /** Copies a link to the chosen lines, or to the given one when none is chosen. */
  async function copyLink(number = 1) {
    const hash = writeHash(selection.value ?? { from: number, to: number });
    const { href } = router.resolve({ path: route.path, query: route.query, hash });
    await put(new URL(href, location.href).toString(), t('log.linkCopied'));
  }

  return { selection, choose, copy, copyLink };
}
