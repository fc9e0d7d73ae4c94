import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { useDebounceFn } from '@vueuse/core';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import { useLive } from '@/api/useLive';

/** One deployment, kept up to date by its topic. */
export function useDeployment(stack: MaybeRefOrGetter<string>, number: MaybeRefOrGetter<number>) {
  const client = useQueryClient();
  const key = computed(() => keys.deployment(toValue(stack), toValue(number)));
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/stacks/{stack}/deployments/{number}', {
          params: { path: { stack: toValue(stack), number: toValue(number) } },
          signal,
        }),
      ),
  });
  // Changes come in bursts (a step ends, the next begins): one request answers them all.
  const again = useDebounceFn(() => client.invalidateQueries({ queryKey: key.value }), 120, {
    maxWait: 500,
  });
  useLive(
    () => `deployment:${toValue(stack)}/${toValue(number)}`,
    (message) => {
      if (message.type !== 'refused' && !(message.type === 'subscribed' && message.resumed))
        void again();
    },
  );
  return query;
}

/** The difference of two releases; not asked for while one of them is not known. */
export function useCompare(
  stack: MaybeRefOrGetter<string>,
  from: MaybeRefOrGetter<number | undefined>,
  to: MaybeRefOrGetter<number | undefined>,
) {
  return useQuery({
    queryKey: computed(() => keys.compare(toValue(stack), toValue(from) ?? 0, toValue(to) ?? 0)),
    enabled: computed(() => toValue(from) !== undefined && toValue(to) !== undefined),
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      call(
        api.GET('/api/v1/stacks/{stack}/compare', {
          params: {
            path: { stack: toValue(stack) },
            query: { from: toValue(from) ?? 0, to: toValue(to) ?? 0 },
          },
          signal,
        }),
      ),
  });
}
