import { expect, it } from 'vitest';
import { strengthOf } from './strength';

it.each([
  ['secret', 'short'],
  ['aaaaaaaaaaaaaaaa', 'weak'],
  ['abcdefghijklmnop', 'weak'],
  ['passwordpassword', 'fair'],
  ['ferry lamp onion trust', 'strong'],
])('calls %s %s', (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});
