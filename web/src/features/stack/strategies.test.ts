import { describe, expect, it } from 'vitest';
import german from '@/i18n/de/core.json';
import english from '@/i18n/en/core.json';
import { strategies } from './strategies';

describe('the strategies', () => {
  it('have a name and an explanation in each language', () => {
    for (const { strategy } of [english, german]) {
      expect(Object.keys(strategy)).toEqual(strategies);
      for (const words of Object.values(strategy))
        expect(Object.keys(words)).toEqual(['name', 'inline', 'hint']);
    }
  });
});
