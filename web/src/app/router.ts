import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { loadMessages } from '@/i18n';
import { watchPageLoads } from './pageLoad';
import { forgetSession, session, whoAmI } from './session';

declare module 'vue-router' {
  interface RouteMeta {
    /** Features whose messages the page needs. */
    messages?: string[];
    /** Who may see it: pages of others are not offered, and say so. */
    permission?: 'OPERATE' | 'ADMINISTER';
  }
}

// A feature's pages are where its other files are; this list need not know them.
const features = Object.values(
  import.meta.glob<RouteRecordRaw[]>('../features/*/routes.ts', { eager: true, import: 'default' }),
).flat();

const settingsPages: RouteRecordRaw[] = [
  { path: '', redirect: { name: 'settings-general' } },
  {
    path: 'general',
    name: 'settings-general',
    component: () => import('@/pages/settings/GeneralPage.vue'),
  },
  {
    path: 'certificates',
    name: 'certificates',
    component: () => import('@/pages/settings/CertificatesPage.vue'),
    meta: { messages: ['certificates'] },
  },
  {
    path: 'users',
    name: 'users',
    component: () => import('@/pages/settings/UsersPage.vue'),
    meta: { permission: 'ADMINISTER' },
  },
  {
    path: 'audit',
    name: 'audit',
    component: () => import('@/pages/settings/AuditPage.vue'),
    meta: { permission: 'ADMINISTER' },
  },
  { path: 'about', name: 'about', component: () => import('@/pages/settings/AboutPage.vue') },
];

const accountPages: RouteRecordRaw[] = [
  { path: '', name: 'account', component: () => import('@/pages/account/ProfilePage.vue') },
  {
    path: 'sessions',
    name: 'sessions',
    component: () => import('@/pages/account/SessionsPage.vue'),
  },
  { path: 'tokens', name: 'tokens', component: () => import('@/pages/account/TokensPage.vue') },
];

const pages: RouteRecordRaw[] = [
  {
    path: '/',
    name: 'overview',
    component: () => import('@/pages/overview/OverviewPage.vue'),
    meta: { messages: ['overview', 'stacks'] },
  },
  {
    path: '/stacks',
    name: 'stacks',
    component: () => import('@/pages/stacks/StacksPage.vue'),
    meta: { messages: ['overview', 'stacks'] },
  },
  {
    path: '/stacks/new',
    name: 'stack-new',
    component: () => import('@/pages/new/NewStackPage.vue'),
    meta: { messages: ['new', 'stacks'], permission: 'OPERATE' },
  },
  {
    path: '/stacks/new/git',
    name: 'stack-new-git',
    component: () => import('@/pages/new/GitWizardPage.vue'),
    meta: { messages: ['new', 'repository', 'build'], permission: 'OPERATE' },
  },
  {
    path: '/stacks/new/compose',
    name: 'stack-new-compose',
    component: () => import('@/pages/new/ComposePage.vue'),
    meta: { messages: ['new', 'stack'], permission: 'OPERATE' },
  },
  {
    path: '/deployments',
    name: 'deployments',
    component: () => import('@/pages/deployments/DeploymentsPage.vue'),
    meta: { messages: ['deployments'] },
  },
  {
    path: '/approvals',
    name: 'approvals',
    component: () => import('@/pages/approvals/ApprovalsPage.vue'),
    meta: { messages: ['approvals', 'deployment'] },
  },
  {
    path: '/repositories',
    name: 'repositories',
    component: () => import('@/pages/repositories/RepositoriesPage.vue'),
    meta: { messages: ['repositories'] },
  },
  {
    path: '/webhooks',
    name: 'webhooks',
    component: () => import('@/pages/webhooks/WebhooksPage.vue'),
    meta: { messages: ['webhooks'] },
  },
  {
    path: '/webhooks/:id',
    name: 'webhook',
    component: () => import('@/pages/webhooks/WebhookPage.vue'),
    meta: { messages: ['webhooks'] },
  },
  {
    path: '/settings',
    component: () => import('@/pages/settings/SettingsLayout.vue'),
    meta: { messages: ['settings'] },
    children: settingsPages,
  },
  {
    path: '/account',
    component: () => import('@/pages/account/AccountLayout.vue'),
    meta: { messages: ['account', 'settings'] },
    children: accountPages,
  },
  ...features,
  {
    path: '/:path(.*)*',
    name: 'not-found',
    component: () => import('@/pages/NotFoundPage.vue'),
  },
];

export const router = createRouter({
  history: createWebHistory(),
  scrollBehavior(to, from, saved) {
    if (saved) return saved;
    // Tabs and filters of one page keep the place.
    return to.matched[1]?.path === from.matched[1]?.path ? undefined : { top: 0 };
  },
  routes: [
    {
      path: '/login',
      name: 'login',
      component: () => import('@/pages/door/LoginPage.vue'),
      meta: { messages: ['door'] },
    },
    {
      path: '/setup',
      name: 'setup',
      component: () => import('@/pages/door/SetupPage.vue'),
      meta: { messages: ['door'] },
    },
    { path: '/', component: () => import('./Shell.vue'), children: pages },
  ],
});

watchPageLoads(router);

/** Within the own pages only: never to where somebody else's link wants to go. */
export function safeTarget(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}

router.beforeEach(async (to) => {
  await whoAmI();
  if (session.state === 'SETUP') return to.name === 'setup' ? true : { name: 'setup' };
  const door = to.name === 'login' || to.name === 'setup';
  if (session.state === 'LOGIN') {
    if (to.name === 'login') return true;
    return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  }
  return door ? safeTarget(to.query['next']) : true;
});

router.beforeResolve((to) => loadMessages(to.matched.flatMap(({ meta }) => meta.messages ?? [])));

/** After the server has ended the session: logs in again, and comes back to where this was. */
export function toLogin(): void {
  if (session.state !== 'ACTIVE') return;
  const next = router.currentRoute.value.fullPath;
  forgetSession();
  void router.push({ name: 'login', query: next === '/' ? {} : { next } });
}
