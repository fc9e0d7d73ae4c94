import { describe, expect, it } from 'vitest';
import type { StackFiles } from '@/api/types';
import { changed, filesOf, textsOf, toSend } from './stackFile';

const files: StackFiles = {
  composeFile: 'compose.yaml',
  compose: 'services: {}\n',
  env: 'A=1\n',
  envExists: true,
  more: [
    { name: 'prod.yaml', text: 'services: {web: {}}\n', generated: false },
    { name: 'compose.override.yaml', text: '# Generated\n', generated: true },
  ],
  hash: 'h',
  editable: true,
};

describe('the files of a stack', () => {
  it('stand in the order in which compose merges them', () => {
    expect(filesOf(files).map(({ name }) => name)).toEqual([
      'compose.yaml',
      'prod.yaml',
      'compose.override.yaml',
      '.env',
    ]);
  });

  it('are sent without those that Slipway writes itself', () => {
    const texts = { ...textsOf(files), 'prod.yaml': 'services: {}\n' };
    expect(toSend(files, texts)).toEqual({
      compose: 'services: {}\n',
      env: 'A=1\n',
      more: [{ name: 'prod.yaml', text: 'services: {}\n' }],
    });
  });

  it('know which of them differ', () => {
    const texts = { ...textsOf(files), env: '' };
    expect(changed(textsOf(files), texts)).toEqual(['env']);
    expect(changed(textsOf(files), textsOf(files))).toEqual([]);
  });
});
