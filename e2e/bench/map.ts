/** The map of 200 certificates and 200 APIs while the pointer wanders over it. */
import type { Program } from '../fixtures/program.ts'
import { startProgram } from '../fixtures/program.ts'
import type { Figure } from './figures.ts'
import { filledProfile } from './filled-profile.ts'
import { startFrames, stopFrames } from './in-page.ts'

const count = 200

export async function measureMap(say: (line: string) => void): Promise<readonly Figure[]> {
  const profile = await filledProfile(count, say, count)
  try {
    const program = await startProgram({ dataDir: profile.dataDir, language: 'en', keychain: 'memory' })
    try {
      const frames = await wander(program)
      return [
        {
          name: `frame while the pointer wanders over the map of ${count} and ${count}`,
          ...{ values: frames, unit: 'ms', limit: { of: 'worst', atMost: 32 } },
        },
      ]
    } finally {
      await program.close()
    }
  } finally {
    profile.remove()
  }
}

/** Over certificates, lines and places, up and down. */
async function wander({ page, navigation, words }: Program): Promise<readonly number[]> {
  await page.setViewportSize({ width: 1280, height: 800 })
  await navigation.goTo('certificates')
  await page.getByRole('button', { name: words.map.open }).click()
  const nodes = page.locator('[data-key]')
  await nodes.nth(2 * count - 1).waitFor({ state: 'attached' })
  const box = await page.locator('.map').boundingBox()
  if (box === null) throw new Error('The map is not on the screen.')
  await page.evaluate(startFrames)
  for (let step = 0; step < 120; step += 1) {
    const across = (step % 40) / 40
    await page.mouse.move(box.x + box.width * across, 260 + ((step * 37) % 480))
  }
  return (await page.evaluate(stopFrames)).between
}
