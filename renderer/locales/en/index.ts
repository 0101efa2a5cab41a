/** All texts in English. English is the measure: the Japanese table must have exactly these keys. */
import { activity } from './activity.ts'
import { apis } from './apis.ts'
import { app } from './app.ts'
import { backup } from './backup.ts'
import { batch } from './batch.ts'
import { bin } from './bin.ts'
import { calls } from './calls.ts'
import { certificates } from './certificates.ts'
import { checks } from './checks.ts'
import { connections } from './connections.ts'
import { copying } from './copying.ts'
import { diagnostics } from './diagnostics.ts'
import { errors } from './errors.ts'
import { fileKinds } from './file-kinds.ts'
import { findings } from './findings.ts'
import { gateway } from './gateway.ts'
import { gatewayAccess } from './gateway-access.ts'
import { gatewayHttps } from './gateway-https.ts'
import { home } from './home.ts'
import { inspect } from './inspect.ts'
import { managed } from './managed.ts'
import { makePfx } from './make-pfx.ts'
import { map } from './map.ts'
import { operations } from './operations.ts'
import { otherUses } from './other-uses.ts'
import { palette, shortcuts } from './palette.ts'
import { policy } from './policy.ts'
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
  batch,
  bin,
  calls,
  certificates,
  checks,
  connections,
  copying,
  diagnostics,
  errors,
  fileKinds,
  findings,
  gateway,
  gatewayAccess,
  gatewayHttps,
  home,
  inspect,
  makePfx,
  managed,
  map,
  operations,
  otherUses,
  palette,
  policy,
  repairs,
  replace,
  sample,
  settings,
  shortcuts,
  thresholds,
  updates,
  ui,
} as const
