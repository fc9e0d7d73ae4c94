import type { ReleaseDiff } from '@/api/types';

type Change = ReleaseDiff['settings'][number];
type Translate = (key: string, values?: Record<string, unknown>) => string;

const names: Record<string, string> = {
  strategy: 'stack.strategy.title',
  fallbackToRecreate: 'stack.strategy.fallback',
  approval: 'stack.strategy.approval',
  autoRollback: 'stack.strategy.autoRollback',
  stickyCanary: 'stack.canary.sticky',
  soakSeconds: 'stack.strategy.time.soakSeconds',
  drainSeconds: 'stack.strategy.time.drainSeconds',
  stableSeconds: 'stack.strategy.time.stableSeconds',
  holdSeconds: 'stack.strategy.time.holdSeconds',
  routes: 'stack.route.title',
  checks: 'stack.check.title',
};

/** A changed setting as the settings themselves name it, with its values in words: the server gives them as JSON. */
export function settingWords(change: Change, t: Translate): { name: string; values: string } {
  const key = names[change.name];
  const from = valueOf(change.name, change.from, t);
  const to = valueOf(change.name, change.to, t);
  return {
    name: key ? t(key) : change.name,
    values: from === to ? t('deployment.changes.setting.changed') : `${from} → ${to}`,
  };
}

function valueOf(name: string, json: string | undefined, t: Translate): string {
  const value = parsed(json);
  if (value === undefined || value === null) return '–';
  if (typeof value === 'boolean') return t(`deployment.changes.setting.${value ? 'on' : 'off'}`);
  if (Array.isArray(value)) return String(value.length);
  if (name === 'strategy') return t(`core.strategy.${String(value)}.name`);
  if (typeof value === 'number' && name.endsWith('Seconds')) return `${value} s`;
  return typeof value === 'object' ? '…' : String(value);
}

function parsed(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}
