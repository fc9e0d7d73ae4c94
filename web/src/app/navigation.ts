import { GitBranch, Hand, LayoutDashboard, Layers, Rocket, Settings, Webhook } from '@lucide/vue';
import type { Component } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter, type RouteLocationRaw } from 'vue-router';
import { useShortcut } from './shortcuts';

export interface Place {
  name: string;
  /** Message key of its name. */
  label: string;
  icon: Component;
  to: RouteLocationRaw;
  /** Below which paths it counts as the present place. */
  under: string;
  /** The second key after `g`. */
  key: string;
}

/** The places of the side bar, the palette and the `g` keys. */
export const places: Place[] = [
  {
    name: 'overview',
    label: 'core.nav.overview',
    icon: LayoutDashboard,
    to: '/',
    under: '/',
    key: 'o',
  },
  {
    name: 'stacks',
    label: 'core.nav.stacks',
    icon: Layers,
    to: '/stacks',
    under: '/stacks',
    key: 's',
  },
  {
    name: 'deployments',
    label: 'core.nav.deployments',
    icon: Rocket,
    to: '/deployments',
    under: '/deployments',
    key: 'd',
  },
  {
    name: 'approvals',
    label: 'core.nav.approvals',
    icon: Hand,
    to: '/approvals',
    under: '/approvals',
    key: 'a',
  },
  {
    name: 'repositories',
    label: 'core.nav.repositories',
    icon: GitBranch,
    to: '/repositories',
    under: '/repositories',
    key: 'r',
  },
  {
    name: 'webhooks',
    label: 'core.nav.webhooks',
    icon: Webhook,
    to: '/webhooks',
    under: '/webhooks',
    key: 'w',
  },
];

export const settingsPlace: Place = {
  name: 'settings',
  label: 'core.nav.settings',
  icon: Settings,
  to: '/settings',
  under: '/settings',
  key: ',',
};

export function isAt(place: Place, path: string): boolean {
  return place.under === '/'
    ? path === '/'
    : path === place.under || path.startsWith(`${place.under}/`);
}

/** `g o`, `g s`, … */
export function useNavigationKeys(): void {
  const { t } = useI18n();
  const router = useRouter();
  for (const place of [...places, settingsPlace]) {
    useShortcut(`g ${place.key}`, () => void router.push(place.to), {
      description: () => t('core.keys.goTo', { place: t(place.label) }),
    });
  }
}
