/**
 * The Chromium behind the stand-in: started on `ready`, gone when this process is.
 *
 * Guards the number of windows: a page that the program did not open (a pop-up, a link in a new tab) is closed before
 * it has loaded anything, for every new page is held until it is let go on.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { connect } from './cdp.ts'
import type { CdpConnection, CdpSession } from './cdp.ts'
import { findChromium } from './chromium.ts'
import { setChromiumVersion } from './process-identity.ts'
import { createProfile, removeProfile } from './profile.ts'
import { controlled, options } from './state.ts'

export type Page = { session: CdpSession; targetId: string }

export type Browser = {
  root: CdpSession
  connection: CdpConnection
  userAgent: string
  pid: number
  /** Opens a page that shows nothing yet and is still held: end with `Runtime.runIfWaitingForDebugger`. */
  createPage(size: { width: number; height: number }): Promise<Page>
  /** Calls back when a page is gone, whoever closed it. */
  onPageGone(listener: (targetId: string) => void): void
  /** Where another DevTools client (Playwright) may connect; only while a specification is listening. */
  endpoint(): Promise<string | undefined>
  close(): Promise<void>
}

const commonSwitches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-quic',
  '--disable-search-engine-choice-screen',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  // Several windows are tested at once: none may be slowed because another lies over it.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  // Chromium must neither ask for nor touch the user's keychain: only the program's keytar does.
  '--password-store=basic',
  '--use-mock-keychain',
  '--remote-debugging-pipe',
]

export async function startBrowser(): Promise<Browser> {
  const executable = findChromium(options.headless ? 'headless' : 'window')
  if (executable === undefined) {
    throw new Error(
      'No Chrome, Edge or Chromium found. Install one, or set WARIFU_CHROMIUM to the path of one.',
    )
  }
  const profile = createProfile()
  const child = spawn(executable, switches(profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Of its own group, so that Ctrl+C reaches it only through us and the program can end in order.
    detached: process.platform !== 'win32',
  })
  const complaint = lastLines(child)
  process.once('exit', () => {
    child.kill('SIGKILL')
    removeProfile(profile)
  })

  const connection = connect(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const root = connection.session()
  const { product, userAgent } = await root.send('Browser.getVersion').catch(() => {
    throw new Error(`${executable} did not start:\n${complaint()}`)
  })
  setChromiumVersion(product.replace(/^.*\//, ''))
  const pages = await holdPages(connection)
  return {
    root,
    connection,
    userAgent,
    pid: child.pid ?? 0,
    createPage: pages.create,
    onPageGone: (listener) => root.on('Target.targetDestroyed', ({ targetId }) => listener(targetId)),
    endpoint: () => endpointOf(profile),
    close: () => closeBrowser(child, root),
  }
}

function switches(profile: string): string[] {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  return [
    ...commonSwitches,
    `--user-data-dir=${profile}`,
    ...(controlled ? ['--remote-debugging-port=0'] : []),
    ...(options.headless ? headlessSwitches : windowSwitches),
    ...(options.locale === undefined ? [] : [`--lang=${options.locale}`]),
    // Chromium's sandbox refuses to run as root, and containers often have no other user; `--test-type` keeps it from
    // putting a warning about that into the program's window.
    ...(root ? ['--no-sandbox', '--test-type'] : []),
  ]
}

const headlessSwitches = [
  '--headless',
  '--disable-gpu',
  '--hide-scrollbars',
  '--mute-audio',
  '--no-startup-window',
  // The twin origin of app:// must never reach a name server (see scheme-twin.ts).
  '--host-resolver-rules=MAP *.invalid ~NOTFOUND',
]

/** The one kind of window without tabs and address bar; the program's first window takes it over. */
const windowSwitches = ['--app=data:text/html,']

/** Takes every new page in hand before it loads, and lets only those live that `create` asked for. */
async function holdPages(connection: CdpConnection): Promise<{ create: Browser['createPage'] }> {
  const root = connection.session()
  const wanted = new Set<string>()
  const arrived = new Map<string, (page: Page) => void>()
  const waiting = new Map<string, Page>()
  let creating: Promise<unknown> = Promise.resolve()
  let startupWindowFree = !options.headless

  root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const { targetId, type, url, openerId } = targetInfo
    if (type !== 'page' || url.startsWith('devtools://')) {
      void connection
        .session(sessionId)
        .send('Runtime.runIfWaitingForDebugger')
        .catch(() => undefined)
      return
    }
    const page = { session: connection.session(sessionId), targetId }
    waiting.set(targetId, page)
    arrived.get(targetId)?.(page)
    if (openerId !== undefined) void close(page)
    // Without an opener it may be one that `create` has asked for and not yet heard of.
    else void creating.then(() => (wanted.has(targetId) || startupWindowFree ? undefined : close(page)))
  })
  /** Let go on first, with its requests held: a page that waits shares its thread with the one that opened it. */
  const close = async ({ session, targetId }: Page): Promise<void> => {
    try {
      await Promise.all([
        session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
        session.send('Runtime.runIfWaitingForDebugger'),
      ])
      await root.send('Target.closeTarget', { targetId })
    } catch {
      // It has closed itself meanwhile.
    }
  }
  const page = async (targetId: string): Promise<Page> => {
    wanted.add(targetId)
    const known = waiting.get(targetId)
    return known ?? new Promise<Page>((resolve) => arrived.set(targetId, resolve))
  }
  await root.send('Target.setDiscoverTargets', { discover: true })
  await root.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }, { exclude: true }],
  })
  return {
    create: async ({ width, height }) => {
      if (startupWindowFree) {
        startupWindowFree = false
        const { targetInfos } = await root.send('Target.getTargets')
        const startup = targetInfos.find(({ type }) => type === 'page')
        if (startup) return page(startup.targetId)
      }
      const request = root.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
      const created = request.then(({ targetId }) => page(targetId))
      creating = Promise.allSettled([creating, created])
      return created
    },
  }
}

async function endpointOf(profile: string): Promise<string | undefined> {
  if (!controlled) return undefined
  const [port, path] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n')
  return `ws://127.0.0.1:${port ?? ''}${path ?? ''}`
}

async function closeBrowser(child: ChildProcess, root: CdpSession): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  void root.send('Browser.close').catch(() => undefined)
  // Two seconds are ample for an orderly end; after them the folder is removed all the same.
  const impatience = setTimeout(() => child.kill('SIGKILL'), 2000)
  await gone
  clearTimeout(impatience)
}

/** Remembers what Chromium said last, for the case that it does not start. */
function lastLines(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-2000)))
  child.once('error', (error) => (text += error.message))
  return () => text
}
