import type { DeployConfig } from '@/api/types';

/** Problems of a deploy configuration: path of the field to the key of a message. */
export function strategyProblems(config: DeployConfig): Record<string, string> {
  const out: Record<string, string> = {};
  const whole = (field: string, value: number, least: number, most: number) => {
    if (!Number.isInteger(value) || value < least || value > most) out[field] = 'range';
  };
  whole('soakSeconds', config.soakSeconds, 0, 86_400);
  whole('drainSeconds', config.drainSeconds, 0, 3600);
  whole('stableSeconds', config.stableSeconds, 0, 3600);
  whole('holdSeconds', config.holdSeconds, 1, 300);
  if (config.watch?.on) {
    whole('watch.intervalSeconds', config.watch.intervalSeconds, 1, 3600);
    whole('watch.failures', config.watch.failures, 1, 20);
  }
  config.canary?.forEach((step, i) => {
    whole(`canary.${i}.weight`, step.weight, 1, 99);
    whole(`canary.${i}.seconds`, step.seconds, 0, 86_400);
    const before = config.canary?.[i - 1];
    if (before && step.weight <= before.weight) out[`canary.${i}.weight`] ??= 'growing';
  });
  const taken = new Set<string>();
  config.routes.forEach((route, i) => {
    if (!route.service.trim()) out[`routes.${i}.service`] = 'empty';
    whole(`routes.${i}.containerPort`, route.containerPort, 1, 65_535);
    if (route.listen !== undefined) whole(`routes.${i}.listen`, route.listen, 1, 65_535);
    if (route.listen === undefined && !route.domain) out[`routes.${i}.listen`] = 'nowhere';
    if (route.domain && !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(route.domain))
      out[`routes.${i}.domain`] = 'domain';
    const where = `${route.listen ?? ''} ${route.domain ?? ''} ${route.path ?? ''}`;
    if (taken.has(where)) out[`routes.${i}.listen`] ??= 'twice';
    taken.add(where);
  });
  config.checks.forEach((check, i) => {
    if (!check.name.trim()) out[`checks.${i}.name`] = 'empty';
    if (!check.service.trim()) out[`checks.${i}.service`] = 'empty';
    if (check.kind === 'http' && !check.path?.startsWith('/')) out[`checks.${i}.path`] = 'path';
    if (check.kind === 'exec' && !check.command?.length) out[`checks.${i}.command`] = 'empty';
    if (check.maxPercent !== undefined && !(check.maxPercent >= 0 && check.maxPercent <= 100))
      out[`checks.${i}.maxPercent`] = 'range';
    if (check.minSamples !== undefined)
      whole(`checks.${i}.minSamples`, check.minSamples, 1, 100_000);
    if (check.kind === 'router.p95') whole(`checks.${i}.maxMs`, check.maxMs ?? 0, 1, 600_000);
    if (check.port !== undefined) whole(`checks.${i}.port`, check.port, 1, 65_535);
    whole(`checks.${i}.intervalMs`, check.intervalMs, 100, 3_600_000);
    whole(`checks.${i}.timeoutMs`, check.timeoutMs, 100, 600_000);
    whole(`checks.${i}.successes`, check.successes, 1, 1000);
    whole(`checks.${i}.failures`, check.failures, 1, 1000);
  });
  return out;
}

/** An input's text as a number; undefined when it is empty. */
export function numberOf(value: string | number | undefined): number | undefined {
  return value === undefined || value === '' ? undefined : Number(value);
}
