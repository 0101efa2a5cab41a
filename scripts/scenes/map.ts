/** The map of certificates and APIs. */
import type { Api } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import { wordsIn } from '../../e2e/pages/words.ts'
import { exampleApis, exampleCertificates, fakeCertificate } from '../../renderer/test/fake-facts.ts'
import type { Scene } from './scene.ts'

/** As in a company: most certificates of one API, some of several, a few of none. */
function estate(count: number): { certificates: Certificate[]; apis: Api[] } {
  const [model] = exampleApis()
  if (!model) throw new RangeError()
  const teams = ['orders', 'billing', 'warehouse', '決済', '在庫', 'reporting', 'partner', '人事']
  const apis = Array.from({ length: count }, (_, n) => ({
    ...model,
    ...{ id: `api-${n}`, path: `v${n % 3}/${n}` },
    displayName: `${teams[(n * 5) % teams.length] ?? ''} ${n}`,
  }))
  const certificates = Array.from({ length: count }, (_, n) => {
    const from = n % 9 === 0 ? [n, n + 3, n + 7, (n * 11) % count] : n % 7 === 0 ? [] : [(n * 3) % count]
    const usedBy = [...new Set(from)].flatMap((place) => apis[place] ?? [])
    const day = 86_400_000
    return fakeCertificate(n, {
      commonName: `${teams[n % teams.length] ?? ''}-client-${n}`,
      usedBy: usedBy.map(({ id, displayName }) => ({ id, displayName })),
      notAfter: new Date(Date.now() + (n % 17 === 0 ? -3 : n % 11 === 0 ? 12 : 300) * day).toISOString(),
      ...(n === 4 ? { otherUses: [{ kind: 'all-apis', id: 'all', displayName: '' }] } : {}),
    })
  })
  return { certificates, apis }
}

const path = '/certificates/map'

export const mapScenes: Record<string, Scene> = {
  'map-nothing': { path, start: {} },
  'map-one': {
    path,
    start: { state: { certificates: exampleCertificates().slice(0, 1), apis: exampleApis().slice(0, 1) } },
  },
  'map-few': {
    path,
    start: { filled: true },
    act: async (page) => page.locator('.column.certificates button').first().focus(),
  },
  'map-many': {
    path,
    start: { state: estate(200) },
    act: async (page) => page.locator('.column.certificates button').nth(4).hover(),
  },
  'map-problems': {
    path,
    start: { state: estate(200) },
    act: async (page, language) => page.getByLabel(wordsIn(language).map.onlyProblems).check(),
  },
}
