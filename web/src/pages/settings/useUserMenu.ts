import { Ban, CircleCheck, KeyRound, Trash2, UserCog } from '@lucide/vue';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAction } from '@/api/action';
import { cache } from '@/api/cache';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Role, User } from '@/api/types';
import { session } from '@/app/session';
import { confirm } from '@/ui/confirm';
import type { MenuItem } from '@/ui/menu';

const roles: Role[] = ['VIEWER', 'OPERATOR', 'ADMIN'];

/** What can be done with a user; `passwordOf` is whose password is being set. */
export function useUserMenu() {
  const { t } = useI18n();
  const passwordOf = shallowRef<User>();

  const change = useAction(async (user: User, body: { role?: Role; disabled?: boolean }) => {
    await call(api.PATCH('/api/v1/users/{id}', { params: { path: { id: user.id } }, body }));
    await cache.invalidateQueries({ queryKey: keys.users });
  });
  const remove = useAction(async (user: User) => {
    await call(api.DELETE('/api/v1/users/{id}', { params: { path: { id: user.id } } }));
    await cache.invalidateQueries({ queryKey: keys.users });
  });

  async function askToDelete(user: User): Promise<void> {
    const agreed = await confirm({
      title: t('settings.users.deleteTitle', { name: user.name }),
      text: t('settings.users.deleteText'),
      action: t('settings.users.delete', { name: user.name }),
      danger: true,
    });
    if (agreed) await remove.run(user);
  }

  function menu(user: User): MenuItem[] {
    const self = user.id === session.user?.id;
    return [
      ...roles
        .filter((role) => role !== user.role)
        .map((role) => ({
          label: t('settings.users.makeRole', { role: t(`core.role.${role}`) }),
          icon: UserCog,
          disabled: self,
          run: () => void change.run(user, { role }),
        })),
      'line',
      {
        label: t('settings.users.setPassword'),
        icon: KeyRound,
        run: () => (passwordOf.value = user),
      },
      {
        label: user.disabled ? t('settings.users.enable') : t('settings.users.disable'),
        icon: user.disabled ? CircleCheck : Ban,
        disabled: self,
        run: () => void change.run(user, { disabled: !user.disabled }),
      },
      {
        label: t('core.delete'),
        icon: Trash2,
        danger: true,
        disabled: self,
        run: () => void askToDelete(user),
      },
    ];
  }

  return { menu, passwordOf };
}
