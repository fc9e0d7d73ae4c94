import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';

export interface HistoryFilter {
  state: string;
  branch: string;
  author: string;
  text: string;
}

/** Groups of states that people ask for; each is what the server is asked. */
export const STATE_GROUPS = {
  live: 'SUCCEEDED',
  failed: 'FAILED,ROLLED_BACK,ROLLBACK_FAILED',
  active: 'QUEUED,PREPARING,BUILDING,AWAITING_APPROVAL,DEPLOYING,VERIFYING,ROLLING_BACK',
  dropped: 'CANCELLED,SUPERSEDED',
} as const;

/** The filter of the history, kept in the page's address. */
export function useHistoryFilter() {
  const route = useRoute();
  const router = useRouter();
  const one = (name: string) =>
    typeof route.query[name] === 'string' ? (route.query[name] as string) : '';
  const filter = computed<HistoryFilter>(() => ({
    state: one('state'),
    branch: one('branch'),
    author: one('author'),
    text: one('text'),
  }));
  function set(change: Partial<HistoryFilter>) {
    const kept = Object.entries({ ...route.query, ...change }).filter(([, value]) => value);
    const query = Object.fromEntries(kept);
    void router.replace({ query });
  }
  const active = computed(() => Object.values(filter.value).some(Boolean));
  const clear = () => set({ state: '', branch: '', author: '', text: '' });
  return { filter, set, active, clear };
}

/** A stack's deployments, newest first, page by page. */
export function useHistory(
  stack: MaybeRefOrGetter<string>,
  filter: MaybeRefOrGetter<HistoryFilter>,
  limit = 50,
) {
  return useInfiniteQuery({
    queryKey: computed(() => keys.history(toValue(stack), { ...toValue(filter), limit })),
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) => {
      const { state, ...rest } = toValue(filter);
      const states = (STATE_GROUPS as Record<string, string>)[state] ?? state;
      const given = Object.fromEntries(
        Object.entries({ ...rest, state: states }).filter(([, value]) => value),
      );
      return call(
        api.GET('/api/v1/stacks/{stack}/deployments', {
          params: {
            path: { stack: toValue(stack) },
            query: { ...given, limit, ...(pageParam ? { before: pageParam } : {}) },
          },
          signal,
        }),
      );
    },
    getNextPageParam: (last) => last.next,
  });
}
