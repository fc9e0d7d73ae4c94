import type { components } from '@/api/schema';

export type BuildConfig = components['schemas']['BuildConfig'];

/** Problems of a build configuration: path of the field to the key of a message. */
export function buildProblems(config: BuildConfig): Record<string, string> {
  const out: Record<string, string> = {};
  if (config.kind === 'DOCKERFILE') {
    if (outside(config.context)) out['context'] = 'outside';
    if (config.dockerfile.trim() === '') out['dockerfile'] = 'empty';
    else if (outside(config.dockerfile)) out['dockerfile'] = 'outside';
    if (
      config.port !== undefined &&
      (!Number.isInteger(config.port) || config.port < 1 || config.port > 65535)
    )
      out['port'] = 'port';
    if (config.service && !/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(config.service))
      out['service'] = 'service';
  }
  names(config.arguments, 'arguments', out);
  names(config.environment, 'environment', out);
  names(config.secrets, 'secrets', out);
  config.secrets.forEach((secret, i) => {
    if (!secret.set && !secret.value) out[`secrets.${i}.value`] ??= 'empty';
  });
  config.platforms.forEach((platform, i) => {
    if (!/^[a-z0-9]+\/[a-z0-9]+(\/[a-z0-9]+)?$/.test(platform)) out[`platforms.${i}`] = 'platform';
  });
  for (const when of ['before', 'after'] as const)
    config[when].forEach((command, i) => {
      if (command.name.trim() === '') out[`${when}.${i}.name`] = 'empty';
      if (command.command.trim() === '') out[`${when}.${i}.command`] = 'empty';
    });
  const { timeoutSeconds } = config;
  if (!Number.isInteger(timeoutSeconds) || timeoutSeconds < 10 || timeoutSeconds > 86_400)
    out['timeoutSeconds'] = 'timeout';
  return out;
}

/** Whether a path leaves the repository. */
function outside(path: string): boolean {
  return path.startsWith('/') || /(^|\/)\.\.(\/|$)/.test(path);
}

function names(
  list: readonly { name: string }[],
  field: string,
  out: Record<string, string>,
): void {
  const seen = new Set<string>();
  list.forEach(({ name }, i) => {
    if (name.trim() === '') out[`${field}.${i}.name`] = 'empty';
    else if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) out[`${field}.${i}.name`] = 'name';
    else if (seen.has(name)) out[`${field}.${i}.name`] = 'twice';
    seen.add(name);
  });
}
