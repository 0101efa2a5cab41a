import type { RouteRecordRaw } from 'vue-router'

export const activityRoutes: readonly RouteRecordRaw[] = [
  { path: '/activity', component: () => import('./ActivityPage.vue'), meta: { workspaceOnly: true } },
]
