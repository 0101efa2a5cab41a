/** The operating system's own dialogs, in the chosen language. */
import { dialog } from 'electron'
import type { BrowserWindow, FileFilter, OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import type { FilePurpose } from '../../preload/contract/requests.ts'
import { textsFor } from './texts.ts'
import type { Texts } from './texts.ts'

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

/** What is written to a file of the administrator's choice. */
export type TargetPurpose = 'activity-csv' | 'activity-json-lines'

const titleOf: Record<TargetPurpose, keyof Texts> = {
  'activity-csv': 'exportActivity',
  'activity-json-lines': 'exportActivity',
}

const filterOf: Record<TargetPurpose, { name: keyof Texts; extensions: string[] }> = {
  'activity-csv': { name: 'csvFiles', extensions: ['csv'] },
  'activity-json-lines': { name: 'jsonLinesFiles', extensions: ['jsonl'] },
}

/** Where to write; `name` is suggested, in the folder used last. Undefined when the dialog was closed. */
export async function chooseTarget(
  window: BrowserWindow | undefined,
  purpose: TargetPurpose,
  name: string,
  language: Language,
): Promise<string | undefined> {
  const texts = textsFor(language)
  const filter = filterOf[purpose]
  const filters: FileFilter[] = [
    { name: texts[filter.name], extensions: filter.extensions },
    { name: texts.allFiles, extensions: ['*'] },
  ]
  const options: SaveDialogOptions = {
    title: texts[titleOf[purpose]],
    defaultPath: name,
    buttonLabel: texts.save,
    properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
    filters,
  }
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  return canceled || filePath === '' ? undefined : filePath
}
