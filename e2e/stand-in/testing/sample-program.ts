/** A small Electron program in a temporary folder, which the stand-in's specifications run. */
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchStandIn } from '../../fixtures/launch-stand-in.ts'
import type { LaunchOptions, RunningWarifu } from '../../fixtures/running-warifu.ts'

const main = `
import { app, BrowserWindow, ipcMain, protocol } from 'electron'
import { join } from 'node:path'

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
app.setPath('userData', app.commandLine.getSwitchValue('data-dir'))

const pages = {
  '/index.html': ['text/html', \`<!doctype html>
    <title>Sample</title>
    <script>window.inlineRan = true</script>
    <script src="page.js"></script>
    <a id="away" href="https://example.invalid/">away</a>
    <a id="apart" target="_blank" href="https://example.invalid/apart">apart</a>
    <input id="file" type="file">
    <div id="drop" style="width: 300px; height: 300px">drop here</div>\`],
  '/page.js': ['text/javascript', 'window.namesAtStart = Object.keys(window)'],
}

globalThis.seen = []
const note = (...entry) => globalThis.seen.push(entry)

app.on('second-instance', (_event, argv, folder, data) => note('second-instance', argv.at(-1), data))
app.on('before-quit', () => note('before-quit'))
app.on('web-contents-created', (_event, contents) => {
  contents.setWindowOpenHandler(({ url }) => (note('window-open', url), { action: 'deny' }))
  contents.on('will-navigate', (event) => (note('will-navigate', event.url), event.preventDefault()))
  contents.on('render-process-gone', (_event, { reason }) => note('gone', reason))
  contents.on('preload-error', (_event, _path, error) => note('preload-error', error.message))
})

if (!app.requestSingleInstanceLock({ from: 'sample' })) app.quit()
else app.whenReady().then(() => {
  protocol.handle('app', ({ url }) => {
    const [type, body] = pages[new URL(url).pathname] ?? []
    if (!type) return new Response(null, { status: 404 })
    return new Response(body, { headers: { 'content-type': type, 'content-security-policy': "default-src 'self'; style-src 'unsafe-inline'" } })
  })
  ipcMain.handle('echo', (_event, ...values) => values)
  ipcMain.handle('fail', () => { throw new TypeError('not today') })
  ipcMain.handle('function', () => () => 1)
  ipcMain.handle('sender', ({ sender, senderFrame }) => ({
    url: senderFrame.url, origin: senderFrame.origin, top: senderFrame.parent === null,
    known: BrowserWindow.fromWebContents(sender) === BrowserWindow.getAllWindows()[0],
  }))
  const window = new BrowserWindow({
    width: 1000, height: 700, show: false,
    webPreferences: { preload: join(import.meta.dirname, 'preload.cjs') },
  })
  window.once('ready-to-show', () => window.show())
  window.loadURL('app://sample/index.html')
})
`

const preload = `
const { contextBridge, ipcRenderer, webUtils } = require('electron')
class Point { constructor() { this.x = 1 } get twice() { return this.x * 2 } }
contextBridge.exposeInMainWorld('sample', {
  invoke: (channel, ...values) => ipcRenderer.invoke(channel, ...values),
  invokeFunction: () => ipcRenderer.invoke('echo', () => 1),
  pathOf: (file) => ipcRenderer.invoke('echo', { deep: [webUtils.getPathForFile(file)] }),
  on: (listener) => {
    const forward = (_event, ...values) => listener(...values)
    ipcRenderer.on('news', forward)
    return () => { ipcRenderer.off('news', forward) }
  },
  point: () => new Point(),
  fail: () => { throw Object.assign(new RangeError('too far'), { secret: 1 }) },
  reject: async () => { throw new Error('later') },
  sandboxed: process.sandboxed,
  nested: { answer: 42 },
  world: () => ({ page: typeof globalThis.fromPage, require: typeof require, fs: tryRequire('fs') }),
})
const tryRequire = (name) => { try { return typeof require(name) } catch (error) { return error.message } }
`

export type SampleProgram = {
  folder: string
  dataDir: string
  start(options?: Partial<LaunchOptions>): Promise<RunningWarifu>
  remove(): Promise<void>
}

export async function createSampleProgram(files: Record<string, string> = {}): Promise<SampleProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-sample-'))
  const dataDir = join(folder, 'data')
  await mkdir(dataDir)
  const manifest = JSON.stringify({
    name: 'sample',
    productName: 'Sample',
    version: '1.2.3',
    type: 'module',
    main: 'main.js',
  })
  for (const [name, text] of Object.entries({
    'package.json': manifest,
    'main.js': main,
    'preload.cjs': preload,
    ...files,
  })) {
    await writeFile(join(folder, name), text)
  }
  const started: RunningWarifu[] = []
  return {
    folder,
    dataDir,
    async start(options) {
      const running = await launchStandIn({ program: folder, dataDir, ...options })
      started.push(running)
      return running
    },
    async remove() {
      for (const running of started) await running.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the preload above exposes. */
export type SampleBridge = {
  invoke(channel: string, ...values: unknown[]): Promise<unknown>
  invokeFunction(): Promise<unknown>
  pathOf(file: File | undefined): Promise<[{ deep: string[] }]>
  on(listener: (...values: unknown[]) => void): () => void
  point(): object
  fail(): void
  reject(): Promise<void>
  sandboxed: boolean
  nested: { answer: number }
  world(): { page: string; require: string; fs: string }
}

declare global {
  interface Window {
    sample: SampleBridge
    inlineRan?: boolean
    namesAtStart: string[]
    fromPage?: number
  }
  /** What the sample's main process noted, in order. */
  var seen: unknown[][]
}
