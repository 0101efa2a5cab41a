/** The first screens and what is reached from everywhere. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { exampleCalls } from '../../renderer/test/fake-calls.ts'
import { exampleApis, exampleCertificates } from '../../renderer/test/fake-facts.ts'
import type { Scene } from './scene.ts'

/** Certificates in use that end late. */
const wellUsed = () =>
  exampleCertificates()
    .slice(0, 1)
    .map((one) => ({ ...one, findings: [] }))

export const homeScenes: Record<string, Scene> = {
  welcome: { path: '/', start: { firstRun: true } },
  palette: {
    path: '/home',
    start: { filled: true },
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('or')
      await page.keyboard.press('ArrowDown')
    },
  },
  shortcuts: { path: '/home', start: { filled: true }, act: (page) => page.keyboard.press('?') },
  'home-empty': { path: '/home', start: {} },
  home: { path: '/home', start: { filled: true, state: { calls: exampleCalls() } } },
  'home-timeline': {
    path: '/home',
    start: { filled: true },
    act: async (page, language) => {
      const { timeline } = wordsIn(language).home
      await page.getByText(timeline.zooms.months, { exact: true }).click()
      await page.getByRole('grid').scrollIntoViewIfNeeded()
      await page.getByRole('grid').focus()
      await page.keyboard.press('ArrowDown')
    },
  },
  'home-table': {
    path: '/home',
    start: { filled: true },
    act: async (page, language) => {
      await page.getByText(wordsIn(language).home.timeline.views.table, { exact: true }).click()
      await page.getByRole('grid').scrollIntoViewIfNeeded()
    },
  },
  'home-many': { path: '/home', start: { many: 10_000 } },
  'home-well': { path: '/home', start: { state: { certificates: wellUsed(), apis: exampleApis() } } },
  'home-failed': {
    path: '/home',
    start: {
      state: { failing: { 'certificates.list': { code: 'unexpected', details: { reference: 'A1B2' } } } },
    },
  },
  sample: { path: '/sample', start: { filled: true, sample: true } },
}
