import type {
  BuildConfig,
  DeployConfig,
  RepositoryContents,
  RouteRule,
  StackSource,
} from '@/api/types';

/** One thing in a repository that can be deployed. */
export type Candidate =
  | { kind: 'compose'; path: string; services: string[]; problem?: string }
  | { kind: 'dockerfile'; path: string; port?: number };

export interface Reach {
  /** What the container listens on. */
  containerPort: number;
  /** Where users find it on this host. */
  listen: number;
  /** Asked before users are sent there; empty: only whether the port answers. */
  healthPath: string;
}

const buildTimeoutSeconds = 1200;

/** What can be deployed, the likeliest first: files near the root, compose before Dockerfile. */
export function candidatesOf(contents: RepositoryContents): Candidate[] {
  const depth = ({ path }: { path: string }) => path.split('/').length;
  const compose = contents.composeFiles
    .toSorted((one, other) => depth(one) - depth(other))
    .map(({ path, services, problem }): Candidate => ({
      kind: 'compose',
      path,
      services,
      ...(problem ? { problem } : {}),
    }));
  const dockerfiles = contents.dockerfiles
    .toSorted((one, other) => depth(one) - depth(other))
    .map(({ path, port }): Candidate => ({ kind: 'dockerfile', path, ...(port ? { port } : {}) }));
  return [...compose, ...dockerfiles];
}

export function keyOf(candidate: Candidate): string {
  return `${candidate.kind}:${candidate.path}`;
}

/** A stack name from what a repository is called: "Acme/My.Shop" → "my-shop". */
export function nameFor(repository: string): string {
  const last =
    repository
      .replace(/\.git$/, '')
      .split('/')
      .at(-1) ?? '';
  return last
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^[^a-z0-9]+|-+$/g, '')
    .slice(0, 63);
}

export const stackNamePattern = '[a-z0-9][a-z0-9_\\-]{0,62}';

export function buildFor(candidate: Candidate | undefined, stack: string): BuildConfig {
  const nothing = {
    arguments: [],
    environment: [],
    secrets: [],
    platforms: [],
    before: [],
    after: [],
  };
  if (candidate?.kind !== 'dockerfile') {
    return {
      ...nothing,
      kind: 'COMPOSE',
      context: '.',
      dockerfile: 'Dockerfile',
      timeoutSeconds: buildTimeoutSeconds,
    };
  }
  const folder = candidate.path.includes('/') ? candidate.path.replace(/\/[^/]*$/, '') : '.';
  return {
    ...nothing,
    kind: 'DOCKERFILE',
    context: folder,
    dockerfile: candidate.path.split('/').at(-1) ?? 'Dockerfile',
    service: stack,
    ...(candidate.port ? { port: candidate.port } : {}),
    timeoutSeconds: buildTimeoutSeconds,
  };
}

export function sourceFor(candidate: Candidate, repositoryId: string, branch: string): StackSource {
  return {
    repositoryId,
    branch,
    composePath: candidate.kind === 'compose' ? candidate.path : '',
    branches: [branch],
    tags: [],
    paths: [],
    skipMarks: ['[skip ci]', '[ci skip]', '[skip deploy]'],
    autoDeploy: true,
  };
}

/** The server's own configuration with the one route of a Dockerfile's service, and its check. */
export function deployFor(standard: DeployConfig, service: string, reach: Reach): DeployConfig {
  const route: RouteRule = { service, containerPort: reach.containerPort, listen: reach.listen };
  return {
    ...standard,
    strategy: 'blue-green',
    fallbackToRecreate: true,
    routes: [route],
    checks: [
      {
        name: 'health',
        service,
        port: reach.containerPort,
        ...(reach.healthPath
          ? { kind: 'http' as const, path: reach.healthPath, status: 200 }
          : { kind: 'tcp' as const }),
        intervalMs: 1000,
        timeoutMs: 3000,
        successes: 2,
        failures: 30,
      },
    ],
  };
}
