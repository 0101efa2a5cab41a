/** A certificate that takes the place of an earlier one. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { renewedIdentities, sameIdentities } from '../../renderer/test/fake-facts.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { enterPassword, press } from './steps.ts'

async function beginReplacement(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).replace.action)
}

async function replaceCertificate(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { certificates, replace } = wordsIn(language)
  await beginReplacement(page, language)
  await press(page, certificates.wizard.choose.browse)
  await page.locator('#password-form input').fill('correct')
  await page.keyboard.press('Enter')
  await press(page, replace.go)
}

export const replacementScenes: Record<string, Scene> = {
  'replace-offer': {
    path: '/certificates',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'replace-file': {
    path: '/certificates',
    start: { filled: true, state: { identities: sameIdentities() } },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'replace-file-done': {
    path: '/certificates',
    start: { filled: true, state: { identities: sameIdentities() } },
    act: async (page, language) => {
      await enterPassword(page, language, 'correct')
      await press(page, wordsIn(language).replace.same.go)
    },
  },
  'replace-choose': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: beginReplacement,
  },
  'replace-done': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: replaceCertificate,
  },
  'replace-roll-back': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: async (page, language) => {
      await replaceCertificate(page, language)
      await press(page, wordsIn(language).certificates.wizard.done.close)
    },
  },
}
