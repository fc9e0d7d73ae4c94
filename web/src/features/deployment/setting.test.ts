import { expect, it } from 'vitest';
import { settingWords } from './setting';

const t = (key: string) =>
  key
    .replace(/\.name$/, '')
    .split('.')
    .at(-1) ?? key;
const words = (name: string, from?: string, to?: string) =>
  settingWords({ name, ...(from ? { from } : {}), ...(to ? { to } : {}) }, t);

it('says a changed setting in the words of the settings', () => {
  expect(words('stableSeconds', '1', '2')).toEqual({ name: 'stableSeconds', values: '1 s → 2 s' });
  expect(words('approval', 'false', 'true').values).toBe('off → on');
  expect(words('strategy', '"recreate"', '"blue-green"').values).toBe('recreate → blue-green');
});

it('counts lists, and says only that they changed where that tells nothing', () => {
  expect(words('checks', '[]', '[{"kind":"http"}]')).toEqual({ name: 'title', values: '0 → 1' });
  expect(words('routes', '[{"listen":80}]', '[{"listen":81}]').values).toBe('changed');
});

it('shows what it does not know as it is', () => {
  expect(words('colour', undefined, '"red"')).toEqual({ name: 'colour', values: '– → red' });
});
