import { useRouter } from 'vue-router';
import { useAction } from '@/api/action';
import { cache } from '@/api/cache';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { BuildConfig } from '@/api/types';
import { deployFor, sourceFor, type Candidate, type Reach } from './plan';

export interface Launch {
  stack: string;
  repositoryId: string;
  branch: string;
  candidate: Candidate;
  build: BuildConfig;
  reach: Reach;
}

/** Makes the stack, connects it, and deploys it. What was done before a failure is not done twice. */
export function useLaunch() {
  const router = useRouter();
  let made: string | undefined;

  return useAction(async ({ stack, repositoryId, branch, candidate, build, reach }: Launch) => {
    const params = { path: { stack } };
    if (made !== stack) {
      await call(api.POST('/api/v1/stacks', { body: { name: stack } }));
      made = stack;
    }
    await call(
      api.PUT('/api/v1/stacks/{stack}/source', {
        params,
        body: sourceFor(candidate, repositoryId, branch),
      }),
    );
    await call(api.PUT('/api/v1/stacks/{stack}/build', { params, body: build }));
    if (candidate.kind === 'dockerfile') {
      const standard = await call(api.GET('/api/v1/stacks/{stack}/deploy', { params }));
      const body = deployFor(standard, build.service ?? stack, reach);
      await call(api.PUT('/api/v1/stacks/{stack}/deploy', { params, body }));
    }
    const queued = await call(api.POST('/api/v1/stacks/{stack}/deployments', { params, body: {} }));
    void cache.invalidateQueries({ queryKey: keys.stacks });
    void cache.invalidateQueries({ queryKey: keys.repositories });
    await router.push(`/stacks/${stack}/deployments/${queued.number}`);
  });
}
