import type { FileTexts, StackFiles } from '@/api/types';

/** A file of a stack as it is edited. */
export interface StackFile {
  /** `compose`, `env`, or the name of one that compose merges over the first: as diagnostics name it. */
  key: string;
  name: string;
  yaml: boolean;
  /** Slipway writes it with each deployment. */
  generated: boolean;
}

/** What is on the page, by the keys of the files. */
export type Texts = Record<string, string>;

/** The files of a stack in the order in which compose merges them, and `.env`. */
export function filesOf(files: StackFiles): StackFile[] {
  return [
    { key: 'compose', name: files.composeFile, yaml: true, generated: false },
    ...files.more.map(({ name, generated }) => ({ key: name, name, yaml: true, generated })),
    { key: 'env', name: '.env', yaml: false, generated: false },
  ];
}

/** The texts as they are on disk. */
export function textsOf(files: StackFiles): Texts {
  return {
    compose: files.compose,
    env: files.env,
    ...Object.fromEntries(files.more.map(({ name, text }) => [name, text])),
  };
}

/** The texts as the server takes them: what it writes itself is left out. */
export function toSend(files: StackFiles | undefined, texts: Texts): FileTexts {
  const own = (files?.more ?? []).filter(({ generated }) => !generated);
  return {
    compose: texts.compose ?? '',
    env: texts.env ?? '',
    more: own.map(({ name }) => ({ name, text: texts[name] ?? '' })),
  };
}

/** The keys of the files whose texts differ. */
export function changed(from: Texts, to: Texts): string[] {
  return Object.keys({ ...from, ...to }).filter((key) => from[key] !== to[key]);
}
