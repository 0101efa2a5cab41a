/** Copying between connections: what is chosen, the plan, and what came of it. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { atService, exampleConnections } from '../../renderer/test/fake-connections.ts'
import { exampleCopyOutcomes, exampleCopyPlan } from '../../renderer/test/fake-copying.ts'
import type { PictureStart } from '../picture-bridge.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { openConnections, press } from './steps.ts'

/** To production, whose plan has every kind of line. */
const copyStart = (): PictureStart => {
  const { connections, ...view } = exampleConnections()
  const state = {
    ...{ connections: { ...view, connections: connections.slice(0, 1) } },
    ...{ copyPlan: exampleCopyPlan(), copyOutcomes: exampleCopyOutcomes() },
  }
  return { filled: true, state }
}

async function chooseCopied(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { copying } = wordsIn(language)
  await openConnections(page, language)
  await press(page, copying.open)
  for (const place of [1, 3]) await page.locator('fieldset li > label').nth(place).click()
  await page.locator('fieldset [role="group"] label').first().click()
}

async function planCopy(page: Page, language: 'ja' | 'en'): Promise<void> {
  await chooseCopied(page, language)
  await press(page, wordsIn(language).copying.choose.go)
}

export const copyingScenes: Record<string, Scene> = {
  'copy-choose': { path: '/certificates', start: copyStart(), act: chooseCopied },
  'copy-signed-out': {
    path: '/certificates',
    start: { ...atService(), state: { ...atService().state, connections: exampleConnections('production') } },
    act: async (page, language) => {
      const { copying } = wordsIn(language)
      await openConnections(page, language)
      await press(page, copying.open)
      await page.getByRole('combobox').click()
      await page.getByRole('option', { name: 'Shanghai' }).click()
    },
  },
  'copy-plan': { path: '/certificates', start: copyStart(), act: planCopy },
  'copy-plan-end': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await page.locator('.plan li').last().scrollIntoViewIfNeeded()
    },
  },
  'copy-running': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await page.evaluate(() => {
        window.bridge.copying.run = () => new Promise(() => undefined)
      })
      await press(page, wordsIn(language).copying.plan.go)
      await page.evaluate(() => {
        const [first] = window.bridge.state.copyOutcomes
        if (first) window.bridge.emit('copied', first)
      })
    },
  },
  'copy-done': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await press(page, wordsIn(language).copying.plan.go)
    },
  },
}
