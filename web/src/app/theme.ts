import { computed, ref, watchEffect } from 'vue';

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'slipway.theme';
const system = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
const systemIsDark = ref(system?.matches ?? false);
system?.addEventListener?.('change', (event) => (systemIsDark.value = event.matches));

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(storageKey);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system'; // storage is blocked
  }
}

const choice = ref<ThemeChoice>(stored());

/** What the user chose; `public/theme.js` reads the same place before the first paint. */
export const themeChoice = computed({
  get: () => choice.value,
  set(value: ThemeChoice) {
    choice.value = value;
    try {
      localStorage.setItem(storageKey, value);
    } catch {
      // storage is blocked: the choice holds for this visit
    }
  },
});

export const theme = computed<'light' | 'dark'>(() => {
  if (choice.value !== 'system') return choice.value;
  return systemIsDark.value ? 'dark' : 'light';
});

watchEffect(() => {
  if (globalThis.document) document.documentElement.dataset.theme = theme.value;
});
