import { keepPreviousData, useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ApiProblem, api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { StackSource } from '@/api/types';

/** Which repository feeds the stack; null when none does. */
export function useSource(stack: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.source(toValue(stack))),
    queryFn: async ({ signal }): Promise<StackSource | null> => {
      try {
        const params = { path: { stack: toValue(stack) } };
        return await call(api.GET('/api/v1/stacks/{stack}/source', { params, signal }));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });
}

/** The repository of a source; not asked for while none is known. */
export function useSourceRepository(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => keys.repository(toValue(id) ?? '')),
    enabled: computed(() => Boolean(toValue(id))),
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/repositories/{id}', {
          params: { path: { id: toValue(id) ?? '' } },
          signal,
        }),
      ),
  });
}

/** Strategy, routes and checks of the stack. */
export function useDeployConfig(stack: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.deployConfig(toValue(stack))),
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/stacks/{stack}/deploy', {
          params: { path: { stack: toValue(stack) } },
          signal,
        }),
      ),
  });
}

/** What the checks of the live release have seen since it became live. */
export function useWatch(stack: MaybeRefOrGetter<string>) {
  return useQuery({
    queryKey: computed(() => keys.watch(toValue(stack))),
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/stacks/{stack}/watch', {
          params: { path: { stack: toValue(stack) } },
          signal,
        }),
      ),
  });
}

/** What a deployment would do, by the configured strategy or another one. */
export function usePlan(
  stack: MaybeRefOrGetter<string>,
  strategy: MaybeRefOrGetter<string | undefined>,
) {
  return useQuery({
    queryKey: computed(() => keys.plan(toValue(stack), toValue(strategy))),
    placeholderData: keepPreviousData,
    staleTime: 5000,
    queryFn: ({ signal }) => {
      const chosen = toValue(strategy);
      return call(
        api.GET('/api/v1/stacks/{stack}/plan', {
          params: { path: { stack: toValue(stack) }, query: chosen ? { strategy: chosen } : {} },
          signal,
        }),
      );
    },
  });
}
