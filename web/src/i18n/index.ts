import { createI18n } from 'vue-i18n';

/** Languages the page speaks; the name of each in itself. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

type Messages = Record<string, unknown>;

const storageKey = 'slipway.language';
const files = import.meta.glob<Messages>(['./en/*.json', './de/*.json'], { import: 'default' });

function chosen(): Language {
  const wanted = [stored(), ...(globalThis.navigator?.languages ?? [])];
  const known = wanted.map((tag) => tag?.slice(0, 2)).find((tag) => tag && tag in languages);
  return (known as Language | undefined) ?? 'en';
}

function stored(): string | undefined {
  try {
    return localStorage.getItem(storageKey) ?? undefined;
  } catch {
    return undefined; // storage is blocked
  }
}

export const i18n = createI18n({
  legacy: false,
  locale: chosen(),
  fallbackLocale: 'en',
  messages: {} as Record<string, Record<string, never>>,
});

/** Features whose messages were asked for: a change of the language loads them all again. */
const wanted = new Set<string>();
const loaded = new Set<string>();

async function load(language: Language, feature: string): Promise<void> {
  const id = `${language}/${feature}`;
  const file = files[`./${id}.json`];
  if (loaded.has(id) || !file) return;
  const messages = await file();
  loaded.add(id);
  i18n.global.mergeLocaleMessage(language, { [feature]: messages });
}

/** Makes sure that the messages of these features are there in the present language. */
export async function loadMessages(features: readonly string[]): Promise<void> {
  features.forEach((feature) => wanted.add(feature));
  await Promise.all(features.map((feature) => load(currentLanguage(), feature)));
}

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language;
}

/** Changes the language of the page, at once and for the next visits. */
export async function speak(language: Language): Promise<void> {
  await Promise.all([...wanted].map((feature) => load(language, feature)));
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // storage is blocked: the choice holds for this visit
  }
}
