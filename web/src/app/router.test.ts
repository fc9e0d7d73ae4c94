import { expect, it } from 'vitest';
import { safeTarget } from './router';

it('goes back only to own pages after logging in', () => {
  expect(safeTarget('/stacks/shop?tab=1')).toBe('/stacks/shop?tab=1');
  for (const foreign of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    undefined,
    ['/a'],
  ])
    expect(safeTarget(foreign)).toBe('/');
});
