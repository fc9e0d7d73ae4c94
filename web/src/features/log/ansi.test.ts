import { describe, expect, it } from 'vitest';
import { mark, paletteColour, plain, settle, spans } from './ansi';
import { levelOf } from './levels';
import { Level } from './line';

const ESC = '\u001b';

describe('colours of a line', () => {
  it('turns codes into classes and never into markup', () => {
    const parts = spans(`${ESC}[1;31m<b>boom</b>${ESC}[0m ok`);
    expect(parts[0]).toEqual({ text: '<b>boom</b>', classes: 'ansi-red ansi-bold' });
    expect(parts[1]).toEqual({ text: ' ok', classes: '' });
  });

  it('knows 256 and true colours', () => {
    expect(spans(`${ESC}[38;5;208mx`)[0]?.style).toEqual({ '--ansi-fg': 'rgb(255, 135, 0)' });
    expect(spans(`${ESC}[38;2;1;2;3mx`)[0]?.style).toEqual({ '--ansi-fg': 'rgb(1, 2, 3)' });
    expect(paletteColour(244)).toBe('128, 128, 128');
  });

  it('takes links, titles and cursor codes away', () => {
    expect(plain(`${ESC}]8;;http://x${ESC}\\link${ESC}]8;;${ESC}\\ ${ESC}[2Kend`)).toBe('link end');
  });

  it('folds progress to its last state', () => {
    expect(settle('10 %\r50 %\r100 %')).toBe('100 %');
    expect(settle('done\r')).toBe('done');
    expect(settle(`${ESC}[1A${ESC}[2Kdone`)).toBe('done');
    expect(settle(`${ESC}[32mgreen${ESC}[0m`)).toBe(`${ESC}[32mgreen${ESC}[0m`);
  });

  it('marks hits across spans', () => {
    const cut = mark(spans(`Pay${ESC}[33mment${ESC}[0mRetry`), [[1, 9]]);
    expect(cut.map((s) => [s.text, s.hit ?? false])).toEqual([
      ['P', false],
      ['ay', true],
      ['ment', true],
      ['Re', true],
      ['try', false],
    ]);
  });
});

describe('how loud a line is', () => {
  it.each([
    ['2026-11-24 ERROR [http-8080] no', Level.Error],
    ['java.lang.IllegalStateException: no', Level.Error],
    ['npm ERR! code 1', Level.Error],
    ['{"level":"error","msg":"x"}', Level.Error],
    ['WARN  retrying', Level.Warning],
    ['level=warn msg=x', Level.Warning],
    ['0 errors, 3 warnings', Level.None],
    ['error-rate 0.1 %', Level.None],
  ])('%s', (text, level) => expect(levelOf(text)).toBe(level));
});
