/** The operating system's own dialogs, in the chosen language. */
import { dialog } from 'electron'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import type { FilePurpose } from '../../preload/contract/requests.ts'
import { textsFor } from './texts.ts'

/** The path that was chosen; undefined when the dialog was closed without choosing. */
export async function chooseFile(
  window: BrowserWindow | undefined,
  purpose: FilePurpose,
  language: Language,
): Promise<string | undefined> {
  const texts = textsFor(language)
  const options: OpenDialogOptions = {
    title: purpose === 'pfx' ? texts.choosePfx : texts.chooseAuthority,
    buttonLabel: texts.choose,
    properties: ['openFile', 'dontAddToRecent'],
    filters: [
      purpose === 'pfx'
        ? { name: texts.pfxFiles, extensions: ['pfx', 'p12'] }
        : { name: texts.certificateFiles, extensions: ['cer', 'crt', 'pem', 'der', 'p7b'] },
      { name: texts.allFiles, extensions: ['*'] },
    ],
  }
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return canceled ? undefined : filePaths[0]
}
