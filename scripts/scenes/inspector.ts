/** The inspector, and PFX files made from other ones. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { lockedKey, lockedPfx, renewedPem } from '../../renderer/test/fake-inspections.ts'
import type { PictureStart } from '../picture-bridge.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { browseInWizard, press } from './steps.ts'

const inspectable: PictureStart = {
  state: { descriptions: { 'file-1': lockedPfx('orders-client.pfx'), 'file-2': renewedPem() } },
}

const makeable: PictureStart = {
  filled: true,
  state: {
    chosen: { fileId: 'file-1', name: 'orders-gateway.key', size: 1_704 },
    descriptions: { 'file-1': lockedKey(), 'file-2': renewedPem('orders-gateway.pem') },
    failNext: {
      'certificates.inspect': { code: 'not-a-pfx', details: { kind: 'encrypted-private-key' } },
    },
  },
}

async function inspectFirst(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).inspect.browse)
}

async function inspectUnlocked(page: Page, language: 'ja' | 'en'): Promise<void> {
  await inspectFirst(page, language)
  await page.locator('.shown input[type="password"]').fill('correct')
  await page.keyboard.press('Enter')
  await page.locator('.extension').first().waitFor()
}

export const inspectorScenes: Record<string, Scene> = {
  'make-pfx-offer': { path: '/certificates', start: makeable, act: browseInWizard },
  'make-pfx-missing': {
    path: '/certificates',
    start: makeable,
    act: async (page, language) => {
      await browseInWizard(page, language)
      await press(page, wordsIn(language).makePfx.offer)
    },
  },
  'make-pfx': {
    path: '/certificates',
    start: makeable,
    act: async (page, language) => {
      await browseInWizard(page, language)
      await press(page, wordsIn(language).makePfx.offer)
      await page.evaluate(() => {
        window.bridge.state.chosen = { fileId: 'file-2', name: 'orders-gateway.pem', size: 1_204 }
      })
      await press(page, wordsIn(language).makePfx.add)
    },
  },
  'inspect-empty': { path: '/inspect', start: {} },
  'inspect-paste': {
    path: '/inspect',
    start: {},
    act: (page, language) => press(page, wordsIn(language).inspect.paste),
  },
  'inspect-locked': { path: '/inspect', start: inspectable, act: inspectFirst },
  'inspect-certificate': { path: '/inspect', start: inspectable, act: inspectUnlocked },
  'inspect-extensions': {
    path: '/inspect',
    start: inspectable,
    act: async (page, language) => {
      await inspectUnlocked(page, language)
      await page.locator('.extension').last().scrollIntoViewIfNeeded()
    },
  },
  'inspect-compare': {
    path: '/inspect',
    start: inspectable,
    act: async (page, language) => {
      const { inspect } = wordsIn(language)
      await inspectUnlocked(page, language)
      await press(page, inspect.certificate.compare)
      await page.evaluate(() => {
        window.bridge.state.chosen = { fileId: 'file-2', name: 'orders-gateway-2027.pem', size: 1_204 }
      })
      await press(page, inspect.browse)
    },
  },
}
