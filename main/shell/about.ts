/** What the operating system's own About box says: the version, and whether anybody vouches for it by a signature. */
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../preload/contract/preferences.ts'
import { textsFor } from './texts.ts'

export function describeProgram(language: Language): void {
  const version = app.getVersion()
  const texts = textsFor(language)
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: isUnsigned(app.getAppPath()) ? `${version} (${texts.unsigned})` : version,
    // The one line of free text that About has on every system.
    copyright: `Copyright © 2026 The Warifu authors. MIT\n${texts.notices}`,
  })
}

/** `npm run package` writes it into the packed package.json; one that was never packed is nobody's installer. */
export function isUnsigned(folder: string): boolean {
  const { signed } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { signed?: boolean }
  return signed === false
}
