/** Every screen passes axe's rules for WCAG 2.2 AA, in the light and in the dark theme. */
import axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import { callGateway } from '../fixtures/gateway-call.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'
import type { Program } from '../fixtures/program.ts'

declare const window: Window & { axe: { run: (options: object) => Promise<AxeResults> } }

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

const violations = async ({ page }: Program): Promise<string[]> => {
  await page.evaluate(axe.source)
  const results = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), tags)
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen is accessible in the ${colorScheme} theme`, async ({ warifu }) => {
    const { page, navigation, apis, certificates, sample } = warifu
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await navigation.goTo('sample')
    expect(await violations(warifu), 'welcome').toEqual([])
    await sample.install()
    await uploadSample(warifu, 'rsa')
    await useInSampleApi(warifu, 'Orders client')
    await callGateway(warifu, '/sample/orders')
    for (const tab of ['overview', 'policy', 'test', 'security'] as const) {
      await apis.tab(tab)
      expect(await violations(warifu), tab).toEqual([])
    }
    for (const place of ['apis', 'calls', 'settings', 'sample', 'certificates'] as const) {
      await navigation.goTo(place)
      expect(await violations(warifu), place).toEqual([])
    }
    await certificates.beginUpload()
    expect(await violations(warifu), 'upload').toEqual([])
  })
}
