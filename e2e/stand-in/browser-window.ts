/** `BrowserWindow`: a window with one page. https://www.electronjs.org/docs/latest/api/browser-window */
import { app } from './app.ts'
import { browserFor } from './lifecycle.ts'
import { options as standIn } from './state.ts'
import { electronEvent } from './strict.ts'
import { tell } from './tell.ts'
import { WebContents } from './web-contents.ts'
import { WindowAppearance } from './window-appearance.ts'
import { checkWindowOptions } from './window-options.ts'
import type { WindowOptions } from './window-options.ts'

type Bounds = Electron.Rectangle
type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

const events = [
  ...[
    'always-on-top-changed',
    'app-command',
    'blur',
    'close',
    'closed',
    'enter-full-screen',
    'focus',
    'hide',
  ],
  ...[
    'leave-full-screen',
    'maximize',
    'minimize',
    'move',
    'moved',
    'page-title-updated',
    'query-session-end',
  ],
  ...['ready-to-show', 'resize', 'resized', 'responsive', 'restore', 'session-end', 'show', 'unmaximize'],
  ...['unresponsive', 'will-move', 'will-resize'],
]

const open = new Set<BrowserWindow>()
let lastId = 0
const focus: { window: BrowserWindow | null } = { window: null }

export class BrowserWindow extends WindowAppearance {
  readonly id = ++lastId
  readonly webContents: WebContents
  #bounds: Bounds
  #minimum: { width: number; height: number }
  #state: WindowState = 'normal'
  #visible = false
  #destroyed = false
  #title: string

  static getAllWindows(): BrowserWindow[] {
    return [...open]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focus.window
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...open].find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return [...open].find((window) => window.id === id) ?? null
  }

  constructor(options: WindowOptions = {}) {
    super('BrowserWindow', events)
    browserFor('Cannot create BrowserWindow')
    checkWindowOptions(options)
    const { width = 800, height = 600, x = 0, y = 0, minWidth = 0, minHeight = 0 } = options
    this.#bounds = { x, y, width, height }
    this.#minimum = { width: minWidth, height: minHeight }
    this.#title = options.title ?? app.getName()
    this.webContents = new WebContents(options.webPreferences ?? {}, this.#bounds)
    open.add(this)
    this.webContents.once('did-finish-load', () => {
      this.emit('ready-to-show')
      if (open.size === 1) void tellReady()
    })
    this.webContents.on('page-title-updated', (_event, title: string) => this.#pageTitled(title))
    this.#applyBounds()
    app.emit('web-contents-created', electronEvent({}), this.webContents)
    app.emit('browser-window-created', electronEvent({}), this)
    browserFor('BrowserWindow').onPageGone((targetId) => {
      if (targetId === this.webContents.targetId) this.#closedByUser()
    })
    if (options.show !== false) this.show()
  }

  loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    return this.webContents.loadURL(url, options)
  }

  reload(): void {
    this.webContents.reload()
  }

  /** Asks to close: listeners of `close` may prevent it. */
  close(): void {
    if (this.#destroyed) return
    const event = electronEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) setImmediate(() => this.destroy())
    else app.closeWasPrevented()
  }

  destroy(): void {
    if (this.#destroyed) return
    const { root } = browserFor('BrowserWindow')
    this.webContents.withPage(({ targetId }) => root.send('Target.closeTarget', { targetId }))
    this.#gone()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  #closedByUser(): void {
    if (this.#destroyed) return
    this.emit('close', electronEvent({}))
    this.#gone()
  }

  #gone(): void {
    this.#destroyed = true
    open.delete(this)
    if (focus.window === this) focus.window = null
    this.webContents.destroyed()
    this.emit('closed')
    app.windowClosed(open.size)
  }

  show(): void {
    if (!this.#visible) {
      this.#visible = true
      this.emit('show')
    }
    this.focus()
  }

  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }

  hide(): void {
    this.#visible = false
    this.emit('hide')
    this.blur()
  }

  isVisible(): boolean {
    return this.#visible && this.#state !== 'minimized'
  }

  focus(): void {
    this.webContents.focus()
    if (focus.window === this) return
    focus.window?.blur()
    focus.window = this
    this.emit('focus')
    app.emit('browser-window-focus', electronEvent({}), this)
  }

  blur(): void {
    if (focus.window !== this) return
    focus.window = null
    this.emit('blur')
    app.emit('browser-window-blur', electronEvent({}), this)
  }

  isFocused(): boolean {
    return focus.window === this
  }

  minimize(): void {
    this.#change('minimized', 'minimize')
  }

  maximize(): void {
    this.#visible = true
    this.#change('maximized', 'maximize')
  }

  unmaximize(): void {
    if (this.#state === 'maximized') this.#change('normal', 'unmaximize')
  }

  restore(): void {
    if (this.#state === 'minimized') this.#change('normal', 'restore')
  }

  setFullScreen(full: boolean): void {
    if (full) this.#change('fullscreen', 'enter-full-screen')
    else if (this.#state === 'fullscreen') this.#change('normal', 'leave-full-screen')
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }

  #change(state: WindowState, event: string): void {
    if (this.#state === state) return
    this.#state = state
    if (!standIn.headless) this.#setChromiumBounds({ windowState: state })
    this.emit(event)
  }

  getBounds(): Bounds {
    return { ...this.#bounds }
  }

  getNormalBounds(): Bounds {
    return this.getBounds()
  }

  getContentBounds(): Bounds {
    return this.getBounds()
  }

  setBounds(bounds: Partial<Bounds>): void {
    const { width, height, ...position } = { ...this.#bounds, ...bounds }
    const before = this.#bounds
    this.#bounds = {
      ...position,
      width: Math.max(width, this.#minimum.width),
      height: Math.max(height, this.#minimum.height),
    }
    this.#applyBounds()
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this.emit('resize')
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this.emit('move')
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height]
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getContentSize(): number[] {
    return this.getSize()
  }

  setContentSize(width: number, height: number): void {
    this.setSize(width, height)
  }

  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y]
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  getMinimumSize(): number[] {
    return [this.#minimum.width, this.#minimum.height]
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = { width, height }
    this.setBounds({})
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  #pageTitled(title: string): void {
    const event = electronEvent({})
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#title = title
  }

  #applyBounds(): void {
    if (standIn.headless) this.webContents.resizeTo(this.#bounds)
    else
      this.#setChromiumBounds({
        windowState: 'normal',
        width: this.#bounds.width,
        height: this.#bounds.height,
      })
  }

  #setChromiumBounds(bounds: { windowState: WindowState; width?: number; height?: number }): void {
    const { root } = browserFor('BrowserWindow')
    this.webContents.withPage(async ({ targetId }) => {
      const { windowId } = await root.send('Browser.getWindowForTarget', { targetId })
      await root.send('Browser.setWindowBounds', { windowId, bounds })
    })
  }
}

async function tellReady(): Promise<void> {
  const browser = browserFor('BrowserWindow')
  const cdpEndpoint = await browser.endpoint()
  if (cdpEndpoint !== undefined) tell({ kind: 'ready', cdpEndpoint, chromiumPid: browser.pid })
}

app.useWindows(() => BrowserWindow.getAllWindows())
