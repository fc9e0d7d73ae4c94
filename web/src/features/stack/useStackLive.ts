import { useQueryClient } from '@tanstack/vue-query';
import { useDebounceFn } from '@vueuse/core';
import { keys } from '@/api/keys';
import type { StackAction, StackDetails } from '@/api/types';
import { useLive } from '@/api/useLive';

/** Lines that an action has written since. */
export interface ActionOutput {
  id: string;
  lines: string[];
}

interface Listener {
  action: (action: StackAction) => void;
  output: (output: ActionOutput) => void;
  /** Something may have been missed: what is known of an action is asked for again. */
  missed: () => void;
  removed: () => void;
}

/** Keeps a stack's services up to date by its topic, and hands on what it tells of actions. */
export function useStackLive(stack: () => string, listener: Listener): void {
  const client = useQueryClient();
  const again = useDebounceFn(
    () => client.invalidateQueries({ queryKey: keys.stack(stack()), exact: true }),
    150,
    { maxWait: 600 },
  );
  const watched = useDebounceFn(
    () => client.invalidateQueries({ queryKey: keys.watch(stack()) }),
    150,
    { maxWait: 600 },
  );
  const said = (details?: StackDetails) => JSON.stringify(details?.stack.deploy?.watch);
  useLive(
    () => `stack:${stack()}`,
    ({ type, data, resumed }) => {
      if (type === 'refused' || (type === 'subscribed' && resumed)) return;
      if (type === 'action.output' && isOutput(data)) listener.output(data);
      else if (isAction(data)) listener.action(data);
      else if (type === 'stack.removed') listener.removed();
      else if (type === 'watch.samples') void watched();
      else if (isDetails(data)) {
        const before = client.getQueryData<StackDetails>(keys.stack(stack()));
        client.setQueryData(keys.stack(stack()), data);
        if (said(before) !== said(data)) void watched();
      } else {
        listener.missed();
        void again();
      }
    },
  );
}

const has = (data: unknown, ...names: string[]) =>
  typeof data === 'object' && data !== null && names.every((name) => name in data);

function isDetails(data: unknown): data is StackDetails {
  return has(data, 'stack', 'services', 'urls');
}

function isAction(data: unknown): data is StackAction {
  return has(data, 'action', 'output', 'state');
}

function isOutput(data: unknown): data is ActionOutput {
  return has(data, 'id', 'lines');
}
