import type { Approval } from '@/api/types';
import type { Words } from '@/ui/deploymentTitle';

/** What goes on when it is approved: all of a deployment, or a canary beyond its present share. */
export function whatWaits({ step }: Approval): Words {
  const weight = /^canary-(\d+)$/.exec(step)?.[1];
  return weight
    ? { key: 'approvals.what.share', values: { weight } }
    : { key: 'approvals.what.all' };
}
