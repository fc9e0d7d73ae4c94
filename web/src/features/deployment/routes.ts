import type { RouteRecordRaw } from 'vue-router';

const messages = ['deployment', 'log', 'stack'];

/** Pages of one deployment and of two releases compared; the history is a tab of the stack. */
export default [
  {
    path: '/stacks/:stack/deployments/:number(\\d+)',
    name: 'deployment',
    component: () => import('./DeploymentPage.vue'),
    props: (route) => ({ stack: String(route.params.stack), number: Number(route.params.number) }),
    meta: { messages },
  },
  {
    path: '/stacks/:stack/compare/:from(\\d+)/:to(\\d+)',
    name: 'compare',
    component: () => import('./ComparePage.vue'),
    props: (route) => ({
      stack: String(route.params.stack),
      from: Number(route.params.from),
      to: Number(route.params.to),
    }),
    meta: { messages },
  },
] satisfies RouteRecordRaw[];
