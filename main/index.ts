/**
 * The composition root: builds every object with plain constructors, in order, and hands the window its door.
 */
import { app, BrowserWindow, clipboard, dialog, ipcMain, nativeTheme, shell as desktop } from 'electron'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Environment } from '../preload/contract/preferences.ts'
import type { Events } from '../preload/contract/requests.ts'
import { eventChannel } from '../preload/contract/channels.ts'
import { openDoor } from './ipc/door.ts'
import { createHandlers } from './ipc/handlers.ts'
import { HeldFiles } from './ipc/held-files.ts'
import type { Shell } from './ipc/program-handlers.ts'
import { createProgram, startProgram } from './program.ts'
import type { Program } from './program.ts'
import { createKeychain } from './secrets/keychain.ts'
import { registerAppScheme, serveApp } from './shell/app-protocol.ts'
import { forkDecoder } from './shell/decoder-process.ts'
import { chooseFile, chooseTarget } from './shell/dialogs.ts'
import { isOwnPage, lockDown, lockDownSession } from './shell/lockdown.ts'
import { Log } from './shell/log.ts'
import { setMenu } from './shell/menu.ts'
import { filesAmong, onOpenFile } from './shell/opened-files.ts'
import { PreferencesFile } from './shell/preferences.ts'
import { textsFor } from './shell/texts.ts'
import { openWindow, preloadPath } from './shell/window.ts'
import { WarifuError } from './warifu-error.ts'

const mainFolder = import.meta.dirname
const opened: string[] = []
let onOpened = (path: string): void => void opened.push(path)

app.setName('Warifu')
app.setAppUserModelId('jp.warifu.console')
app.enableSandbox()
registerAppScheme()
lockDown()
onOpenFile((path) => onOpened(path))

const chosenFolder = app.commandLine.getSwitchValue('data-dir')
if (chosenFolder) app.setPath('userData', chosenFolder)

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const log = new Log(join(userData, 'logs'))
  process.on('uncaughtException', (error) => log.write('uncaught', error))
  process.on('unhandledRejection', (error) => log.write('unhandled', error))

  const preferences = new PreferencesFile(userData)
  const dataFolder = join(userData, 'workspace')
  const files = new HeldFiles()
  let window: BrowserWindow | undefined

  const send = <E extends keyof Events>(event: E, value: Parameters<Events[E]>[0]): void => {
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel(event), value)
  }

  let program: Program
  try {
    program = await createProgram({
      dataFolder,
      secretsFor: (workspaceId) => createKeychain(`Warifu ${workspaceId}`),
      forkDecoder: () => forkDecoder(join(mainFolder, 'decoder-process.js')),
      spawnGatewayWorker: () => new Worker(new URL('./gateway-worker.js', import.meta.url)),
      onChange: (topics) => send('workspaceChanged', topics),
    })
  } catch (error) {
    log.write('start', error)
    explainAndQuit(error, preferences, dataFolder)
    return
  }

  const environment = async (): Promise<Environment> => ({
    version: app.getVersion(),
    platform: process.platform as Environment['platform'],
    language: preferences.language(),
    dataFolder,
    preferences: preferences.get(),
    keychain: await program.workspace.secrets.status(),
    binDays: program.workspace.binDays,
    firstRun: program.workspace.empty(),
  })

  const applyPreferences = (): void => {
    nativeTheme.themeSource = preferences.get().theme
    setMenu(preferences.language(), (command) => send('command', command))
  }

  const shell: Shell = {
    environment,
    setPreferences: (changes) => {
      const changed = preferences.set(changes)
      applyPreferences()
      void environment().then((value) => send('preferencesChanged', value))
      return changed
    },
    copyText: (text) => clipboard.writeText(text),
    chooseFile: (purpose) => chooseFile(window, purpose, preferences.language()),
    chooseTarget: (purpose, name) => chooseTarget(window, purpose, name, preferences.language()),
    showFolder: (path) => void desktop.openPath(path),
  }

  lockDownSession()
  serveApp(join(mainFolder, '..', 'renderer'))
  applyPreferences()
  program.gateway.onStatus((status) => send('gatewayChanged', status))
  openDoor({
    ipcMain,
    handlers: createHandlers(program, shell, files),
    isOwnPage,
    onUnexpected: (channel, reference, error) => log.write(`${channel} ${reference}`, error),
  })

  const showWindow = (): void => {
    if (window && !window.isDestroyed()) {
      if (window.isMinimized()) window.restore()
      window.focus()
      return
    }
    window = openWindow(preferences, preloadPath(mainFolder))
    window.webContents.on('did-finish-load', () => void offerOpened())
  }

  /** Holds what the operating system asked us to open and tells the window, once it can listen. */
  const offerOpened = async (): Promise<void> => {
    const paths = opened.splice(0)
    const held = await Promise.allSettled(paths.map((path) => files.hold(path)))
    const found = held.filter((result) => result.status === 'fulfilled').map(({ value }) => value)
    if (found.length > 0) send('filesOpened', found)
  }

  onOpened = (path) => {
    opened.push(path)
    if (window && !window.isDestroyed() && !window.webContents.isLoading()) void offerOpened()
  }
  opened.push(...filesAmong(process.argv.slice(1), process.cwd()))

  app.on('second-instance', (_event, argv, workingFolder) => {
    showWindow()
    for (const path of filesAmong(argv.slice(1), workingFolder)) onOpened(path)
  })
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  stopBeforeQuit(program, files, log)

  showWindow()
  await startProgram(program, preferences.get().gatewayPort)
}

/** Quitting waits until calls under way have finished and the workspace is closed. */
function stopBeforeQuit(program: Program, files: HeldFiles, log: Log): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    files.releaseAll()
    void program
      .stop()
      .catch((error: unknown) => log.write('stop', error))
      .finally(() => {
        stopped = true
        app.quit()
      })
  })
}

/** Before there is a window, the operating system's own message box says why there will be none. */
function explainAndQuit(error: unknown, preferences: PreferencesFile, dataFolder: string): void {
  const texts = textsFor(preferences.language())
  const known: Record<string, string> = texts
  const sentence = error instanceof WarifuError ? known[error.code] : undefined
  dialog.showErrorBox(texts.cannotStart, `${sentence ?? texts.cannotOpenWorkspace}\n\n${dataFolder}`)
  app.exit(1)
}
