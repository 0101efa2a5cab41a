import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { RunningWarifu } from '../fixtures/running-warifu.ts'
import { createSampleProgram } from './testing/sample-program.ts'
import type { SampleProgram } from './testing/sample-program.ts'

let program: SampleProgram
let running: RunningWarifu

beforeAll(async () => {
  program = await createSampleProgram()
  running = await program.start({ locale: 'ja' })
})
afterAll(() => program.remove())
beforeEach(() => running.evaluate(() => void (globalThis.seen = [])))

const seen = (): Promise<unknown[][]> => running.evaluate(() => globalThis.seen)

test('the content security policy of an answer holds: an inline script does not run', async () => {
  expect(await running.page.evaluate(() => window.inlineRan)).toBeUndefined()
  expect(await running.page.evaluate(() => window.namesAtStart.length)).toBeGreaterThan(0)
})

test('every request is reported in the form the program knows', () => {
  expect(running.requests()).toEqual(['app://sample/index.html', 'app://sample/page.js'])
})

test.each([
  ['a link', '#away', 'https://example.invalid/'],
  ['a script', undefined, 'https://example.invalid/by-script'],
  ['a script, to an address that makes no request', undefined, 'about:blank'],
])('a navigation by %s is refused and the page stays', async (_name, link, address) => {
  const before = running.page.url()
  if (link === undefined) await running.page.evaluate((to) => (location.href = to), address)
  else await running.page.click(link, { noWaitAfter: true })
  await vi.waitFor(async () => expect(await seen()).toEqual([['will-navigate', address]]))
  expect(await running.page.evaluate(() => window.sample.nested.answer)).toBe(42)
  expect(running.page.url()).toBe(before)
})

test('a DevTools client may reload, as on Electron', async () => {
  await running.page.reload()
  expect(await running.page.evaluate(() => window.sample.nested.answer)).toBe(42)
  expect(await seen()).toEqual([])
})

test('no window is opened, by script, link or modified click', async () => {
  expect(await running.page.evaluate(() => window.open('https://example.invalid/open'))).toBeNull()
  await running.page.click('#apart')
  await running.page.click('#away', { modifiers: ['ControlOrMeta'] })
  await vi.waitFor(async () =>
    expect(await seen()).toEqual([
      ['window-open', 'https://example.invalid/open'],
      ['window-open', 'https://example.invalid/apart'],
      ['window-open', 'https://example.invalid/'],
    ]),
  )
  await vi.waitFor(() => expect(running.page.context().pages()).toHaveLength(1))
  expect(running.requests().filter((url) => !url.startsWith('app://'))).toEqual([])
})

test('the program may refuse requests by their address', async () => {
  await running.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest(({ url, resourceType }, decide) => {
      globalThis.seen.push(['request', url, resourceType])
      decide({ cancel: url.endsWith('.png') })
    })
  })
  const outcome = await running.page.evaluate(
    () =>
      new Promise((resolve) => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = 'picture.png'
      }),
  )
  expect(outcome).toBe('refused')
  expect(await seen()).toEqual([['request', 'app://sample/picture.png', 'image']])
  await running.evaluate(({ session }) => session.defaultSession.webRequest.onBeforeRequest(null))
})

test('the theme of the program is the theme of the page', async () => {
  const dark = (): Promise<boolean> =>
    running.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const theme of ['dark', 'light'] as const) {
    await running.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source
    }, theme)
    await vi.waitFor(async () => expect(await dark()).toBe(theme === 'dark'))
  }
})

test('language, size and zoom are those of the program', async () => {
  const size = (): Promise<number[]> => running.page.evaluate(() => [innerWidth, innerHeight])
  expect(
    await running.page.evaluate(() => [navigator.language, new Intl.NumberFormat().resolvedOptions().locale]),
  ).toEqual(['ja', 'ja'])
  expect(await running.evaluate(({ app }) => app.getLocale())).toBe('ja')
  expect(await size()).toEqual([1000, 700])
  await running.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ width: 800, height: 600 }),
  )
  await vi.waitFor(async () => expect(await size()).toEqual([800, 600]))
  await running.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.setZoomFactor(2))
  await vi.waitFor(async () => expect(await size()).toEqual([400, 300]))
  await running.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.setZoomFactor(1))
})

test('permissions are those that the program gives', async () => {
  const state = (): Promise<string> =>
    running.page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)
  expect(await state()).toBe('granted')
  await running.evaluate(async ({ session, webContents }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
    await webContents.getAllWebContents()[0]?.loadURL('app://sample/index.html')
  })
  // Playwright learns of the page that was loaded anew by itself.
  await vi.waitFor(async () => expect(await state()).toBe('denied'))
})

test('a renderer that crashes is reported and can be shown again', async () => {
  await running.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer())
  await vi.waitFor(async () => expect(await seen()).toContainEqual(['gone', 'crashed']))
  const answer = await running.evaluate(async ({ webContents }) => {
    const contents = webContents.getAllWebContents()[0]
    await contents?.loadURL('app://sample/index.html')
    return contents?.executeJavaScript('window.sample.nested.answer') as Promise<unknown>
  })
  expect(answer).toBe(42)
})
