/** The native menu, in the chosen language. What the page does itself, it is told to do by a command. */
import { app, Menu } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import type { Language, Preferences } from '../../preload/contract/preferences.ts'
import type { MenuCommand } from '../../preload/contract/events.ts'
import { textsFor, withoutMnemonic } from './texts.ts'

type Density = Preferences['density']

export interface MenuState {
  language: Language
  density: Density
  policy: ManagedPolicy
}

export interface MenuActs {
  send: (command: MenuCommand) => void
  setDensity: (density: Density) => void
}

export function setMenu(state: MenuState, acts: MenuActs): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, acts, process.platform)))
}

export function menuTemplate(
  { language, density, policy }: MenuState,
  { send, setDensity }: MenuActs,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const onMac = platform === 'darwin'
  const texts = textsFor(language)
  const label = (key: keyof typeof texts): string => (onMac ? labelOnMac(texts[key], language) : texts[key])
  const command = (
    key: keyof typeof texts,
    name: MenuCommand,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    label: label(key),
    click: () => send(name),
    ...(accelerator ? { accelerator } : {}),
  })
  /** The page takes the key itself, and not while a dialog is open; the menu only says which it is. */
  const ofPage = (key: keyof typeof texts, name: MenuCommand, accelerator: string) => ({
    ...command(key, name, accelerator),
    registerAccelerator: false,
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
              role('services', 'services'),
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
        { ...command('backUp', 'back-up'), enabled: policy.ExportAllowed !== false },
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
        ofPage('goTo', 'show-palette', 'CmdOrCtrl+K'),
        separator,
        command('home', 'show-home', 'CmdOrCtrl+Shift+H'),
        command('certificates', 'show-certificates', 'CmdOrCtrl+1'),
        command('map', 'show-map'),
        command('apis', 'show-apis', 'CmdOrCtrl+2'),
        command('calls', 'show-calls'),
        command('inspect', 'show-inspector', 'CmdOrCtrl+I'),
        command('activity', 'show-activity', 'CmdOrCtrl+3'),
        separator,
        role('zoomIn', 'zoomIn'),
        role('zoomOut', 'zoomOut'),
        role('resetZoom', 'resetZoom'),
        separator,
        {
          label: label('compactRows'),
          type: 'checkbox',
          checked: density === 'compact',
          click: () => setDensity(density === 'compact' ? 'comfortable' : 'compact'),
        },
        role('fullScreen', 'togglefullscreen'),
      ],
    },
    {
      label: label('window'),
      submenu: onMac
        ? [role('minimize', 'minimize'), role('zoom', 'zoom'), separator, role('front', 'front')]
        : [role('minimize', 'minimize'), role('close', 'close')],
      // By the role macOS lists the open windows there.
      ...(onMac ? { role: 'window' } : {}),
    },
    {
      label: label('help'),
      submenu: [
        ofPage('helpForScreen', 'show-help', 'F1'),
        ofPage('shortcuts', 'show-shortcuts', 'CmdOrCtrl+/'),
        ...(onMac ? [] : [separator, role('about', 'about')]),
      ],
      // By the role macOS puts its search of the menus there.
      ...(onMac ? { role: 'help' } : {}),
    },
  ]
}

/** Words that Apple's style leaves small inside a title. */
const small = new Set(['a', 'an', 'and', 'for', 'of', 'on', 'the', 'this', 'to'])

/**
 * macOS has no mnemonics, and its English menus are in title case.
 * https://developer.apple.com/design/human-interface-guidelines/the-menu-bar
 */
function labelOnMac(text: string, language: Language): string {
  const plain = withoutMnemonic(text)
  if (language !== 'en') return plain
  return plain.replaceAll(/[\p{L}’]+/gu, (word, at: number) =>
    at > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  )
}
