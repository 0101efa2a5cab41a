/**
 * `Menu` and `MenuItem`: kept as built, so that a specification can look for an item and click it. Nothing is drawn.
 * https://www.electronjs.org/docs/latest/api/menu
 */
import { isAccelerator } from './accelerators.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import type { KeyInput } from './preload-world.ts'
import { record } from './recorded.ts'
import { options as standIn } from './state.ts'
import { onlyOptions, StrictEmitter } from './strict.ts'
import type { WebContents } from './web-contents.ts'

type ItemOptions = Omit<Electron.MenuItemConstructorOptions, 'submenu' | 'click'> & {
  submenu?: ItemOptions[] | Menu
  click?: (item: MenuItem, window: BrowserWindow | undefined, event: object) => void
}

const itemOptions = [
  ...[
    'accelerator',
    'acceleratorWorksWhenHidden',
    'accessibilityDescription',
    'after',
    'afterGroupContaining',
  ],
  ...[
    'before',
    'beforeGroupContaining',
    'checked',
    'click',
    'enabled',
    'icon',
    'id',
    'label',
    'registerAccelerator',
  ],
  ...['role', 'sublabel', 'submenu', 'toolTip', 'type', 'visible'],
]

/** What the roles do that concern the program; the others concern the focused text or the system. */
const roleActions: Partial<Record<string, (window: BrowserWindow | undefined) => void>> = {
  quit: () => app.quit(),
  close: (window) => window?.close(),
  minimize: (window) => window?.minimize(),
  reload: (window) => window?.webContents.reload(),
  toggleDevTools: (window) => window?.webContents.toggleDevTools(),
  resetZoom: (window) => window?.webContents.setZoomLevel(0),
  zoomIn: (window) => window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + 0.5),
  zoomOut: (window) => window?.webContents.setZoomLevel(window.webContents.getZoomLevel() - 0.5),
  togglefullscreen: (window) => window?.setFullScreen(!window.isFullScreen()),
  about: () => app.showAboutPanel(),
}

let lastCommand = 0

export class MenuItem extends StrictEmitter {
  readonly commandId = ++lastCommand
  readonly id: string | undefined
  readonly role: string | undefined
  readonly accelerator: string | undefined
  readonly registerAccelerator: boolean
  readonly type: string
  readonly submenu: Menu | undefined
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean
  menu: Menu | undefined
  readonly #click: ItemOptions['click']

  constructor(options: ItemOptions) {
    super('MenuItem', [])
    onlyOptions(options, itemOptions, 'MenuItem')
    const { submenu } = options
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal')
    if (this.type === 'submenu' && !this.submenu) throw new Error('Invalid submenu')
    this.id = options.id
    this.role = options.role?.toLowerCase()
    this.accelerator = options.accelerator
    this.registerAccelerator = options.registerAccelerator ?? true
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.menu = undefined
    this.#click = options.click
  }

  /** What a click does: the role's action, else the program's own. */
  click(
    event: object = {},
    window: BrowserWindow | undefined = BrowserWindow.getFocusedWindow() ?? undefined,
  ): void {
    if (!this.enabled) return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.checked = true
    const action = Object.entries(roleActions).find(([role]) => role.toLowerCase() === this.role)?.[1]
    if (action) action(window)
    else if (this.#click) this.#click(this, window, event)
    else record('MenuItem.click', this.role ?? this.label)
  }
}

let applicationMenu: Menu | null = null

export class Menu extends StrictEmitter {
  readonly items: MenuItem[] = []

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'])
  }

  static buildFromTemplate(template: (ItemOptions | MenuItem)[]): Menu {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  /** Clicks the item that has registered this shortcut, here or in a submenu. */
  press(input: KeyInput): boolean {
    return this.items.some((item) => {
      if (item.submenu) return item.submenu.press(input)
      // On macOS the menu takes its keys in any case.
      if (!item.registerAccelerator && process.platform !== 'darwin') return false
      if (!item.accelerator || !isAccelerator(item.accelerator, input, process.platform)) return false
      item.click()
      return true
    })
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item)
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const found = item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(options: { callback?: () => void } = {}): void {
    record(
      'Menu.popup',
      this.items.map(({ label }) => label),
    )
    this.emit('menu-will-show', {})
    this.emit('menu-will-close', {})
    options.callback?.()
  }

  closePopup(): void {
    record('Menu.closePopup')
  }
}

if (!standIn.headless) {
  app.on('web-contents-created', (_event: unknown, contents: WebContents) => {
    contents.on('before-input-event', (_input: unknown, input: KeyInput) => applicationMenu?.press(input))
  })
}
