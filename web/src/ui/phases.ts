import type { Deployment, PhaseState } from '@/api/types';
import type { Segment } from './ProgressSegments.vue';
import type { StatusName } from './looks';

const states = {
  PENDING: 'pending',
  RUNNING: 'running',
  DONE: 'done',
  FAILED: 'failed',
  SKIPPED: 'skipped',
} as const satisfies Record<PhaseState['state'], Segment['state']>;

const colours: Record<PhaseState['phase'], StatusName> = {
  CHECKOUT: 'building',
  BUILD: 'building',
  DEPLOY: 'deploying',
  VERIFY: 'verifying',
  LIVE: 'running',
};

/** The phases of a deployment as the pieces of a progress bar. */
export function segmentsOf(
  deployment: Pick<Deployment, 'phases'>,
  t: (key: string) => string,
): Segment[] {
  return deployment.phases.map(({ phase, state }) => ({
    state: states[state],
    status: colours[phase],
    label: `${t(`core.phase.${phase}`)}: ${t(`core.phaseState.${state}`)}`,
  }));
}
