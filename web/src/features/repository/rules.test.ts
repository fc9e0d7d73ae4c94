import { describe, expect, it } from 'vitest';
import { deployKeyPage, parseUrl, providerOf } from './provider';
import { entries, globProblem, matches, sourceProblems, type StackSource } from './rules';

const source: StackSource = {
  repositoryId: '1',
  composePath: 'compose.yaml',
  branches: ['main'],
  tags: [],
  paths: [],
  skipMarks: [],
  autoDeploy: true,
};

describe('a repository address', () => {
  it('is read in all its forms', () => {
    const page = 'https://git.acme.dev/acme/shop';
    expect(parseUrl('https://git.acme.dev/acme/shop.git')).toEqual({
      ssh: false,
      host: 'git.acme.dev',
      path: 'acme/shop',
      page,
    });
    expect(parseUrl('git@git.acme.dev:acme/shop.git')).toEqual({
      ssh: true,
      host: 'git.acme.dev',
      path: 'acme/shop',
      page,
    });
    expect(parseUrl('ssh://git@git.acme.dev:2222/acme/shop')?.page).toBe(page);
    expect(parseUrl('http://localhost:3000/a/b')?.page).toBe('http://localhost:3000/a/b');
    for (const wrong of ['', 'shop', 'file:///srv/x', '--upload-pack=x', 'https://git.acme.dev/'])
      expect(parseUrl(wrong)).toBeNull();
  });

  it('says which provider it belongs to', () => {
    expect(providerOf('git@github.com:a/b.git')).toBe('GITHUB');
    expect(providerOf('https://gitlab.acme.dev/a/b')).toBe('GITLAB');
    expect(providerOf('https://codeberg.org/a/b')).toBe('FORGEJO');
    expect(providerOf('https://git.acme.dev/a/b')).toBe('GENERIC');
  });

  it('leads to the page where a deploy key is added', () => {
    expect(deployKeyPage('git@github.com:a/b.git', 'GITHUB')).toBe(
      'https://github.com/a/b/settings/keys/new',
    );
    expect(deployKeyPage('https://git.acme.dev/a/b', 'GENERIC')).toBeNull();
  });
});

describe('deploy rules', () => {
  it('match as the server matches', () => {
    expect(matches('release/*', 'release/1.2')).toBe(true);
    expect(matches('release/*', 'release/1/2')).toBe(false);
    expect(matches('services/shop/**', 'services/shop/src/a.ts')).toBe(true);
    expect(matches('**/Dockerfile', 'Dockerfile')).toBe(true);
    expect(matches('v?.*', 'v1.0')).toBe(true);
    expect(matches('a.b', 'axb')).toBe(false);
  });

  it('refuse what can never match', () => {
    expect(globProblem('/src', false)).toBe('slash');
    expect(globProblem('../x', false)).toBe('up');
    expect(globProblem('!docs/**', true)).toBeNull();
    expect(globProblem('!', true)).toBe('empty');
    expect(globProblem('a[b', false)).toBe('bracket');
  });

  it('are taken apart when pasted', () => {
    expect(entries('main, develop\nmain\n')).toEqual(['main', 'develop']);
  });

  it('need a branch or tag when pushes deploy', () => {
    expect(sourceProblems(source)).toEqual({});
    expect(sourceProblems({ ...source, branches: [] })).toEqual({ branches: 'none' });
    expect(sourceProblems({ ...source, branches: [], autoDeploy: false })).toEqual({});
    expect(sourceProblems({ ...source, composePath: '../x' })).toEqual({ composePath: 'up' });
  });
});
