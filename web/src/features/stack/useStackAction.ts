import { useQueryClient } from '@tanstack/vue-query';
import { useIntervalFn } from '@vueuse/core';
import { shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { StackAction } from '@/api/types';
import { notify } from '@/ui/toast';

export type ActionName = 'start' | 'stop' | 'restart' | 'down' | 'up' | 'pull';

/** Actions on a stack and how the present one is going. */
export function useStackAction(stack: () => string) {
  const { t } = useI18n();
  const client = useQueryClient();
  const present = shallowRef<StackAction>();
  const path = (id: string) => ({ params: { path: { stack: stack(), id } } });

  const act = useAction(async (action: ActionName, service?: string) => {
    const begun = await call(
      api.POST('/api/v1/stacks/{stack}/actions', {
        params: { path: { stack: stack() } },
        body: service ? { action, service } : { action },
      }),
    );
    take(begun);
    return begun;
  });
  const cancel = useAction(async () => {
    if (present.value)
      take(await call(api.DELETE('/api/v1/stacks/{stack}/actions/{id}', path(present.value.id))));
  });

  function take(action: StackAction) {
    const before = present.value;
    if (before && before.id !== action.id && action.state !== 'RUNNING') return;
    present.value = action;
    if (action.state === 'RUNNING' || (before?.id === action.id && before.state !== 'RUNNING'))
      return;
    void client.invalidateQueries({ queryKey: keys.stack(stack()), exact: true });
    if (action.state === 'DONE') {
      present.value = undefined;
      const name = action.service ?? action.stack;
      void notify.done(
        t(`stack.done.${action.action}`, { name }),
        action.action === 'stop'
          ? {
              action: {
                label: t('stack.action.start'),
                run: () => void act.run('start', action.service),
              },
            }
          : {},
      );
    }
  }

  async function look() {
    if (present.value?.state !== 'RUNNING') return;
    take(await call(api.GET('/api/v1/stacks/{stack}/actions/{id}', path(present.value.id))));
  }
  // Its output comes line by line: it is read each second, and only while an action runs.
  const { pause, resume } = useIntervalFn(() => void look().catch(() => undefined), 1000, {
    immediate: false,
  });
  watch(present, (action) => (action?.state === 'RUNNING' ? resume() : pause()));
  watch(stack, () => (present.value = undefined));

  return { act, cancel, present, take, dismiss: () => (present.value = undefined) };
}
