/**
 * `npm run pictures [-- FILTER] [--out FOLDER]`: the window's screens with made-up data, in both languages, both
 * themes and two sizes, as PNGs to look at. The page is served under the program's own content policy; whatever
 * it complains about on its console, and whatever axe finds not accessible, is printed and fails the run.
 */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import axe from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright'
import { build } from 'vite'
import { contentSecurityPolicy } from '../main/shell/content-security-policy.ts'
import { findOrInstallChromium } from './chromium.ts'
import { scenes, type Scene } from './picture-scenes.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = parseArgs({
  options: { out: { type: 'string', default: join(root, 'out/pictures') } },
  allowPositionals: true,
})
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
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

declare global {
  interface Window {
    axe: typeof axe
  }
}

interface Look {
  language: 'ja' | 'en'
  theme: 'light' | 'dark'
  size: (typeof sizes)[number]
}

/** What WCAG 2.2 AA forbids and a machine can find, one line per rule with the first place it was broken. */
async function inaccessible(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }),
  )
  return violations.map(
    ({ id, nodes }) => `${id} (${String(nodes.length)}): ${nodes[0]?.html.slice(0, 160) ?? ''}`,
  )
}

async function take(browser: Browser, url: string, bridge: string, name: string, scene: Scene, look: Look) {
  const context = await browser.newContext({ viewport: look.size, reducedMotion: 'reduce' })
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
  const file = `${name}-${look.language}-${look.theme}-${String(look.size.width)}.png`
  await page.screenshot({ path: join(values.out, file) })
  complaints.push(...(await inaccessible(page)))
  await context.close()
  return complaints.map((complaint) => `${file}: ${complaint}`)
}

const looks: readonly Look[] = (['ja', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => sizes.map((size) => ({ language, theme, size }))),
)
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
    const file = `${name}-${look.language}-${look.theme}-${String(look.size.width)}`
    if (wanted(file)) complaints.push(...(await take(browser, server.url, bridge, name, scene, look)))
  }
}
await browser.close()
server.close()
await rm(built, { recursive: true })
for (const complaint of complaints) console.error(complaint)
console.log(`Pictures are in ${values.out}`)
process.exitCode = complaints.length > 0 ? 1 : 0
