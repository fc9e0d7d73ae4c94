import { describe, expect, it } from 'vitest';
import { buildFor, candidatesOf, keyOf, nameFor, sourceFor } from './plan';

describe('the plan for a new stack', () => {
  it.each([
    ['acme/shop', 'shop'],
    ['Acme/My.Shop.git', 'my-shop'],
    ['group/sub/-Web App-', 'web-app'],
    ['x/Ärger', 'rger'],
  ])('names the stack of %s %s', (repository, name) => {
    expect(nameFor(repository)).toBe(name);
  });

  it('prefers compose files to Dockerfiles and the root to folders below', () => {
    const found = candidatesOf({
      commit: { sha: 'a' },
      composeFiles: [
        { path: 'deploy/compose.yaml', services: ['web'] },
        { path: 'compose.yaml', services: ['web', 'db'] },
      ],
      dockerfiles: [{ path: 'tools/Dockerfile' }, { path: 'Dockerfile', port: 3000 }],
    });
    expect(found.map(keyOf)).toEqual([
      'compose:compose.yaml',
      'compose:deploy/compose.yaml',
      'dockerfile:Dockerfile',
      'dockerfile:tools/Dockerfile',
    ]);
  });

  it('builds a Dockerfile in its own folder, on the port that it exposes', () => {
    const build = buildFor({ kind: 'dockerfile', path: 'apps/web/Dockerfile', port: 3000 }, 'shop');
    expect(build).toMatchObject({
      kind: 'DOCKERFILE',
      context: 'apps/web',
      dockerfile: 'Dockerfile',
      service: 'shop',
      port: 3000,
    });
  });

  it('deploys pushes to the chosen branch only', () => {
    const source = sourceFor({ kind: 'compose', path: 'compose.yaml', services: [] }, 'r1', 'main');
    expect(source).toMatchObject({
      branches: ['main'],
      composePath: 'compose.yaml',
      autoDeploy: true,
    });
  });
});
