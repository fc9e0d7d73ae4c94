import type { StrategyName } from '@/api/types';

/**
 * The ways in which a new version can take over, in the order in which they are offered. The server's list of them
 * holds this one complete; the words of each are `core.strategy` of each language.
 */
const known = {
  recreate: true,
  rolling: true,
  'blue-green': true,
  canary: true,
} satisfies Record<StrategyName, true>;

export const strategies = Object.keys(known) as StrategyName[];
