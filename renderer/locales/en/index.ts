/**
 * The texts in English that the first screens show, or that may show anywhere; `later.ts` has the others. English is
 * the measure: the Japanese tables must have exactly these keys.
 */
import { activity } from './activity.ts'
import { apis } from './apis.ts'
import { app } from './app.ts'
import { backup } from './backup.ts'
import { bin } from './bin.ts'
import { calls } from './calls.ts'
import { certificates } from './certificates.ts'
import { connections } from './connections.ts'
import { diagnostics } from './diagnostics.ts'
import { errors } from './errors.ts'
import { fileKinds } from './file-kinds.ts'
import { findings } from './findings.ts'
import { gateway } from './gateway.ts'
import { gatewayAccess } from './gateway-access.ts'
import { gatewayHttps } from './gateway-https.ts'
import { home } from './home.ts'
import { managed } from './managed.ts'
import { makePfx } from './make-pfx.ts'
import { map } from './map.ts'
import { otherUses } from './other-uses.ts'
import { palette, shortcuts } from './palette.ts'
import { repairs } from './repairs.ts'
import { replace } from './replace.ts'
import { sample } from './sample.ts'
import { settings } from './settings.ts'
import { thresholds } from './thresholds.ts'
import { updates } from './updates.ts'
import { ui } from './ui.ts'

export const en = {
  activity,
  apis,
  app,
  backup,
  bin,
  calls,
  certificates,
  connections,
  diagnostics,
  errors,
  fileKinds,
  findings,
  gateway,
  gatewayAccess,
  gatewayHttps,
  home,
  makePfx,
  managed,
  map,
  otherUses,
  palette,
  repairs,
  replace,
  sample,
  settings,
  shortcuts,
  thresholds,
  updates,
  ui,
} as const
