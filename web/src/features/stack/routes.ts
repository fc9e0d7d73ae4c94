import type { RouteLocationNormalized, RouteRecordRaw } from 'vue-router';

const stack = (route: RouteLocationNormalized) => ({ stack: String(route.params.stack) });

/** The page of a stack with its tabs. Rare things are behind the last one. */
export default [
  {
    path: '/stacks/:stack',
    component: () => import('./Compose.vue'),
    props: stack,
    meta: { messages: ['stack', 'log', 'deployment', 'repository', 'build'] },
    children: [
      { path: '', name: 'stack', component: () => import('./ServicesTab.vue'), props: stack },
      {
        path: 'deploy',
        name: 'stack-deploy',
        component: () => import('./DeployTab.vue'),
        props: stack,
      },
      {
        path: 'deployments',
        name: 'stack-history',
        component: () => import('@/features/deployment/DeploymentHistory.vue'),
        props: stack,
      },
      { path: 'logs', name: 'stack-logs', component: () => import('./LogsTab.vue'), props: stack },
      {
        path: 'files',
        name: 'stack-files',
        component: () => import('./FilesTab.vue'),
        props: stack,
      },
      {
        path: 'settings',
        component: () => import('./SettingsTab.vue'),
        props: stack,
        children: [
          { path: '', name: 'stack-settings', redirect: { name: 'stack-source' } },
          {
            path: 'source',
            name: 'stack-source',
            component: () => import('@/features/repository/StackSource.vue'),
            props: stack,
          },
          {
            path: 'build',
            name: 'stack-build',
            component: () => import('@/features/build/BuildSettings.vue'),
            props: stack,
          },
          {
            path: 'strategy',
            name: 'stack-strategy',
            component: () => import('./StrategySettings.vue'),
            props: stack,
          },
          {
            path: 'danger',
            name: 'stack-danger',
            component: () => import('./DangerSettings.vue'),
            props: stack,
          },
        ],
      },
    ],
  },
] satisfies RouteRecordRaw[];
