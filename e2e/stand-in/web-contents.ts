/** `webContents`: the page of a window. https://www.electronjs.org/docs/latest/api/web-contents */
import type { CdpSession } from './cdp.ts'
import { IpcMain } from './ipc-main.ts'
import { browserFor } from './lifecycle.ts'
import { nativeTheme } from './native-theme.ts'
import type { WindowOpen } from './navigation.ts'
import { openPage } from './open-page.ts'
import type { OpenPage } from './open-page.ts'
import { showAt, useColorScheme } from './page-view.ts'
import type { Size } from './page-view.ts'
import { applyPermissions } from './permissions.ts'
import { privilegedSchemes } from './protocol.ts'
import { record } from './recorded.ts'
import { twinOf } from './scheme-twin.ts'
import { defaultSession, session as sessions } from './session.ts'
import type { Session } from './session.ts'
import { electronEvent, missing, StrictEmitter } from './strict.ts'
import { WebFrameMain } from './web-frame-main.ts'
import type { WebPreferences } from './web-preferences.ts'
import { wire } from './wire.ts'

const events = [
  'before-input-event',
  'blur',
  'console-message',
  'context-menu',
  'destroyed',
  'devtools-closed',
  'devtools-opened',
  'did-attach-webview',
  'did-create-window',
  'did-fail-load',
  'did-finish-load',
  'did-frame-navigate',
  'did-navigate',
  'did-navigate-in-page',
  'did-start-loading',
  'did-stop-loading',
  'dom-ready',
  'focus',
  'page-title-updated',
  'preload-error',
  'render-process-gone',
  'responsive',
  'unresponsive',
  'will-attach-webview',
  'will-frame-navigate',
  'will-navigate',
  'will-prevent-unload',
  'will-redirect',
  'zoom-changed',
]

type WindowOpenHandler = (details: WindowOpen) => { action: string }

let lastId = 0
const all = new Map<number, WebContents>()

export class WebContents extends StrictEmitter {
  readonly id = ++lastId
  readonly session: Session
  readonly ipc = new IpcMain('webContents.ipc')
  readonly mainFrame: WebFrameMain
  readonly hostWebContents = null
  readonly devToolsWebContents = null
  readonly preloadPath: string | undefined
  readonly #page: Promise<OpenPage>
  #targetId = ''
  #size: Size
  #zoom: number
  #title = ''
  #destroyed = false
  #crashed = false
  #loading = false
  #windowOpenHandler: WindowOpenHandler | undefined

  static getAllWebContents(): WebContents[] {
    return [...all.values()]
  }

  static fromId(id: number): WebContents | undefined {
    return all.get(id)
  }

  constructor(preferences: WebPreferences, size: Size) {
    super('webContents', events)
    const partition = preferences.partition
    this.session =
      preferences.session ?? (partition === undefined ? defaultSession : sessions.fromPartition(partition))
    this.mainFrame = new WebFrameMain(null)
    this.preloadPath = preferences.preload
    this.#zoom = preferences.zoomFactor ?? 1
    this.#size = size
    all.set(this.id, this)
    this.#page = openPage(this, size, preferences.additionalArguments ?? []).then((page) => {
      this.#targetId = page.targetId
      return page
    })
    this.#page.catch((error: unknown) => {
      if (!this.#destroyed) console.error(error)
    })
    this.on('did-start-loading', () => (this.#loading = true))
    this.on('did-stop-loading', () => (this.#loading = false))
    nativeTheme.on('updated', this.#followTheme)
  }

  readonly #followTheme = (): void => this.#do((session) => useColorScheme(session, nativeTheme.pageScheme))

  /** Carries out what Electron does without an answer; a page that closes meanwhile is no error. */
  #do(action: (session: CdpSession) => Promise<unknown>): void {
    void this.#page.then(({ session }) => action(session)).catch(() => undefined)
  }

  async loadURL(url: string, options?: Electron.LoadURLOptions): Promise<void> {
    if (options !== undefined && Object.keys(options).length > 0)
      throw missing('webContents.loadURL: options')
    const { session } = await this.#page
    const address = twinOf(url, privilegedSchemes())
    const { root } = browserFor('loadURL')
    if (/^https?:/.test(address)) await applyPermissions(root, this, new URL(address).origin)
    const finished = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await session.send('Page.navigate', { url: address })
    if (errorText !== undefined && errorText !== '') {
      const code = errorText.replace('net::', '')
      this.emit('did-fail-load', electronEvent({}), -2, code, url, true, 1, 1)
      throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
    }
    await finished
  }

  send(channel: string, ...parameters: unknown[]): void {
    const text = wire.encode(parameters)
    void this.#page.then(({ channel: line }) => line.send({ kind: 'message', channel, parameters: text }))
  }

  /** @returns a copy of the value the code ends with, awaited if it is a promise */
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const { session } = await this.#page
    const parameters = { expression: code, userGesture, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', parameters)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value as unknown
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  reload(): void {
    this.#crashed = false
    this.#do((session) => session.send('Page.reload'))
  }

  reloadIgnoringCache(): void {
    this.#do((session) => session.send('Page.reload', { ignoreCache: true }))
  }

  stop(): void {
    this.#do((session) => session.send('Page.stopLoading'))
  }

  focus(): void {
    this.#do((session) => session.send('Page.bringToFront'))
  }

  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new Error("'zoomFactor' must be a double greater than 0.0")
    this.#zoom = factor
    this.#do((session) => showAt(session, this.#size, factor))
  }

  getZoomFactor(): number {
    return this.#zoom
  }

  get zoomFactor(): number {
    return this.#zoom
  }

  set zoomFactor(factor: number) {
    this.setZoomFactor(factor)
  }

  /** Each level is 20 % more than the one before. */
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }

  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2)
  }

  getURL(): string {
    return this.mainFrame.url
  }

  getTitle(): string {
    return this.#title
  }

  isLoading(): boolean {
    return this.#loading
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  forcefullyCrashRenderer(): void {
    this.#do((session) => session.send('Page.crash'))
  }

  openDevTools(): void {
    record('webContents.openDevTools')
  }

  closeDevTools(): void {
    record('webContents.closeDevTools')
  }

  isDevToolsOpened(): boolean {
    return false
  }

  toggleDevTools(): void {
    record('webContents.toggleDevTools')
  }

  getType(): 'window' {
    return 'window'
  }

  /** The rest is for the stand-in's own parts. */

  get targetId(): string {
    return this.#targetId
  }

  isMainFrameId(frameId: string): boolean {
    return frameId === this.#targetId
  }

  resizeTo(size: Size): void {
    this.#size = size
    this.#do((session) => showAt(session, size, this.#zoom))
  }

  /** A page asks for a window. Chromium has already held and closed it (browser.ts); the program is asked all the same. */
  openWindow(wish: WindowOpen): void {
    const { action } = this.#windowOpenHandler?.(wish) ?? { action: 'allow' }
    if (action !== 'deny') throw missing(`A window opened by a page (${wish.url})`)
  }

  titleChanged(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.emit('page-title-updated', electronEvent({}), title, true)
  }

  crashed(): void {
    this.#crashed = true
    this.emit('render-process-gone', electronEvent({}), { reason: 'crashed', exitCode: 5 })
  }

  /** Runs `action` on the page's own DevTools session once there is one. */
  withPage(action: (page: OpenPage) => Promise<unknown>): void {
    void this.#page.then(action).catch(() => undefined)
  }

  destroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    this.mainFrame.detached = true
    nativeTheme.off('updated', this.#followTheme)
    all.delete(this.id)
    this.emit('destroyed')
  }
}
