import type { RouteRecordRaw } from 'vue-router'

export const homeRoutes: readonly RouteRecordRaw[] = [
  { path: '/home', component: () => import('./HomePage.vue') },
]
