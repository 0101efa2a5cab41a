/** The list, the details, deletion and the bin. */
import type { Page } from 'playwright'
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { exampleBin, exampleCertificates } from '../../renderer/test/fake-facts.ts'
import { exampleOperations } from '../../renderer/test/fake-operations.ts'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

/** The first is named by APIs, an operation and the policy of all APIs. */
const namedByPolicies = (): Certificate[] => {
  const operations = exampleOperations().slice(0, 1)
  return exampleCertificates().map((one, index) =>
    index === 0
      ? {
          ...one,
          usedBy: one.usedBy.map((api) => ({ ...api, operations })),
          otherUses: [
            { kind: 'all-apis', id: '', displayName: '' },
            { kind: 'gateway-https', id: '', displayName: '' },
          ],
        }
      : one,
  )
}

async function askToDelete(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page
    .locator('aside')
    .getByRole('button', { name: wordsIn(language).certificates.delete })
    .click()
}

export const certificatesScenes: Record<string, Scene> = {
  empty: { path: '/certificates', start: {} },
  list: { path: '/certificates', start: { filled: true } },
  details: { path: '/certificates?show=certificate-1', start: { filled: true } },
  'details-printed': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: async (page) => {
      await page.locator('.printed').waitFor()
      await page.emulateMedia({ media: 'print' })
    },
  },
  'list-export': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => press(page, wordsIn(language).certificates.export.label),
  },
  many: { path: '/certificates?show=certificate-9000', start: { many: 10_000 } },
  nothing: {
    path: '/certificates',
    start: { filled: true },
    act: async (page) => page.getByRole('searchbox').fill('ff:ff:ff:00'),
  },
  delete: {
    path: '/certificates?show=certificate-3',
    start: { filled: true },
    act: askToDelete,
  },
  'delete-in-use': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: askToDelete,
  },
  'delete-in-policies': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { certificates: namedByPolicies() } },
    act: askToDelete,
  },
  bin: {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
  },
  'bin-purge': {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
    act: async (page, language) => press(page, wordsIn(language).bin.purge),
  },
  'bin-empty': {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
    act: async (page, language) => press(page, wordsIn(language).bin.emptyBin),
  },
}
