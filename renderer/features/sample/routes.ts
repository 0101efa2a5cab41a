import type { RouteRecordRaw } from 'vue-router'

export const sampleRoutes: readonly RouteRecordRaw[] = [
  { path: '/sample', component: () => import('./SamplePage.vue'), meta: { workspaceOnly: true } },
]
