/** The operating system's own dialogs, in the chosen language. */
import { dialog } from 'electron'
import type {
  BrowserWindow,
  FileFilter,
  MessageBoxOptions,
  OpenDialogOptions,
  SaveDialogOptions,
} from 'electron'
import type { ActivityFormat } from '../../preload/contract/activity.ts'
import { backupExtension } from '../../preload/contract/backups.ts'
import type { CertificateListFormat } from '../../preload/contract/certificates.ts'
import { certificateExtensions, openApiExtensions } from '../../preload/contract/files.ts'
import type { CertificateFileFormat } from '../../preload/contract/inspections.ts'
import type { Language } from '../../preload/contract/preferences.ts'
import type { FilePurpose } from '../../preload/contract/requests.ts'
import { withoutDeceptive } from '../certificates/text.ts'
import { textsFor } from './texts.ts'
import type { Texts } from './texts.ts'

const choices: Record<FilePurpose, { title: keyof Texts; name: keyof Texts; extensions: string[] }> = {
  pfx: { title: 'choosePfx', name: 'pfxFiles', extensions: ['pfx', 'p12'] },
  certificate: {
    title: 'chooseCertificateFile',
    name: 'anyCertificateFiles',
    extensions: [...certificateExtensions],
  },
  'certificate-authority': {
    title: 'chooseAuthority',
    name: 'certificateFiles',
    extensions: ['cer', 'crt', 'pem', 'der', 'p7b'],
  },
  backup: { title: 'chooseBackup', name: 'backupFiles', extensions: [backupExtension] },
  openapi: { title: 'chooseOpenApi', name: 'openApiFiles', extensions: [...openApiExtensions] },
}

/** The path that was chosen; undefined when the dialog was closed without choosing. */
export async function chooseFile(
  window: BrowserWindow | undefined,
  purpose: FilePurpose,
  language: Language,
): Promise<string | undefined> {
  const texts = textsFor(language)
  const choice = choices[purpose]
  const options: OpenDialogOptions = {
    title: texts[choice.title],
    buttonLabel: texts.choose,
    properties: ['openFile', 'dontAddToRecent'],
    filters: [
      { name: texts[choice.name], extensions: choice.extensions },
      { name: texts.allFiles, extensions: ['*'] },
    ],
  }
  return (await ask(window, options))[0]
}

/** Any number of PFX files, or one folder, for no system but macOS lets one choose between the two in its dialog. */
export function choosePaths(
  window: BrowserWindow | undefined,
  from: 'files' | 'folder',
  language: Language,
): Promise<string[]> {
  const texts = textsFor(language)
  const { name, extensions } = choices.pfx
  const buttonLabel = texts.choose
  if (from === 'folder') {
    const title = texts.choosePfxFolder
    return ask(window, { title, buttonLabel, properties: ['openDirectory', 'dontAddToRecent'] })
  }
  return ask(window, {
    title: texts.choosePfx,
    buttonLabel,
    properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    filters: [
      { name: texts[name], extensions },
      { name: texts.allFiles, extensions: ['*'] },
    ],
  })
}

/** The paths that were chosen; none when the dialog was closed. */
async function ask(window: BrowserWindow | undefined, options: OpenDialogOptions): Promise<string[]> {
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return canceled ? [] : filePaths
}

/** What is written to a file of the administrator's choice. */
export type TargetPurpose =
  | `activity-${ActivityFormat}`
  | `list-${CertificateListFormat}`
  | `certificate-${CertificateFileFormat}`
  | 'backup'
  | 'diagnostics'

const targets: Record<TargetPurpose, { title: keyof Texts; name: keyof Texts; extensions: string[] }> = {
  'activity-csv': { title: 'exportActivity', name: 'csvFiles', extensions: ['csv'] },
  'activity-json-lines': { title: 'exportActivity', name: 'jsonLinesFiles', extensions: ['jsonl'] },
  'list-csv': { title: 'exportList', name: 'csvFiles', extensions: ['csv'] },
  'list-json': { title: 'exportList', name: 'jsonFiles', extensions: ['json'] },
  'list-ics': { title: 'exportList', name: 'calendarFiles', extensions: ['ics'] },
  'certificate-pem': { title: 'saveCertificate', name: 'pemFiles', extensions: ['pem', 'crt'] },
  'certificate-der': { title: 'saveCertificate', name: 'derFiles', extensions: ['cer', 'der'] },
  'certificate-pkcs7': { title: 'saveCertificate', name: 'pkcs7Files', extensions: ['p7b'] },
  backup: { title: 'backUpWorkspace', name: 'backupFiles', extensions: [backupExtension] },
  diagnostics: { title: 'saveDiagnostics', name: 'textFiles', extensions: ['txt'] },
}

/** Where to write; `name` is suggested, in the folder used last. Undefined when the dialog was closed. */
export async function chooseTarget(
  window: BrowserWindow | undefined,
  purpose: TargetPurpose,
  name: string,
  language: Language,
): Promise<string | undefined> {
  const texts = textsFor(language)
  const target = targets[purpose]
  const filters: FileFilter[] = [
    { name: texts[target.name], extensions: target.extensions },
    { name: texts.allFiles, extensions: ['*'] },
  ]
  const options: SaveDialogOptions = {
    title: texts[target.title],
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

/** As many as a dialog has room for. */
const mostNamed = 12

/**
 * Whether private keys may go to a service: asked by the system, for a page that was taken over could answer itself.
 * @param names of the certificates, as people know them
 */
export async function confirmCopy(
  window: BrowserWindow | undefined,
  { names, service, host }: { names: readonly string[]; service: string; host: string },
  language: Language,
): Promise<boolean> {
  const texts = textsFor(language)
  const more = names.length - mostNamed
  const lines =
    more > 0
      ? [...names.slice(0, mostNamed).map(withoutDeceptive), texts.moreNotice.replace('{n}', String(more))]
      : names.map(withoutDeceptive)
  const [yes, no] = [0, 1]
  const options: MessageBoxOptions = {
    type: 'question',
    message: texts.copyQuestion
      .replace('{service}', () => withoutDeceptive(service))
      .replace('{host}', () => host),
    detail: lines.join('\n'),
    buttons: [texts.copyYes, texts.cancel],
    ...{ defaultId: no, cancelId: no, noLink: true },
  }
  const { response } = window
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options)
  return response === yes
}
