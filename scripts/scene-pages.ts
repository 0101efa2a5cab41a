/** Scenes as pages: the built renderer under the program's own content policy, on the bridge's test double. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { chromium, type BrowserContextOptions, type Page } from 'playwright'
import { build } from 'vite'
import { contentSecurityPolicy } from '../main/shell/content-security-policy.ts'
import { findOrInstallChromium } from './chromium.ts'
import { root } from './commands.ts'
import type { Scene } from './scenes/scene.ts'

export interface Start {
  language: 'ja' | 'en'
  theme: 'light' | 'dark'
  viewport: { width: number; height: number }
  forcedColors?: BrowserContextOptions['forcedColors']
}

export interface ScenePage {
  page: Page
  /** What the page wrote to its console as an error or a warning, and what it threw, so far. */
  complaints: readonly string[]
  close: () => Promise<void>
}

export interface ScenePages {
  open: (scene: Scene, start: Start) => Promise<ScenePage>
  close: () => Promise<void>
}

/**
 * A browser in which scenes are opened.
 * @param built the folder of a built renderer; by default one is built for it
 */
export async function openScenePages(built?: string): Promise<ScenePages> {
  const folder = built ?? (await buildRenderer())
  const bridge = await bundleBridge()
  const server = await serve(folder)
  const browser = await chromium.launch({
    executablePath: await findOrInstallChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })

  async function open(scene: Scene, start: Start): Promise<ScenePage> {
    const { language, theme, viewport, forcedColors = 'none' } = start
    const context = await browser.newContext({ viewport, reducedMotion: 'reduce', forcedColors })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    const given = JSON.stringify({ language, theme, ...scene.start })
    await page.addInitScript({ content: `window.pictureStart = ${given};\n${bridge}` })
    await page.goto(`${server.url}#${scene.path}`)
    await page.locator('#app > *').first().waitFor()
    // Screens come as modules of their own when they are first shown.
    await page.waitForLoadState('networkidle')
    await scene.act?.(page, language)
    await page.waitForTimeout(250)
    return { page, complaints, close: () => context.close() }
  }

  async function close(): Promise<void> {
    await browser.close()
    server.close()
    if (built === undefined) await rm(folder, { recursive: true })
  }

  return { open, close }
}

/** Not where the program itself is built: it may be running. */
async function buildRenderer(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'warifu-scenes-'))
  await build({
    configFile: join(root, 'renderer/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir },
  })
  return outDir
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

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

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
