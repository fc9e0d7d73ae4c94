import { CircleStop, RefreshCw, ShieldCheck, SlidersHorizontal } from '@lucide/vue';
import { shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useAction } from '@/api/action';
import { cache } from '@/api/cache';
import { api, call } from '@/api/client';
import { keys } from '@/api/keys';
import type { Acme, Domain } from '@/api/types';
import type { MenuItem } from '@/ui/menu';
import { notify } from '@/ui/toast';

/** What can be done with a domain; `changing` is whose settings are open. */
export function useDomainMenu(acme: () => Acme) {
  const { t } = useI18n();
  const changing = shallowRef<Domain>();

  const order = useAction(async ({ domain }: Domain) => {
    await call(api.PUT('/api/v1/domains/{domain}/certificate', { params: { path: { domain } } }));
    await cache.invalidateQueries({ queryKey: keys.domains });
    void notify.done(t('certificates.domains.asked', { domain }));
  });
  const stop = useAction(async ({ domain }: Domain) => {
    await call(
      api.DELETE('/api/v1/domains/{domain}/certificate', { params: { path: { domain } } }),
    );
    await cache.invalidateQueries({ queryKey: keys.domains });
  });

  function orderLabel({ automatic }: Domain): string {
    if (!automatic) return t('certificates.domains.get');
    return automatic.problem ? t('certificates.domains.retry') : t('certificates.domains.now');
  }

  function menu(domain: Domain): MenuItem[] {
    return [
      {
        label: orderLabel(domain),
        icon: domain.automatic ? RefreshCw : ShieldCheck,
        disabled: !acme().directory,
        run: () => void order.run(domain),
      },
      ...(domain.automatic
        ? [
            {
              label: t('certificates.domains.stop'),
              icon: CircleStop,
              run: () => void stop.run(domain),
            },
          ]
        : []),
      'line',
      {
        label: t('certificates.domains.settings'),
        icon: SlidersHorizontal,
        run: () => (changing.value = domain),
      },
    ];
  }

  return { menu, changing };
}
