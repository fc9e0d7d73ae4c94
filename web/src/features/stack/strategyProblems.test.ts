import { describe, expect, it } from 'vitest';
import type { DeployConfig } from '@/api/types';
import { numberOf, strategyProblems } from './strategyProblems';

const config: DeployConfig = {
  strategy: 'blue-green',
  fallbackToRecreate: true,
  approval: false,
  soakSeconds: 600,
  drainSeconds: 30,
  stableSeconds: 10,
  holdSeconds: 30,
  routes: [{ service: 'web', containerPort: 80, listen: 8080 }],
  checks: [
    {
      name: 'up',
      kind: 'http',
      service: 'web',
      path: '/',
      intervalMs: 1000,
      timeoutMs: 500,
      successes: 3,
      failures: 2,
    },
  ],
  autoRollback: true,
};

describe('a deploy configuration', () => {
  it('is fine as it comes', () => expect(strategyProblems(config)).toEqual({}));

  it('leads every route somewhere, and no two to the same place', () => {
    const [route] = config.routes;
    const routes = [
      route!,
      { ...route! },
      { service: 'web', containerPort: 80 },
      { service: '', containerPort: 0, domain: 'a b' },
    ];
    expect(strategyProblems({ ...config, routes })).toEqual({
      'routes.1.listen': 'twice',
      'routes.2.listen': 'nowhere',
      'routes.3.service': 'empty',
      'routes.3.containerPort': 'range',
      'routes.3.domain': 'domain',
    });
  });

  it('wants from a check what its kind needs', () => {
    const [check] = config.checks;
    const checks = [
      { ...check!, path: 'healthz' },
      { ...check!, kind: 'exec' as const },
      { ...check!, kind: 'tcp' as const, port: 70_000 },
      { ...check!, kind: 'router.p95' as const },
    ];
    expect(strategyProblems({ ...config, checks })).toEqual({
      'checks.0.path': 'path',
      'checks.1.command': 'empty',
      'checks.2.port': 'range',
      'checks.3.maxMs': 'range',
    });
  });

  it('keeps times within what the server takes', () => {
    expect(Object.keys(strategyProblems({ ...config, holdSeconds: 0, soakSeconds: 1.5 }))).toEqual([
      'soakSeconds',
      'holdSeconds',
    ]);
    expect(numberOf('')).toBeUndefined();
    expect(numberOf('8080')).toBe(8080);
  });
});
