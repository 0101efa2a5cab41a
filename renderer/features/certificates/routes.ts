import type { RouteRecordRaw } from 'vue-router'

/** `?show=<id>` opens a certificate's details. The bin lies below, so that the navigation shows where one is. */
export const certificateRoutes: readonly RouteRecordRaw[] = [
  {
    path: '/certificates',
    children: [
      { path: '', component: () => import('./CertificatesPage.vue') },
      { path: 'map', component: () => import('../map/MapPage.vue') },
      { path: 'bin', component: () => import('../bin/BinPage.vue'), meta: { workspaceOnly: true } },
    ],
  },
]
