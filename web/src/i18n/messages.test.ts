import { describe, expect, it } from 'vitest';

type Tree = { [key: string]: string | Tree };

const texts = import.meta.glob<string>(['./en/*.json', './de/*.json'], {
  eager: true,
  query: '?raw',
  import: 'default',
});
const files: Record<string, Tree> = Object.fromEntries(
  Object.entries(texts).map(([file, text]) => [file, JSON.parse(text) as Tree]),
);
const sources = import.meta.glob<string>(['../**/*.vue', '../**/*.ts', '!../**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
});

function keysOf(tree: Tree, path: string): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}.${key}`] : keysOf(value, `${path}.${key}`),
  );
}

function keysIn(language: string): string[] {
  return Object.entries(files)
    .filter(([file]) => file.startsWith(`./${language}/`))
    .flatMap(([file, tree]) => keysOf(tree, file.replace(/^.*\/|\.json$/g, '')))
    .sort();
}

/** What is filled in, in no order: both languages must have the same. */
function gapsOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

function textAt(language: string, key: string): string {
  const [feature, ...path] = key.split('.');
  let value: string | Tree = files[`./${language}/${feature}.json`]!;
  for (const part of path) value = (value as Tree)[part]!;
  return value as string;
}

describe('the words of the page', () => {
  const english = keysIn('en');

  it('are the same in English and German', () => {
    expect(keysIn('de')).toEqual(english);
  });

  it('have the same gaps in both', () => {
    const different = english.filter(
      (key) => gapsOf(textAt('en', key)).join() !== gapsOf(textAt('de', key)).join(),
    );
    expect(different).toEqual([]);
  });

  it('exist wherever a page asks for them by name', () => {
    const known = new Set(english);
    const missing = Object.entries(sources).flatMap(([file, text]) =>
      [...text.matchAll(/\bt\(\s*'([\w.-]+)'/g)]
        .map(([, key]) => key!)
        .filter((key) => !known.has(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});
