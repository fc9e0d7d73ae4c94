import { FileText, History, Play, Rocket, RotateCw, ScrollText, Square } from '@lucide/vue';
import { useI18n } from 'vue-i18n';
import { useAction } from '@/api/action';
import { api, call } from '@/api/client';
import type { Stack } from '@/api/types';
import { can } from '@/app/session';
import { confirm } from '@/ui/confirm';
import type { MenuItem } from '@/ui/menu';
import { notify } from '@/ui/toast';

/** What can be done with a stack from a list. */
export function useStackMenu(): (stack: Stack) => MenuItem[] {
  const { t } = useI18n();
  const act = useAction(async (name: string, action: 'start' | 'stop' | 'restart') => {
    await call(
      api.POST('/api/v1/stacks/{stack}/actions', {
        params: { path: { stack: name } },
        body: { action },
      }),
    );
    void notify.note(t(`stacks.under.${action}`, { stack: name }));
  });

  async function stop(name: string): Promise<void> {
    const agreed = await confirm({
      title: t('stacks.stopTitle', { stack: name }),
      text: t('stacks.stopText'),
      action: t('stacks.stop', { stack: name }),
      danger: true,
    });
    if (agreed) await act.run(name, 'stop');
  }

  return (stack) => {
    const path = `/stacks/${stack.name}`;
    const items: MenuItem[] = [
      { label: t('stacks.open.deploy'), icon: Rocket, to: `${path}/deploy` },
      { label: t('stacks.open.history'), icon: History, to: `${path}/deployments` },
      { label: t('stacks.open.logs'), icon: ScrollText, to: `${path}/logs` },
    ];
    if (stack.managed && can('OPERATE'))
      items.push({ label: t('stacks.open.files'), icon: FileText, to: `${path}/files` });
    if (!can('OPERATE')) return items;
    const busy = stack.busy !== undefined;
    items.push('line');
    if (stack.running > 0) {
      items.push(
        {
          label: t('stacks.restart'),
          icon: RotateCw,
          disabled: busy,
          run: () => void act.run(stack.name, 'restart'),
        },
        {
          label: t('stacks.stopShort'),
          icon: Square,
          disabled: busy,
          run: () => void stop(stack.name),
        },
      );
    } else {
      items.push({
        label: t('stacks.start'),
        icon: Play,
        disabled: busy || stack.status === 'DRAFT',
        run: () => void act.run(stack.name, 'start'),
      });
    }
    return items;
  };
}
