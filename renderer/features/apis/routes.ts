import type { RouteRecordRaw } from 'vue-router'

/** `/apis?add=1` opens the form for a new API. The editor and its highlighter load with the Policy tab only. */
export const apiRoutes: readonly RouteRecordRaw[] = [
  { path: '/apis', component: () => import('./ApisPage.vue') },
  {
    path: '/apis/:id',
    component: () => import('./ApiPage.vue'),
    redirect: ({ params }) => `/apis/${encodeURIComponent(String(params['id']))}/overview`,
    children: [
      { path: 'overview', component: () => import('./OverviewTab.vue') },
      { path: 'security', component: () => import('./SecurityTab.vue') },
      { path: 'policy', component: () => import('../policy/PolicyTab.vue') },
      { path: 'test', component: () => import('../gateway/TestCallTab.vue') },
    ],
  },
]
