/**
 * What the program's icon offers by itself: Windows' jump list and macOS's Dock menu. (Linux has the same in the desktop
 * entry, electron-builder.yml.) Windows and Linux start the program with the task as an argument; a program that runs
 * gets it as that of a second start.
 */
import { app, Menu } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import type { MenuCommand } from '../../preload/contract/events.ts'
import { textsFor, withoutMnemonic } from './texts.ts'

const tasks = ['upload-certificate', 'add-api', 'show-inspector'] as const
const keys = {
  'upload-certificate': 'uploadCertificate',
  'add-api': 'addApi',
  'show-inspector': 'inspect',
} as const
const argument = '--task='

/** @param send what a click in the Dock menu is told to; nothing is sent on Windows */
export function offerTasks(language: Language, send: (command: MenuCommand) => void): void {
  const texts = textsFor(language)
  const named = tasks.map((name) => ({ name, title: withoutMnemonic(texts[keys[name]]) }))
  if (process.platform === 'darwin') {
    app.dock?.setMenu(
      Menu.buildFromTemplate(named.map(({ name, title }) => ({ label: title, click: () => send(name) }))),
    )
  } else if (process.platform === 'win32') {
    app.setUserTasks(
      named.map(({ name, title }) => ({
        title,
        description: '',
        program: process.execPath,
        arguments: `${argument}${name}`,
        iconPath: process.execPath,
        iconIndex: 0,
      })),
    )
  }
}

/** The task among the arguments of a start, if there is one that is known. */
export const taskAmong = (argv: readonly string[]): MenuCommand | undefined =>
  tasks.find((name) => argv.includes(`${argument}${name}`))
