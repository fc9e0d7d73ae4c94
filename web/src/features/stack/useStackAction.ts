import { useQueryClient } from '@tanstack/vue-query';
import { shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { StackAction } from '@/api/types';
import { notify } from '@/ui/toast';
import type { ActionOutput } from './useStackLive';

export type ActionName = 'start' | 'stop' | 'restart' | 'down' | 'up' | 'pull';

/** Lines of output that are kept, as the server keeps them. */
const MOST_LINES = 200;

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
    // A short one may have ended, and said so, before its answer was here.
    void look().catch(() => undefined);
    return begun;
  });
  const cancel = useAction(async () => {
    if (present.value)
      take(await call(api.DELETE('/api/v1/stacks/{stack}/actions/{id}', path(present.value.id))));
  });

  function take(action: StackAction) {
    const before = present.value;
    if (before && before.id !== action.id && action.state !== 'RUNNING') return;
    const output = action.output.length > 0 ? action.output : (before?.output ?? []);
    present.value = { ...action, output };
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
  function append({ id, lines }: ActionOutput) {
    const action = present.value;
    if (action?.id !== id) return;
    present.value = { ...action, output: [...action.output, ...lines].slice(-MOST_LINES) };
  }
  watch(stack, () => (present.value = undefined));

  return {
    act,
    cancel,
    present,
    take,
    append,
    look: () => void look().catch(() => undefined),
    dismiss: () => (present.value = undefined),
  };
}
