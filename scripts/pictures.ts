/**
 * `npm run screens`, or `npm run pictures [-- FILTER] [--out FOLDER]`: the window's screens with made-up data, in both
 * languages, both themes and three sizes, as PNGs to look at. The page is served under the program's own content
 * policy; whatever it complains about on its console, whatever axe finds not accessible and every target that is too
 * small is printed and fails the run.
 *
 * `--trials` shows each screen under what readers ask for instead: forced colours, texts 40 % longer, text spacing, a
 * window of 320 pixels (a zoom of 400 %), and 800 × 600 at 200 %. There, nothing may be cut off either.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from 'playwright'
import { build } from 'vite'
import { contentSecurityPolicy } from '../main/shell/content-security-policy.ts'
import { findOrInstallChromium } from './chromium.ts'
import { scenes } from './scenes/index.ts'
import type { Scene } from './scenes/scene.ts'
import { clipped, inaccessible, lengthenText, spaceText, tooSmall } from './screen-checks.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'out/pictures') },
    trials: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
  { width: 1920, height: 1080 },
] as const

/** The built page, under the policy it will live with. */
async function serve(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = join(folder, path === '/' ? 'index.html' : path)
    readFile(file).then(
      (body) => {
        response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
        response.setHeader('content-security-policy', contentSecurityPolicy)
        response.end(body)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${String(port)}/`, close: () => server.close() }
}

/** The test double of the bridge as one script that runs before the page's own. */
async function bundleBridge(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      lib: { entry: join(root, 'scripts/picture-bridge.ts'), formats: ['iife'], name: 'pictures' },
    },
  })
  const output = Array.isArray(built) ? built[0]?.output : 'output' in built ? built.output : undefined
  const chunk = output?.[0]
  if (chunk?.type !== 'chunk') throw new Error('The bridge for pictures was not built.')
  return chunk.code
}

interface Look {
  language: 'ja' | 'en'
  theme: 'light' | 'dark'
  size: { width: number; height: number }
  trial?: keyof typeof trials
}

/** What is asked of a screen beside its own language, theme and size. */
const trials: Record<
  string,
  { size?: Look['size']; forced?: boolean; act?: (page: Page) => Promise<unknown> }
> = {
  forced: { forced: true },
  longer: { act: lengthenText },
  spaced: { act: spaceText },
  narrow: { size: { width: 320, height: 512 } },
  zoomed: { size: { width: 400, height: 300 } },
}

async function take(browser: Browser, url: string, bridge: string, name: string, scene: Scene, look: Look) {
  const trial = look.trial === undefined ? undefined : trials[look.trial]
  const context = await browser.newContext({
    viewport: look.size,
    reducedMotion: 'reduce',
    forcedColors: trial?.forced ? 'active' : 'none',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const start = { language: look.language, theme: look.theme, ...scene.start }
  await page.addInitScript({ content: `window.pictureStart = ${JSON.stringify(start)};\n${bridge}` })
  await page.goto(`${url}#${scene.path}`)
  await page.locator('#app > *').first().waitFor()
  await scene.act?.(page, look.language)
  await page.waitForTimeout(250)
  await trial?.act?.(page)
  const file = `${nameOf(name, look)}.png`
  await page.screenshot({ path: join(values.out, file) })
  complaints.push(...(await inaccessible(page)), ...(await tooSmall(page)))
  if (trial) complaints.push(...(await clipped(page)))
  await context.close()
  return complaints.map((complaint) => `${file}: ${complaint}`)
}

const languages = ['ja', 'en'] as const
const plainLooks: readonly Look[] = languages.flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => sizes.map((size) => ({ language, theme, size }))),
)
const triedLooks: readonly Look[] = languages.flatMap((language) =>
  Object.entries(trials).map(([trial, { size = sizes[0] }]) => ({ language, theme: 'light', size, trial })),
)
const looks = values.trials ? triedLooks : plainLooks
const nameOf = (name: string, { language, theme, size, trial }: Look): string =>
  `${name}-${language}-${trial ?? `${theme}-${size.width}`}`
const wanted = (name: string) => positionals.length === 0 || positionals.some((part) => name.includes(part))

await mkdir(values.out, { recursive: true })
// Not where the program itself is built: it may be running.
const built = await mkdtemp(join(tmpdir(), 'warifu-pictures-'))
await build({
  configFile: join(root, 'renderer/vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: built },
})
const bridge = await bundleBridge()
const server = await serve(built)
const browser = await chromium.launch({
  executablePath: await findOrInstallChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const complaints: string[] = []
for (const [name, scene] of Object.entries(scenes)) {
  for (const look of looks) {
    if (wanted(nameOf(name, look)))
      complaints.push(...(await take(browser, server.url, bridge, name, scene, look)))
  }
}
await browser.close()
server.close()
await rm(built, { recursive: true })
for (const complaint of complaints) console.error(complaint)
console.log(`Pictures are in ${values.out}`)
process.exitCode = complaints.length > 0 ? 1 : 0
