/**
 * `npm run screens`, or `npm run pictures [-- FILTER] [--out FOLDER]`: the window's screens with made-up data, in both
 * languages, both themes and three sizes, as PNGs to look at. The page is served under the program's own content
 * policy; whatever it complains about on its console, whatever axe finds not accessible and every target that is too
 * small is printed and fails the run.
 *
 * `--trials` shows each screen under what readers ask for instead: forced colours, texts 40 % longer, text spacing, a
 * window of 320 pixels (a zoom of 400 %), and 800 × 600 at 200 %. There, nothing may be cut off either.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { root } from './commands.ts'
import { openScenePages } from './scene-pages.ts'
import { scenes } from './scenes/index.ts'
import type { Scene } from './scenes/scene.ts'
import { clipped, inaccessible, lengthenText, spaceText, tooSmall } from './access/screen-checks.ts'

const { values, positionals } = parseArgs({
  options: {
    out: { type: 'string', default: join(root, 'out/pictures') },
    trials: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
const sizes = [
  { width: 1280, height: 800 },
  { width: 800, height: 600 },
  { width: 1920, height: 1080 },
] as const

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

async function take(name: string, scene: Scene, look: Look) {
  const trial = look.trial === undefined ? undefined : trials[look.trial]
  const { language, theme, size: viewport } = look
  const forcedColors = trial?.forced ? 'active' : 'none'
  const { page, complaints, close } = await pages.open(scene, { language, theme, viewport, forcedColors })
  await trial?.act?.(page)
  const file = `${nameOf(name, look)}.png`
  await page.screenshot({ path: join(values.out, file) })
  const found = [...complaints, ...(await inaccessible(page)), ...(await tooSmall(page))]
  if (trial) found.push(...(await clipped(page)))
  await close()
  return found.map((complaint) => `${file}: ${complaint}`)
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
const pages = await openScenePages()
const complaints: string[] = []
for (const [name, scene] of Object.entries(scenes)) {
  for (const look of looks) {
    if (wanted(nameOf(name, look))) complaints.push(...(await take(name, scene, look)))
  }
}
await pages.close()
for (const complaint of complaints) console.error(complaint)
console.log(`Pictures are in ${values.out}`)
process.exitCode = complaints.length > 0 ? 1 : 0
