/** Every table with its rows close together. */
import { activityScenes } from './activity.ts'
import { apisScenes } from './apis.ts'
import { certificatesScenes } from './certificates.ts'
import { homeScenes } from './home.ts'
import { operationsScenes } from './operations.ts'
import type { Scene } from './scene.ts'
import { settingsScenes } from './settings.ts'

const named = {
  ...homeScenes,
  ...certificatesScenes,
  ...apisScenes,
  ...operationsScenes,
  ...activityScenes,
  ...settingsScenes,
}
const withTables = [
  ...['home', 'home-table', 'list', 'many', 'bin', 'apis', 'calls', 'operations', 'activity', 'settings'],
]

export const densityScenes: Record<string, Scene> = Object.fromEntries(
  withTables.flatMap((name) => {
    const scene = named[name]
    return scene ? [[`compact-${name}`, { ...scene, start: { ...scene.start, density: 'compact' } }]] : []
  }),
)
