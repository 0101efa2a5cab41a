import type { RouteRecordRaw } from 'vue-router'

export const callRoutes: readonly RouteRecordRaw[] = [
  { path: '/calls', component: () => import('./CallsPage.vue'), meta: { workspaceOnly: true } },
]
