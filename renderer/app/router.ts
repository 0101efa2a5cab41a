/** Which address shows which screen. Each feature brings its own rows; screens load when they are first shown. */
import { createRouter, createWebHashHistory, type Router } from 'vue-router'
import { activityRoutes } from '../features/activity/routes.ts'
import { apiRoutes } from '../features/apis/routes.ts'
import { callRoutes } from '../features/calls/routes.ts'
import { certificateRoutes } from '../features/certificates/routes.ts'
import { homeRoutes } from '../features/home/routes.ts'
import { inspectRoutes } from '../features/inspect/routes.ts'
import { sampleRoutes } from '../features/sample/routes.ts'
import { settingsRoutes } from '../features/settings/routes.ts'
import { useEnvironment } from './environment.ts'

export function createProgramRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: () => (useEnvironment().firstRun ? '/sample' : '/home') },
      ...homeRoutes,
      ...certificateRoutes,
      ...apiRoutes,
      ...callRoutes,
      ...activityRoutes,
      ...inspectRoutes,
      ...sampleRoutes,
      ...settingsRoutes,
      { path: '/:elsewhere(.*)*', redirect: '/home' },
    ],
  })
}
