import { effectScope } from 'vue';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onKey, useShortcut } from './shortcuts';

describe('shortcuts', () => {
  let scope = effectScope();
  let ran: string[] = [];
  const add = (keys: string) =>
    scope.run(() => useShortcut(keys, () => ran.push(keys), { description: () => keys }));
  const press = (key: string, options: KeyboardEventInit = {}, target: Element = document.body) => {
    target.addEventListener('keydown', (event) => onKey(event as KeyboardEvent), { once: true });
    target.dispatchEvent(new KeyboardEvent('keydown', { key, ...options }));
  };

  beforeEach(() => {
    scope = effectScope();
    ran = [];
  });
  afterEach(() => scope.stop());

  it('runs what a key stands for, until its owner leaves', () => {
    add('f');
    press('f');
    scope.stop();
    press('f');
    expect(ran).toEqual(['f']);
  });

  it('runs a chain, and not its second key alone', () => {
    add('g s');
    press('s');
    press('g');
    press('s');
    expect(ran).toEqual(['g s']);
  });

  it('tells G from g', () => {
    add('G');
    press('g');
    press('G', { shiftKey: true });
    expect(ran).toEqual(['G']);
  });

  it('leaves keys to a field that is typed in, but for Ctrl and Cmd', () => {
    add('f');
    add('mod+k');
    const input = document.createElement('input');
    document.body.append(input);
    press('f', {}, input);
    press('k', { metaKey: true }, input);
    expect(ran).toEqual(['mod+k']);
    input.remove();
  });
});
