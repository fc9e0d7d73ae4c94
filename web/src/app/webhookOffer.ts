import type { Router } from 'vue-router';
import { api, call } from '@/api/client';
import { notify } from '@/ui/toast';
import { can } from './session';

/**
 * After the first success, not before: the way to pushes that deploy by themselves. Says nothing of a stack that no
 * repository feeds, or whose repository has sent a delivery already.
 */
export async function offerWebhook(
  stack: string,
  t: (key: string, values?: Record<string, unknown>) => string,
  router: Router,
): Promise<void> {
  if (!can('OPERATE')) return;
  try {
    const source = await call(
      api.GET('/api/v1/stacks/{stack}/source', { params: { path: { stack } } }),
    );
    const params = { path: { id: source.repositoryId } };
    const repository = await call(api.GET('/api/v1/repositories/{id}', { params }));
    if (repository.hookSeen) return;
    await notify.note(t('core.webhook.offer'), {
      text: t('core.webhook.offerText', { repository: repository.name }),
      action: {
        label: t('core.webhook.setUp'),
        run: () => void router.push(`/repositories/${repository.id}`),
      },
      stays: true,
    });
  } catch {
    // Fed by no repository, or not reached just now: an offer is nothing to be told of failing.
  }
}
