import { useInfiniteQuery, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';
import { api, call } from './client';
import { keys } from './keys';
import type { Deployment } from './types';

const pageSize = 50;

export function useSystem() {
  return useQuery({
    queryKey: keys.system,
    queryFn: ({ signal }) => call(api.GET('/api/v1/system', { signal })),
  });
}

export function useStacks() {
  return useQuery({
    queryKey: keys.stacks,
    queryFn: ({ signal }) => call(api.GET('/api/v1/stacks', { signal })),
  });
}

export function useStack(name: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.stack(toValue(name))),
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/stacks/{stack}', { params: { path: { stack: toValue(name) } }, signal }),
      ),
  });
}

/** Deployments that have not ended, of all stacks. */
export function useActiveDeployments() {
  return useQuery({
    queryKey: keys.activeDeployments,
    queryFn: async ({ signal }) =>
      (
        await call(
          api.GET('/api/v1/deployments', {
            params: { query: { active: true, limit: 200 } },
            signal,
          }),
        )
      ).items,
  });
}

/** Deployments of all stacks, newest first, page by page. */
export function useAllDeployments() {
  return useInfiniteQuery({
    queryKey: keys.allDeployments,
    queryFn: ({ signal, pageParam }) =>
      call(
        api.GET('/api/v1/deployments', {
          params: { query: { limit: pageSize, ...(pageParam ? { before: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}

/** What waits for somebody's decision, the longest first; live, as all that is under `deployments`. */
export function useWaitingApprovals() {
  return useQuery({
    queryKey: keys.waitingApprovals,
    queryFn: async ({ signal }) =>
      (
        await call(
          api.GET('/api/v1/approvals', { params: { query: { state: 'waiting' } }, signal }),
        )
      ).items,
  });
}

/** What was decided, the latest first, page by page. */
export function useDecidedApprovals(enabled: () => boolean) {
  return useInfiniteQuery({
    queryKey: keys.decidedApprovals,
    enabled,
    queryFn: ({ signal, pageParam }) =>
      call(
        api.GET('/api/v1/approvals', {
          params: {
            query: {
              state: 'decided',
              limit: pageSize,
              ...(pageParam ? { before: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}

/** The place of a deployment in the build queue, from 1, while it waits there. */
export function useBuildPlace(
  deployment: () => Deployment | undefined,
): ComputedRef<number | undefined> {
  const builds = computed(() => deployment()?.state === 'BUILDING');
  const queue = useQuery({
    queryKey: keys.builds,
    enabled: builds,
    queryFn: ({ signal }) => call(api.GET('/api/v1/builds', { signal })),
  });
  return computed(() => {
    const { stack, number } = deployment() ?? {};
    const place = queue.data.value?.builds.find(
      (one) => one.stack === stack && one.deployment === number,
    )?.position;
    return builds.value && place ? place : undefined;
  });
}

export function useRepositories() {
  return useQuery({
    queryKey: keys.repositories,
    queryFn: ({ signal }) => call(api.GET('/api/v1/repositories', { signal })),
  });
}

export function useRepository(id: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.repository(toValue(id))),
    queryFn: ({ signal }) =>
      call(api.GET('/api/v1/repositories/{id}', { params: { path: { id: toValue(id) } }, signal })),
  });
}

export interface WebhookFilter {
  repository?: string;
  verdict?: string;
}

export function useWebhooks(filter: MaybeRefOrGetter<WebhookFilter>) {
  return useInfiniteQuery({
    queryKey: computed(() => keys.webhooks(toValue(filter))),
    queryFn: ({ signal, pageParam }) =>
      call(
        api.GET('/api/v1/webhooks', {
          params: {
            query: {
              ...toValue(filter),
              limit: pageSize,
              ...(pageParam ? { before: pageParam } : {}),
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}

export function useSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => call(api.GET('/api/v1/settings', { signal })),
  });
}

export function useAudit() {
  return useInfiniteQuery({
    queryKey: keys.audit,
    queryFn: ({ signal, pageParam }) =>
      call(
        api.GET('/api/v1/audit', {
          params: { query: { limit: pageSize, ...(pageParam ? { before: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  });
}
