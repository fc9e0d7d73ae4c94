import { computed, type ComputedRef, type Ref } from 'vue';
import type { Stack } from '@/api/types';
import { useInAddress } from '@/app/inAddress';
import type { StatusName } from '@/ui/looks';
import { stackStatus } from '@/ui/status';

export type StatusFilter = 'all' | 'running' | 'attention' | 'busy' | 'stopped';

const kinds: Record<StatusName, Exclude<StatusFilter, 'all'>> = {
  running: 'running',
  superseded: 'running',
  partial: 'attention',
  failed: 'attention',
  rolledback: 'attention',
  approval: 'attention',
  queued: 'busy',
  building: 'busy',
  deploying: 'busy',
  verifying: 'busy',
  canary: 'busy',
  exited: 'stopped',
};

/** Under which filter a stack is found. */
export function kindOf(stack: Stack): Exclude<StatusFilter, 'all'> {
  return stack.status === 'DRAFT' && stackStatus(stack).key === 'core.status.draft'
    ? 'stopped'
    : kinds[stackStatus(stack).name];
}

const orders: Record<string, (one: Stack, other: Stack) => number> = {
  name: (one, other) => one.name.localeCompare(other.name),
  status: (one, other) => kindOf(one).localeCompare(kindOf(other)),
  last: (one, other) => lastAt(one) - lastAt(other),
};

function lastAt(stack: Stack): number {
  const last = stack.deploy?.last;
  return last ? Date.parse(last.endedAt ?? last.queuedAt) : 0;
}

/** The stacks that match, in order. `text` is looked for in name, branch, commit and the words of the status. */
export function listed(
  stacks: readonly Stack[],
  options: { text: string; status: StatusFilter; sort: string; word: (stack: Stack) => string },
): Stack[] {
  const words = options.text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = stacks.filter((stack) => {
    if (options.status !== 'all' && kindOf(stack) !== options.status) return false;
    const commit = stack.deploy?.last?.commit ?? stack.deploy?.liveCommit;
    const hay = [stack.name, options.word(stack), commit?.ref, commit?.sha, stack.deploy?.strategy]
      .join(' ')
      .toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const order = orders[options.sort.replace(/^-/, '')] ?? orders['name']!;
  return matching.sort((one, other) =>
    options.sort.startsWith('-') ? order(other, one) : order(one, other),
  );
}

export interface ListView {
  text: Ref<string>;
  status: Ref<StatusFilter>;
  sort: Ref<string>;
  rows: ComputedRef<Stack[]>;
}

/** Filter and order of the stacks, kept in the address. */
export function useStackList(
  stacks: Ref<Stack[] | undefined>,
  word: (stack: Stack) => string,
): ListView {
  const text = useInAddress('q');
  const status = useInAddress('status', 'all') as Ref<StatusFilter>;
  const sort = useInAddress('sort', 'name');
  const rows = computed(() =>
    listed(stacks.value ?? [], { text: text.value, status: status.value, sort: sort.value, word }),
  );
  return { text, status, sort, rows };
}
