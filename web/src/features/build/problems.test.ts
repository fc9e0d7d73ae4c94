import { describe, expect, it } from 'vitest';
import { buildProblems, type BuildConfig } from './problems';

const config: BuildConfig = {
  kind: 'DOCKERFILE',
  context: '.',
  dockerfile: 'Dockerfile',
  arguments: [],
  environment: [],
  secrets: [],
  platforms: [],
  before: [],
  after: [],
  timeoutSeconds: 1200,
};

describe('a build configuration', () => {
  it('is fine as it comes', () => expect(buildProblems(config)).toEqual({}));

  it('stays inside the repository', () => {
    expect(buildProblems({ ...config, context: '../x', dockerfile: '/etc/Dockerfile' })).toEqual({
      context: 'outside',
      dockerfile: 'outside',
    });
    expect(buildProblems({ ...config, kind: 'COMPOSE', context: '../x' })).toEqual({});
  });

  it('names every variable once and so that a shell can read it', () => {
    const list = [
      { name: 'A', value: '1' },
      { name: 'A', value: '2' },
      { name: 'a-b', value: '' },
      { name: '', value: '' },
    ];
    expect(buildProblems({ ...config, arguments: list })).toEqual({
      'arguments.1.name': 'twice',
      'arguments.2.name': 'name',
      'arguments.3.name': 'empty',
    });
  });

  it('wants a value for a secret only when there is none yet', () => {
    const secrets = [
      { name: 'KEPT', set: true },
      { name: 'NEW', set: false },
    ];
    expect(buildProblems({ ...config, secrets })).toEqual({ 'secrets.1.value': 'empty' });
  });

  it('wants commands, platforms and time limits that make sense', () => {
    const wrong = {
      ...config,
      platforms: ['amd64'],
      before: [{ name: 'test', command: ' ' }],
      timeoutSeconds: 5,
    };
    expect(Object.keys(buildProblems(wrong))).toEqual([
      'platforms.0',
      'before.0.command',
      'timeoutSeconds',
    ]);
  });
});
