import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { cache } from '@/api/cache';
import { keys } from '@/api/keys';
import type { LiveMessage } from '@/api/live';
import type { BuildQueue, Deployment, Stack, SystemState } from '@/api/types';
import { useLive } from '@/api/useLive';
import { ended, versionOf } from '@/ui/status';
import { notify } from '@/ui/toast';
import { offerWebhook } from './webhookOffer';

/** True when what is in the cache may have missed something: it is then fetched again. */
function mayHaveMissed({ type, resumed }: LiveMessage): boolean {
  return type === 'reset' || (type === 'subscribed' && !resumed);
}

/** Fetches again what was there before the socket listened; a fetch that is under way is left alone. */
function renew(key: readonly unknown[]): void {
  void cache.invalidateQueries({ queryKey: key }, { cancelRefetch: false });
}

/** A list with one of its things changed, added or (with `gone`) taken away. */
export function withChange<T>(
  list: readonly T[],
  changed: T,
  same: (one: T) => boolean,
  gone = false,
): T[] {
  const index = list.findIndex(same);
  if (gone) return list.filter((one) => !same(one));
  return index < 0 ? [...list, changed] : list.with(index, changed);
}

/** Whether the thing that the message is about is no longer there. */
function gone({ type }: LiveMessage): boolean {
  return type.endsWith('removed') || type.endsWith('deleted');
}

function isStack(data: unknown): data is Stack {
  return typeof data === 'object' && data !== null && 'name' in data && 'status' in data;
}

function isDeployment(data: unknown): data is Deployment {
  return (
    typeof data === 'object' &&
    data !== null &&
    'stack' in data &&
    'number' in data &&
    'state' in data
  );
}

/** Puts what the socket tells into the cache, for as long as the shell is there. */
export function useLiveUpdates(): void {
  const { t } = useI18n();
  const router = useRouter();

  useLive(
    () => 'stacks',
    (message) => {
      if (mayHaveMissed(message) || !isStack(message.data)) {
        if (message.type !== 'subscribed' || !message.resumed) renew(keys.stacks);
        return;
      }
      const stack = message.data;
      cache.setQueryData<Stack[]>(keys.stacks, (list) =>
        list
          ? withChange(list, stack, ({ name }) => name === stack.name, gone(message)).sort(
              (a, b) => (a.name < b.name ? -1 : 1),
            )
          : list,
      );
    },
  );

  useLive(
    () => 'deployments',
    (message) => {
      if (!isDeployment(message.data)) {
        if (message.type !== 'subscribed' || !message.resumed) renew(keys.deployments);
        return;
      }
      const deployment = message.data;
      const before = cache.getQueryData<Deployment[]>(keys.activeDeployments);
      const same = (one: Deployment) =>
        one.stack === deployment.stack && one.number === deployment.number;
      cache.setQueryData<Deployment[]>(keys.activeDeployments, (list) =>
        list ? withChange(list, deployment, same, ended(deployment)) : list,
      );
      cache.setQueryData<Stack[]>(keys.stacks, (stacks) =>
        stacks?.map((stack) =>
          stack.name === deployment.stack && stack.deploy && newest(stack, deployment)
            ? { ...stack, deploy: { ...stack.deploy, last: deployment } }
            : stack,
        ),
      );
      if (ended(deployment)) {
        renew(keys.stacks);
        if (before?.some(same)) {
          tell(deployment);
          if (deployment.state === 'SUCCEEDED' && deployment.number === 1)
            void offerWebhook(deployment.stack, t, router);
        }
      }
      void cache.invalidateQueries({
        queryKey: keys.deployments,
        predicate: ({ queryKey }) => queryKey[1] !== 'active',
      });
    },
  );

  // Each message has the whole queue.
  useLive(
    () => 'builds',
    (message) => {
      const queue = message.data as BuildQueue | undefined;
      if (queue && 'builds' in queue) cache.setQueryData(keys.builds, queue);
      else if (message.type !== 'subscribed' || !message.resumed) renew(keys.builds);
    },
  );

  useLive(
    () => 'system',
    (message) => {
      const data = message.data as SystemState | undefined;
      if (data && 'troubles' in data && 'engine' in data) cache.setQueryData(keys.system, data);
      else if (message.type !== 'subscribed' || !message.resumed) renew(keys.system);
    },
  );

  function newest(stack: Stack, deployment: Deployment): boolean {
    return (stack.deploy?.last?.number ?? 0) <= deployment.number;
  }

  function tell(deployment: Deployment): void {
    const to = { path: `/stacks/${deployment.stack}/deployments/${deployment.number}` };
    if (router.currentRoute.value.path === to.path) return;
    const words = { stack: deployment.stack, version: versionOf(deployment) };
    const action = { label: t('core.deployment.open'), run: () => void router.push(to) };
    if (deployment.state === 'SUCCEEDED')
      void notify.done(t('core.deployment.isLive', words), { action });
    else if (deployment.state === 'FAILED' || deployment.state === 'ROLLBACK_FAILED')
      void notify.failed(t('core.deployment.failed', words), {
        text: deployment.failure?.title,
        action,
      });
    else if (deployment.state === 'ROLLED_BACK')
      void notify.failed(t('core.deployment.rolledBack', words), { action });
  }
}
