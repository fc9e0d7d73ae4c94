import { QueryClient } from '@tanstack/vue-query';
import { ApiProblem } from './problem';

/**
 * The cache of what the server owns. Nothing is polled and nothing is fetched again because of its age alone: the live
 * socket says what changed. Only what was not reached is tried again; an answer that refuses is final.
 */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 3 && error instanceof ApiProblem && error.unreachable,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 8000),
    },
    mutations: { retry: false },
  },
});
