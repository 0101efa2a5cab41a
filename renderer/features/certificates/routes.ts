import type { RouteRecordRaw } from 'vue-router'

/** `?show=<id>` opens a certificate's details. */
export const certificateRoutes: readonly RouteRecordRaw[] = [
  { path: '/certificates', component: () => import('./CertificatesPage.vue') },
]
