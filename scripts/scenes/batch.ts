/** Many files uploaded together. */
import type { Page } from 'playwright'
import { wordsIn } from '../../e2e/pages/words.ts'
import type { FakeState } from '../../renderer/test/fake-bridge.ts'
import {
  exampleCertificates,
  fakeFacts,
  renewedIdentities,
  sameIdentities,
} from '../../renderer/test/fake-facts.ts'
import type { PictureStart } from '../picture-bridge.ts'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

/** A folder of files of every kind, and a password tried on all that are locked. */
async function openFolder(page: Page, language: 'ja' | 'en', password: string): Promise<void> {
  const { batch, certificates } = wordsIn(language)
  await press(page, certificates.upload)
  await press(page, certificates.wizard.choose.folder)
  await page.locator('form.common input').fill(password)
  await page.keyboard.press('Enter')
  await page
    .getByText(password === 'spring' ? batch.states.ready : batch.openedNone)
    .first()
    .waitFor()
}

const identity = (seed: number, commonName?: string) => ({
  leaf: fakeFacts(seed, commonName === undefined ? {} : { commonName }),
  chain: [],
  findings: [],
})

/** @param count how many files there are */
function folder(count: number): PictureStart {
  const kinds: FakeState['contents'][string][] = [
    { password: 'spring', identities: [identity(61)] },
    { password: 'spring', identities: renewedIdentities() },
    { password: 'own', identities: [identity(62)] },
    { password: '', identities: sameIdentities() },
    {
      password: 'spring',
      identities: [
        { ...identity(63, '在庫照会クライアント'), findings: [{ code: 'expires-soon', days: 12 }] },
      ],
    },
    {
      password: '',
      identities: [
        {
          ...identity(64),
          findings: [{ code: 'weak-key', key: { algorithm: 'RSA', bits: 1024 } }],
        },
      ],
    },
  ]
  const names = Array.from(
    { length: count },
    (_, place) => `client-${String(place + 1).padStart(2, '0')}.pfx`,
  )
  const contents: FakeState['contents'] = {}
  for (const [place, name] of names.entries()) {
    const kind = kinds[place % kinds.length]
    if (kind) contents[name] = kind
  }
  const files = names.map((name) => ({
    name,
    held: { ok: true as const, value: { fileId: name, name, size: 3_412 } },
  }))
  const empty = { code: 'file-empty' as const, details: { name: 'empty.pfx' } }
  const several = {
    files: [...files, { name: 'empty.pfx', held: { ok: false as const, error: empty } }],
    omitted: count > 20 ? 112 : 0,
  }
  return { state: { certificates: exampleCertificates(), contents, several } }
}

export const batchScenes: Record<string, Scene> = {
  'batch-opened': {
    path: '/certificates',
    start: folder(6),
    act: (page, language) => openFolder(page, language, 'spring'),
  },
  'batch-wrong': {
    path: '/certificates',
    start: folder(60),
    act: (page, language) => openFolder(page, language, 'autumn'),
  },
  'batch-uploaded': {
    path: '/certificates',
    start: folder(6),
    act: async (page, language) => {
      await openFolder(page, language, 'spring')
      await page.locator('.renewals input').check()
      await page.locator('footer button.primary').click()
      await page.getByText(wordsIn(language).batch.states.uploaded).first().waitFor()
    },
  },
  'batch-none': {
    path: '/certificates',
    start: { state: { several: { files: [], omitted: 0 } } },
    act: async (page, language) => {
      const { batch, certificates } = wordsIn(language)
      await press(page, certificates.upload)
      await press(page, certificates.wizard.choose.folder)
      await page.getByText(batch.none).waitFor()
    },
  },
}
