import { onScopeDispose, shallowRef, watchEffect } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { StatusName } from '@/ui/looks';

export interface Crumb {
  label: string;
  to?: RouteLocationRaw;
}

export interface Page {
  title: string;
  status: StatusName | undefined;
  crumbs: Crumb[];
}

/** What the shell shows of the present page. */
export const page = shallowRef<Page>({ title: '', status: undefined, crumbs: [] });

/** Sets tab title, favicon and breadcrumbs while the calling page is shown. */
export function usePage(options: {
  title: () => string;
  status?: () => StatusName | undefined;
  crumbs?: () => Crumb[];
}): void {
  const stop = watchEffect(() => {
    const title = options.title();
    const status = options.status?.();
    page.value = { title, status, crumbs: options.crumbs?.() ?? [{ label: title }] };
    document.title = title ? `${title} · Slipway` : 'Slipway';
    favicon(status);
  });
  onScopeDispose(stop);
}

const marks: Partial<Record<StatusName, string>> = {
  failed: 'failed',
  rolledback: 'failed',
  partial: 'attention',
  approval: 'attention',
  queued: 'busy',
  building: 'busy',
  deploying: 'busy',
  verifying: 'busy',
  canary: 'busy',
  running: 'done',
};

function favicon(status: StatusName | undefined): void {
  const mark = status && marks[status];
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  const href = mark ? `/icon-${mark}.svg` : '/icon.svg';
  if (link && link.getAttribute('href') !== href) link.setAttribute('href', href);
}
