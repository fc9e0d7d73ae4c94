import type { RouteRecordRaw } from 'vue-router';

const messages = ['repository', 'stack'];

/** A repository that is connected, and connecting one. */
export default [
  {
    path: '/repositories/new',
    name: 'repository-new',
    component: () => import('./NewRepositoryPage.vue'),
    meta: { messages, permission: 'OPERATE' },
  },
  {
    path: '/repositories/:id',
    name: 'repository',
    component: () => import('./RepositoryPage.vue'),
    props: (route) => ({ id: String(route.params.id) }),
    meta: { messages },
  },
] satisfies RouteRecordRaw[];
