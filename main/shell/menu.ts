/** The native menu, in the chosen language. What the page does itself, it is told to do by a command. */
import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { Language } from '../../preload/contract/preferences.ts'
import type { MenuCommand } from '../../preload/contract/requests.ts'
import { textsFor } from './texts.ts'

export function setMenu(language: Language, send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(language, send)))
}

function template(language: Language, send: (command: MenuCommand) => void): MenuItemConstructorOptions[] {
  const onMac = process.platform === 'darwin'
  const texts = textsFor(language)
  // macOS has no mnemonics: `&File` and `ファイル(&F)` become `File` and `ファイル`.
  const label = (key: keyof typeof texts): string =>
    onMac ? texts[key].replace(/\(&.\)/u, '').replace('&', '') : texts[key]
  const command = (
    key: keyof typeof texts,
    name: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label: label(key),
    click: () => send(name),
    ...(accelerator ? { accelerator } : {}),
  })
  const role = (key: keyof typeof texts, name: NonNullable<MenuItemConstructorOptions['role']>) => ({
    label: label(key),
    role: name,
  })
  const separator = { type: 'separator' } as const
  const settings = command('settings', 'show-settings', 'CmdOrCtrl+,')

  return [
    ...(onMac
      ? [
          {
            label: app.name,
            submenu: [
              role('about', 'about'),
              separator,
              settings,
              separator,
              role('hide', 'hide'),
              role('hideOthers', 'hideOthers'),
              role('showAll', 'unhide'),
              separator,
              role('quit', 'quit'),
            ],
          },
        ]
      : []),
    {
      label: label('file'),
      submenu: [
        command('uploadCertificate', 'upload-certificate', 'CmdOrCtrl+U'),
        command('addApi', 'add-api', 'CmdOrCtrl+Shift+A'),
        separator,
        command('backUp', 'back-up'),
        command('restore', 'restore'),
        separator,
        command('sample', 'show-sample'),
        ...(onMac
          ? [separator, role('close', 'close')]
          : [separator, settings, separator, role('quit', 'quit')]),
      ],
    },
    {
      label: label('edit'),
      submenu: [
        role('undo', 'undo'),
        role('redo', 'redo'),
        separator,
        role('cut', 'cut'),
        role('copy', 'copy'),
        role('paste', 'paste'),
        separator,
        role('selectAll', 'selectAll'),
      ],
    },
    {
      label: label('view'),
      submenu: [
        command('home', 'show-home', 'CmdOrCtrl+Shift+H'),
        command('certificates', 'show-certificates', 'CmdOrCtrl+1'),
        command('apis', 'show-apis', 'CmdOrCtrl+2'),
        command('inspect', 'show-inspector', 'CmdOrCtrl+I'),
        command('activity', 'show-activity', 'CmdOrCtrl+3'),
        separator,
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('resetZoom', 'resetZoom'),
        separator,
        role('fullScreen', 'togglefullscreen'),
      ],
    },
    { label: label('window'), submenu: [role('minimize', 'minimize'), role('close', 'close')] },
    ...(onMac ? [] : [{ label: label('help'), submenu: [role('about', 'about')] }]),
  ]
}
