import type { RouteRecordRaw } from 'vue-router'

export const inspectRoutes: readonly RouteRecordRaw[] = [
  { path: '/inspect', component: () => import('./InspectPage.vue') },
]
