import { app, dialog } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import { isWarifuError } from '../warifu-error.ts'
import { textsFor } from './texts.ts'

const withDetails = (text: string | undefined, details: object): string | undefined =>
  Object.entries(details).reduce((filled, [name, value]) => filled?.replace(`{${name}}`, String(value)), text)

/** Before there is a window, the operating system's own message box says why there will be none. */
export function explainAndQuit(error: unknown, language: Language, dataFolder: string): void {
  const texts = textsFor(language)
  const known: Record<string, string> = texts
  const sentence = isWarifuError(error) ? withDetails(known[error.code], error.details) : undefined
  dialog.showErrorBox(texts.cannotStart, `${sentence ?? texts.cannotOpenWorkspace}\n\n${dataFolder}`)
  app.exit(1)
}
