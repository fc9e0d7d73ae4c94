/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import english from '@/i18n/en/deployment.json';
import german from '@/i18n/de/deployment.json';
import { stepName } from './stepName';

/** Everything of the server that makes steps; it lies outside of what the bundler may read. */
const folder = '../src/main/java/io/slipway/deploy';
const java = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.java'))
  .map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
/**
 * How it makes one: the key comes first, in quotes or as a constant, the number of a batch behind. A key that is made elsewhere
 * begins with a constant.
 */
const making =
  /(?:(?<![\w.])(?:RolloutStep\.)?(?:deploying|verifying|back|step|new RolloutStep)\(|KEY =)\s*(?:"([a-z-]+?)-?"|RolloutStep\.([A-Z]+))/g;

function keysOfTheServer(): string[] {
  const text = java.join('\n');
  const keys = [...text.matchAll(making)].map(
    ([, key, constant]) => key ?? new RegExp(`String ${constant} = "([a-z-]+)"`).exec(text)![1]!,
  );
  return [...new Set(keys)].sort();
}

const words: Record<string, Record<string, string>> = { en: english.step, de: german.step };
const known = keysOfTheServer();

describe('the name of a step', () => {
  it('is there for each step that the server knows, and for no other', () => {
    expect(known).toEqual(
      expect.arrayContaining(['checkout', 'approval', 'jobs', 'swap', 'canary', 'back-clean']),
    );
    for (const language of Object.values(words))
      expect(Object.keys(language).sort()).toEqual(known);
  });

  it('says which of how many batches it is', () => {
    const steps = ['swap-1', 'surge-2', 'swap-2', 'soak'].map((key) => ({ key, title: 'server' }));
    const said = (key: string) => {
      const step = steps.find((one) => one.key === key)!;
      return stepName(step, steps, {
        t: (word, { n, all }) => `${word} ${n}/${all}`,
        te: () => true,
      });
    };
    expect(said('swap-1')).toBe('deployment.step.swap 1/2');
    expect(said('surge-2')).toBe('deployment.step.surge 2/2');
  });

  it('is the one of the server where the page has no word', () => {
    const step = { key: 'teleport', title: 'Teleport it' };
    expect(stepName(step, [step], { t: () => 'never', te: () => false })).toBe('Teleport it');
  });
});
