/** What is looked at: one entry per screen or state, with the steps that lead there. */
import { activityScenes } from './activity.ts'
import { apisScenes } from './apis.ts'
import { batchScenes } from './batch.ts'
import { certificatesScenes } from './certificates.ts'
import { copyingScenes } from './copying.ts'
import { densityScenes } from './density.ts'
import { gatewayScenes } from './gateway.ts'
import { helpScenes } from './help.ts'
import { homeScenes } from './home.ts'
import { inspectorScenes } from './inspector.ts'
import { managedScenes } from './managed.ts'
import { mapScenes } from './map.ts'
import { operationsScenes } from './operations.ts'
import { policiesScenes } from './policies.ts'
import { replacementScenes } from './replacement.ts'
import { servicesScenes } from './services.ts'
import { settingsScenes } from './settings.ts'
import { wizardScenes } from './wizard.ts'
import type { Scene } from './scene.ts'

export const scenes: Record<string, Scene> = {
  ...homeScenes,
  ...helpScenes,
  ...certificatesScenes,
  ...wizardScenes,
  ...replacementScenes,
  ...batchScenes,
  ...inspectorScenes,
  ...apisScenes,
  ...operationsScenes,
  ...policiesScenes,
  ...gatewayScenes,
  ...servicesScenes,
  ...copyingScenes,
  ...mapScenes,
  ...activityScenes,
  ...settingsScenes,
  ...managedScenes,
  ...densityScenes,
}
