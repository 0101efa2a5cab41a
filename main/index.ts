/**
 * The composition root: builds every object with plain constructors, in order, and hands the window its door.
 */
import { app, clipboard, crashReporter, ipcMain, nativeTheme, shell as desktop } from 'electron'
import type { BrowserWindow } from 'electron'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Environment } from '../preload/contract/preferences.ts'
import { openConnections } from './azure/open-connections.ts'
import { openDoor } from './ipc/door.ts'
import { createHandlers } from './ipc/handlers.ts'
import { HeldFiles } from './ipc/held-files.ts'
import type { Shell } from './ipc/program-handlers.ts'
import { describeProblem } from './managed-policy/merge-places.ts'
import { readPolicy } from './managed-policy/read-policy.ts'
import { createOpenApiReader } from './operations/openapi/openapi-reader.ts'
import { createProgram, startProgram } from './program.ts'
import type { Program } from './program.ts'
import { createKeychain } from './secrets/keychain.ts'
import { describeProgram } from './shell/about.ts'
import { registerAppScheme, serveApp } from './shell/app-protocol.ts'
import { forkDecoder } from './shell/decoder-process.ts'
import { debuggingSwitch } from './shell/debugging-switches.ts'
import { forgetOldCrashReports } from './shell/diagnostics/crash-reports.ts'
import { collectDiagnostics } from './shell/diagnostics/diagnostics.ts'
import { diagnosticsSources } from './shell/diagnostics/sources.ts'
import { chooseFile, choosePaths, chooseTarget, confirmCopy } from './shell/dialogs.ts'
import { isOwnPage, lockDown, lockDownSession } from './shell/lockdown.ts'
import { Log } from './shell/log.ts'
import { setMenu } from './shell/menu.ts'
import { OnlyWindow } from './shell/only-window.ts'
import { OpenedFiles } from './shell/opened-files.ts'
import { PreferencesFile } from './shell/preferences.ts'
import { showExpiryBadge, urgentExpiries } from './shell/expiry-badge.ts'
import { ExpiryNotifier } from './shell/expiry-notifier.ts'
import { ExpiryWatch } from './shell/expiry-watch.ts'
import { explainAndQuit } from './shell/start-failure.ts'
import { stopBeforeQuit } from './shell/stop-before-quit.ts'
import { offerTasks, taskAmong } from './shell/tasks.ts'
import { createUpdates } from './shell/updates/load-updates.ts'
import { openSignInPage, signedInPage } from './shell/sign-in-page.ts'
import { guardUnsavedWork } from './shell/unsaved-work.ts'
import { openWindow, preloadPath } from './shell/window.ts'

const mainFolder = import.meta.dirname
const opened = new OpenedFiles(process.argv.slice(1), process.cwd())

app.setName('Warifu')
app.setAppUserModelId('jp.warifu.console')
app.enableSandbox()
registerAppScheme()
lockDown()

const chosenFolder = app.commandLine.getSwitchValue('data-dir')
if (chosenFolder) app.setPath('userData', chosenFolder)
// Kept on this computer; Electron wants to be told before `ready`, and where the data folder is before that.
crashReporter.start({ uploadToServer: false })

if (app.isPackaged && debuggingSwitch(app.commandLine) !== undefined) {
  app.exit(1)
} else if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(start)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const userData = app.getPath('userData')
  const log = new Log(join(userData, 'logs'))
  log.info('start', `${app.getVersion()} on ${process.platform}`)
  forgetOldCrashReports(app.getPath('crashDumps'))
  process.on('uncaughtException', (error) => log.error('uncaught', error))
  process.on('unhandledRejection', (error) => log.error('unhandled', error))

  const management = await readPolicy()
  for (const problem of management.problems) log.warning('policy', describeProblem(problem))
  const { policy } = management
  const preferences = new PreferencesFile(userData, policy)
  const dataFolder = join(userData, 'workspace')
  const files = new HeldFiles()
  const window = new OnlyWindow(() => openAndWatch())
  const send = window.send.bind(window)

  let program: Program
  const expiries = new ExpiryWatch({
    look: async (occasion) => {
      const { certificates } = program.service
      if (occasion === 'time') notifier.tell(await certificates.ends())
      const presented = await certificates.presentedEnds()
      const urgent = urgentExpiries(presented, preferences.get().expiryThresholds, new Date())
      showExpiryBadge(window.current, urgent, preferences.language())
    },
    onFailure: (error) => log.error('expiries', error),
  })
  try {
    program = await createProgram({
      dataFolder,
      policy,
      secretsFor: (workspaceId) => createKeychain(`Warifu ${workspaceId}`),
      forkDecoder: () => forkDecoder(join(mainFolder, 'decoder-process.js')),
      spawnGatewayWorker: () => new Worker(new URL('./gateway-worker.js', import.meta.url)),
      onChange: (topics) => {
        send('workspaceChanged', topics)
        expiries.changed()
      },
      onCalls: (news) => send('gatewayCalled', news),
      version: app.getVersion(),
      onUnexpected: (reference, error) => log.error(`rest-api ${reference}`, error),
      onAuditFailure: (error) => log.error('audit-file', error),
    })
  } catch (error) {
    log.error('start', error)
    explainAndQuit(error, preferences.language(), dataFolder)
    return
  }

  const environment = async (): Promise<Environment> => ({
    version: app.getVersion(),
    platform: process.platform as Environment['platform'],
    language: preferences.language(),
    dataFolder,
    dataFolderShare: program.workspace.share,
    preferences: preferences.get(),
    keychain: await program.workspace.secrets.status(),
    binDays: program.workspace.binDays,
    management,
    firstRun: program.workspace.empty(),
  })

  const applyPreferences = (): void => {
    nativeTheme.themeSource = preferences.get().theme
    const language = preferences.language()
    describeProgram(language)
    setMenu(
      { language, density: preferences.get().density, policy },
      {
        send: (command) => send('command', command),
        setDensity: (density) => void shell.setPreferences({ density }),
      },
    )
    offerTasks(language, (task) => window.lead('command', task))
    expiries.changed()
  }

  const updates = createUpdates(policy, {
    onStatus: (status) => send('updatesChanged', status),
    onUnexpected: (error) => {
      const reference = randomUUID()
      log.error(`updates ${reference}`, error)
      return reference
    },
  })

  const unsaved = guardUnsavedWork(() => preferences.language())

  const shell: Shell = {
    updates,
    collectDiagnostics: () => collectDiagnostics(diagnosticsSources(program, environment, log)),
    environment,
    setPreferences: (changes) => {
      const changed = preferences.set(changes)
      applyPreferences()
      void environment().then((value) => send('preferencesChanged', value))
      return changed
    },
    copyText: (text) => clipboard.writeText(text),
    noteUnsaved: (now) => {
      unsaved.note(now)
      // macOS marks the button that closes the window.
      window.current?.setDocumentEdited(now === 'changes')
    },
    mayEnd: async () => !window.current || unsaved.mayEnd(window.current),
    chooseFile: (purpose) => chooseFile(window.current, purpose, preferences.language()),
    choosePaths: (from) => choosePaths(window.current, from, preferences.language()),
    chooseTarget: (purpose, name) => chooseTarget(window.current, purpose, name, preferences.language()),
    confirmCopy: (copy) => confirmCopy(window.current, copy, preferences.language()),
    showFolder: (path) => void desktop.openPath(path),
    gatewayAccess: () => preferences.gatewayAccess(),
    rememberGatewayAccess: (access) => preferences.rememberGatewayAccess(access),
    managementApi: () => preferences.managementApi(),
    rememberManagementApi: (setting) => preferences.rememberManagementApi(setting),
  }

  const connections = openConnections(userData, createKeychain('Warifu Azure'), {
    decoder: program.decoder,
    policy,
    openSignInPage,
    signedInPage: () => signedInPage(preferences.language()),
    onCode: (code) => send('signInCode', code),
    onChange: (topics) => send('workspaceChanged', topics),
    onView: (view) => send('connectionsChanged', view),
    onFound: (services) => send('servicesFound', services),
    onProgress: (progress) => send('connectionProgress', progress),
    onWaiting: (seconds) => send('connectionWaits', seconds),
  })

  const readOpenApi = createOpenApiReader({
    spawnWorker: (options) => new Worker(new URL('./openapi-worker.js', import.meta.url), options),
  })

  const notifier = new ExpiryNotifier({
    language: () => preferences.language(),
    thresholds: () => {
      const { expiryNotifications, expiryThresholds } = preferences.get()
      return expiryNotifications ? expiryThresholds : null
    },
    lastTold: () => preferences.expiriesToldAt(),
    rememberTold: (at) => preferences.rememberExpiriesTold(at),
    onClick: ([first, ...others]) => {
      if (first !== undefined && others.length === 0) window.lead('certificateChosen', first.id)
      else window.lead('command', 'show-home')
    },
  })

  lockDownSession()
  serveApp(join(mainFolder, '..', 'renderer'))
  applyPreferences()
  program.gateway.onStatus((status) => send('gatewayChanged', status))
  openDoor({
    ipcMain,
    handlers: createHandlers(program, shell, files, connections, readOpenApi, {
      onCopied: (outcome) => send('copied', outcome),
      onListed: (listed) => send('certificatesListed', listed),
    }),
    isOwnPage,
    onUnexpected: (channel, reference, error) => log.error(`${channel} ${reference}`, error),
  })

  const openAndWatch = (): BrowserWindow => {
    const opening = openWindow(preferences, preloadPath(mainFolder))
    unsaved.watch(opening)
    // A page that begins anew knows nothing of what the one before it was given.
    opening.webContents.on('did-navigate', () => files.releaseAll())
    opening.webContents.on('did-finish-load', () => opened.offerTo(offer))
    return opening
  }

  /** Holds what the operating system asked us to open and tells the window; it cannot listen before its page is there. */
  const offer = async (paths: readonly string[]): Promise<void> => {
    send('filesOpened', await Promise.all(paths.map((path) => files.holdOrExplain(path))))
  }

  const leadToTask = (argv: readonly string[]): void => {
    const task = taskAmong(argv)
    if (task) window.lead('command', task)
  }

  app.on('second-instance', (_event, argv, workingFolder) => {
    window.show()
    opened.add(argv.slice(1), workingFolder)
    leadToTask(argv)
  })
  app.on('activate', () => window.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  stopBeforeQuit(async () => {
    files.releaseAll()
    updates.stop()
    expiries.stop()
    notifier.stop()
    await program.stop().catch((error: unknown) => log.error('stop', error))
  })

  window.show()
  leadToTask(process.argv)
  updates.watch()
  await startProgram(program, preferences.get().gatewayPort, preferences.gatewayAccess())
  expiries.start()
  const { on, port } = preferences.managementApi()
  if (on && policy.RestApiAllowed !== false) {
    await program.managementApi.start(port).catch((error: unknown) => log.error('rest-api', error))
  }
}
