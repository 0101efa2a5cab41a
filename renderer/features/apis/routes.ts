import type { RouteRecordRaw } from 'vue-router'

/** `/apis?add=1` opens the form for a new API. The editor and its highlighter load with the Policy tab only. */
export const apiRoutes: readonly RouteRecordRaw[] = [
  {
    // One API lies below the list, so that the navigation shows where one is.
    path: '/apis',
    children: [
      { path: '', component: () => import('./ApisPage.vue') },
      { path: '/all-apis', component: () => import('../policy/AllApisPage.vue') },
      {
        path: ':id',
        component: () => import('./ApiPage.vue'),
        redirect: ({ params }) => `/apis/${encodeURIComponent(String(params['id']))}/overview`,
        children: [
          { path: 'overview', component: () => import('./OverviewTab.vue') },
          { path: 'security', component: () => import('./SecurityTab.vue') },
          { path: 'operations', component: () => import('../operations/OperationsTab.vue') },
          // `policy/operations/<id>`: of an operation instead of the API's own.
          { path: 'policy/:place?/:operationId?', component: () => import('../policy/PolicyTab.vue') },
          {
            path: 'test',
            component: () => import('../gateway/TestCallTab.vue'),
            meta: { workspaceOnly: true },
          },
        ],
      },
    ],
  },
]
