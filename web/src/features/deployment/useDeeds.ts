import { useQueryClient } from '@tanstack/vue-query';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Deployment, Steering } from '@/api/types';
import { notify } from '@/ui/toast';

/** What can be asked of the deployments of a stack; those that begin a new one lead to its page. */
export function useDeeds(stack: () => string) {
  const { t } = useI18n();
  const router = useRouter();
  const client = useQueryClient();
  const path = (number: number) => ({ path: { stack: stack(), number } });

  async function changed(deployment: Deployment) {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.deployment(stack(), deployment.number) }),
      client.invalidateQueries({ queryKey: keys.deployments }),
      client.invalidateQueries({ queryKey: keys.stack(stack()) }),
    ]);
    return deployment;
  }

  async function begun(deployment: Deployment) {
    void changed(deployment);
    await router.push({
      name: 'deployment',
      params: { stack: stack(), number: deployment.number },
    });
    return deployment;
  }

  const deploy = useAction(async (ref?: string) =>
    begun(
      await call(
        api.POST('/api/v1/stacks/{stack}/deployments', {
          params: { path: { stack: stack() } },
          body: ref ? { ref } : {},
        }),
      ),
    ),
  );
  const retry = useAction(async (number: number) =>
    begun(
      await call(
        api.POST('/api/v1/stacks/{stack}/deployments/{number}/retry', { params: path(number) }),
      ),
    ),
  );
  const cancel = useAction(async (number: number) => {
    const params = path(number);
    await changed(
      await call(api.POST('/api/v1/stacks/{stack}/deployments/{number}/cancel', { params })),
    );
    void notify.note(t('deployment.cancelAsked'));
  });
  const decide = useAction(async (number: number, approve: boolean, comment: string) => {
    const body = comment ? { approve, comment } : { approve };
    const params = path(number);
    await changed(
      await call(
        api.POST('/api/v1/stacks/{stack}/deployments/{number}/approval', { params, body }),
      ),
    );
    void notify.done(t(approve ? 'deployment.approved' : 'deployment.rejected'));
  });
  const steer = useAction(async (number: number, order: Steering['order']) => {
    const params = path(number);
    await changed(
      await call(
        api.POST('/api/v1/stacks/{stack}/deployments/{number}/steering', {
          params,
          body: { order },
        }),
      ),
    );
    void notify.done(t(`deployment.canary.told.${order}`));
  });
  const rollBack = useAction(
    async (release: number, keepEnvironment: boolean, confirmIncompatible: number[]) =>
      begun(
        await call(
          api.POST('/api/v1/stacks/{stack}/rollback', {
            params: { path: { stack: stack() } },
            body: {
              release,
              keepEnvironment,
              ...(confirmIncompatible.length > 0 ? { confirmIncompatible } : {}),
            },
          }),
        ),
      ),
    { quiet: true },
  );
  const mark = useAction(async (release: number, compatible: boolean) => {
    await call(
      api.PUT('/api/v1/stacks/{stack}/releases/{number}/compatibility', {
        params: path(release),
        body: { compatible },
      }),
    );
    await Promise.all([
      client.invalidateQueries({ queryKey: ['deployment', stack()] }),
      client.invalidateQueries({ queryKey: keys.releases(stack()) }),
    ]);
    void notify.done(
      t(`deployment.compatible.${compatible ? 'told' : 'toldNot'}`, { version: release }),
    );
  });
  return { deploy, retry, cancel, decide, steer, rollBack, mark };
}
