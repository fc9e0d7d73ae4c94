import { onScopeDispose } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { confirm } from '@/ui/confirm';

/** Asks before what was typed would be lost by leaving the page. Call it in a page's own set-up. */
export function useUnsavedGuard(dirty: () => boolean): void {
  const { t } = useI18n();

  async function mayLeave(): Promise<boolean> {
    if (!dirty()) return true;
    return confirm({
      title: t('core.unsavedLeave'),
      text: t('core.unsavedText'),
      action: t('core.leave'),
      danger: true,
    });
  }
  onBeforeRouteLeave(mayLeave);
  onBeforeRouteUpdate((to, from) => (to.path === from.path ? true : mayLeave()));

  function beforeUnload(event: BeforeUnloadEvent): void {
    if (dirty()) event.preventDefault();
  }
  addEventListener('beforeunload', beforeUnload);
  onScopeDispose(() => removeEventListener('beforeunload', beforeUnload));
}
