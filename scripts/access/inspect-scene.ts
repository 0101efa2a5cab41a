/** One scene in one language under everything that is asked of it. */
import type { Page } from 'playwright'
import type { ScenePages } from '../scene-pages.ts'
import type { Scene } from '../scenes/scene.ts'
import { walkFocus } from './focus-walk.ts'
import { colourAlone, moving, unreachable } from './page-checks.ts'
import { clipped, inaccessible, lengthenText, spaceText, tooSmall } from './screen-checks.ts'

export type Language = 'ja' | 'en'

/** What a check found: one line for each fault. */
export interface Result {
  check: string
  found: readonly string[]
}

type Check = (page: Page) => Promise<readonly string[]>

const ordinary = { width: 1280, height: 800 }

async function inForcedColours(page: Page, check: Check): Promise<readonly string[]> {
  await page.emulateMedia({ forcedColors: 'active' })
  const found = await check(page)
  await page.emulateMedia({ forcedColors: 'none' })
  return found
}

async function inDark(page: Page, check: Check): Promise<readonly string[]> {
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'))
  const found = await check(page)
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'))
  return found
}

/** Menus and rows follow a change of room or text in the frame after it. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))

async function inRoom(page: Page, room: { width: number; height: number }): Promise<readonly string[]> {
  await page.setViewportSize(room)
  await settle(page)
  const found = [...(await clipped(page)), ...(await unreachable(page))]
  await page.setViewportSize(ordinary)
  await settle(page)
  return found
}

async function spaced(page: Page): Promise<readonly string[]> {
  await spaceText(page)
  await settle(page)
  const found = await clipped(page)
  await page.evaluate(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)))
  return found
}

/** In this order: walking the focus closes what Tab closes, and longer texts stay. */
const checks = {
  'axe, light': inaccessible,
  'axe, dark': (page) => inDark(page, inaccessible),
  'axe, forced colours': (page) => inForcedColours(page, inaccessible),
  'targets of 24 px': tooSmall,
  'no motion': moving,
  'not by colour alone': colourAlone,
  'text spacing': spaced,
  '320 px wide (400 %)': (page) => inRoom(page, { width: 320, height: 512 }),
  '1280 × 800 at 200 %': (page) => inRoom(page, { width: 640, height: 400 }),
  '800 × 600 at 200 %': (page) => inRoom(page, { width: 400, height: 300 }),
  'focus, light': walkFocus,
  'focus, forced colours': (page) => inForcedColours(page, walkFocus),
  'texts 40 % longer': async (page) => {
    await lengthenText(page)
    return clipped(page)
  },
} satisfies Record<string, Check>

export type CheckName = keyof typeof checks
export const everyCheck = Object.keys(checks) as CheckName[]

/** @param only the checks that are made; all of them by default */
export async function inspectScene(
  pages: ScenePages,
  scene: Scene,
  language: Language,
  only: readonly CheckName[] = everyCheck,
): Promise<readonly Result[]> {
  const { page, complaints, close } = await pages.open(scene, {
    ...{ language, theme: 'light', viewport: ordinary },
  })
  const results: Result[] = []
  // On paper nothing is pressed, zoomed or read aloud.
  const onPaper = await page.evaluate(() => matchMedia('print').matches)
  for (const check of everyCheck) {
    if (only.includes(check) && !onPaper) results.push({ check, found: await checks[check](page) })
  }
  results.push({ check: 'console', found: complaints })
  await close()
  return results
}
