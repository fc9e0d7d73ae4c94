import { useQueryClient } from '@tanstack/vue-query';
import { useDebounceFn } from '@vueuse/core';
import { keys } from '@/api/keys';
import type { StackAction, StackDetails } from '@/api/types';
import { useLive } from '@/api/useLive';

/** Keeps a stack's services up to date by its topic; actions that are under way are handed on. */
export function useStackLive(stack: () => string, onAction: (action: StackAction) => void): void {
  const client = useQueryClient();
  const again = useDebounceFn(
    () => client.invalidateQueries({ queryKey: keys.stack(stack()), exact: true }),
    150,
    { maxWait: 600 },
  );
  useLive(
    () => `stack:${stack()}`,
    (message) => {
      if (message.type === 'refused' || (message.type === 'subscribed' && message.resumed)) return;
      if (isDetails(message.data)) client.setQueryData(keys.stack(stack()), message.data);
      else if (isAction(message.data)) onAction(message.data);
      else void again();
    },
  );
}

function isDetails(data: unknown): data is StackDetails {
  return (
    typeof data === 'object' &&
    data !== null &&
    'stack' in data &&
    'services' in data &&
    'urls' in data
  );
}

function isAction(data: unknown): data is StackAction {
  return typeof data === 'object' && data !== null && 'action' in data && 'output' in data;
}
