/** `app`: the program's life from `ready` to `quit`. https://www.electronjs.org/docs/latest/api/app */
import { spawn } from 'node:child_process'
import { AppOnDesktop } from './app-on-desktop.ts'
import { AppPaths, readManifest } from './app-paths.ts'
import { startBrowser } from './browser.ts'
import { commandLine } from './command-line.ts'
import { becomeReady, browserFor, isReady } from './lifecycle.ts'
import { getLocale, getPreferredSystemLanguages } from './locale.ts'
import { processMetrics } from './process-metrics.ts'
import { takeLock } from './single-instance.ts'
import { fullCommandLine, options } from './state.ts'
import { electronEvent } from './strict.ts'

const events = [
  ...['activate', 'before-quit', 'browser-window-blur', 'browser-window-created', 'browser-window-focus'],
  ...[
    'certificate-error',
    'child-process-gone',
    'continue-activity',
    'login',
    'open-file',
    'open-url',
    'quit',
  ],
  ...['accessibility-support-changed', 'did-become-active', 'gpu-info-update', 'new-window-for-tab', 'ready'],
  ...['render-process-gone', 'second-instance', 'select-client-certificate', 'session-created'],
  ...['web-contents-created', 'will-finish-launching', 'will-quit', 'window-all-closed'],
]

/** The windows, as far as the program's end concerns them. */
type Closable = { close(): void; destroy(): void }

class App extends AppOnDesktop {
  readonly commandLine = commandLine
  readonly isPackaged = options.packaged
  readonly #manifest = readManifest(process.argv[1] ?? '')
  readonly #paths = new AppPaths(() => this.getName())
  readonly #ready = Promise.withResolvers<undefined>()
  #name = this.#manifest.name
  #windows: () => Closable[] = () => []
  #quitting = false
  #exiting = false
  #relaunch: { args?: string[]; execPath?: string } | undefined
  #hasLock = false

  constructor() {
    super('app', events)
    // After the program's own first turn, so that what must come before `ready` has come.
    setImmediate(() => void this.#launch())
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
  }

  async #launch(): Promise<void> {
    if (this.#exiting) return
    this.emit('will-finish-launching')
    try {
      const browser = await startBrowser()
      void browser.connection.closed.then(() => this.#browserGone())
      becomeReady(browser)
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      this.exit(1)
      return
    }
    this.emit('ready', electronEvent({}), {})
    this.#ready.resolve(undefined)
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  isReady(): boolean {
    return isReady()
  }

  /** `app.dock` exists on macOS only. */
  get dock(): undefined {
    return undefined
  }

  get name(): string {
    return this.#name
  }

  set name(name: string) {
    this.#name = name
  }

  getName(): string {
    return this.#name
  }

  setName(name: string): void {
    this.#name = name
  }

  getVersion(): string {
    return this.#manifest.version
  }

  getAppPath(): string {
    return this.#manifest.folder
  }

  getAppMetrics(): ReturnType<typeof processMetrics> {
    return processMetrics()
  }

  getPath(name: string): string {
    return this.#paths.get(name)
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path = ''): void {
    if (path !== '') this.setPath('logs', path)
  }

  getLocale(): string {
    return getLocale()
  }

  getSystemLocale(): string {
    return getPreferredSystemLanguages()[0] ?? 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return getPreferredSystemLanguages()
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    if (this.#hasLock) return true
    const own = { argv: [...process.argv], workingDirectory: process.cwd(), additionalData }
    this.#hasLock = takeLock(this.getPath('userData'), own, (second) => {
      void this.#ready.promise.then(() =>
        this.emit(
          'second-instance',
          electronEvent({}),
          second.argv,
          second.workingDirectory,
          second.additionalData,
        ),
      )
    })
    return this.#hasLock
  }

  hasSingleInstanceLock(): boolean {
    return this.#hasLock
  }

  /** Asks everybody in Electron's order: `before-quit`, each window's `close`, `will-quit`. Each may prevent it. */
  quit(): void {
    if (this.#quitting || this.#exiting) return
    if (this.#prevents('before-quit')) return
    this.#quitting = true
    const windows = this.#windows()
    if (windows.length === 0) this.#finish()
    for (const window of windows) window.close()
  }

  /** Ends without asking anybody. */
  exit(code = 0): void {
    if (this.#exiting) return
    this.#exiting = true
    for (const window of this.#windows()) window.destroy()
    this.emit('quit', electronEvent({}), code)
    const closed = isReady() ? browserFor('exit').close() : Promise.resolve()
    void closed.then(() => {
      this.#startAgain()
      process.exit(code)
    })
  }

  relaunch(options: { args?: string[]; execPath?: string } = {}): void {
    this.#relaunch = options
  }

  #startAgain(): void {
    if (this.#relaunch === undefined) return
    const { execPath, execArgv, argv } = fullCommandLine
    const { args = argv.slice(2) } = this.#relaunch
    spawn(execPath, [...execArgv, ...argv.slice(1, 2), ...args], { detached: true, stdio: 'ignore' }).unref()
  }

  #finish(): void {
    if (this.#prevents('will-quit')) this.#quitting = false
    else this.exit(0)
  }

  #prevents(name: string): boolean {
    const event = electronEvent({})
    this.emit(name, event)
    return event.defaultPrevented
  }

  /** Chromium has gone by itself: it crashed, or its last window was closed on a system where that ends it. */
  #browserGone(): void {
    if (this.#exiting) return
    for (const window of this.#windows()) window.destroy()
    this.quit()
  }

  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready')
  }

  /** The rest is for the stand-in's own parts. */

  useWindows(windows: () => Closable[]): void {
    this.#windows = windows
  }

  windowClosed(left: number): void {
    if (left > 0 || this.#exiting) return
    if (this.#quitting) this.#finish()
    else if (!this.emit('window-all-closed')) this.quit()
  }

  closeWasPrevented(): void {
    this.#quitting = false
  }
}

export const app = new App()
