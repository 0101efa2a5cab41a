/** Security, overview and calls of APIs. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { defaultGatewaySettings } from '../../preload/contract/apis.ts'
import { exampleCalls } from '../../renderer/test/fake-calls.ts'
import { refusedCheck, untrustedCheck } from '../../renderer/test/fake-checks.ts'
import { exampleApis } from '../../renderer/test/fake-facts.ts'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

export const apisScenes: Record<string, Scene> = {
  apis: { path: '/apis', start: { filled: true } },
  'apis-none': { path: '/apis', start: {} },
  'api-add': { path: '/apis?add=1', start: { filled: true } },
  'test-call': {
    path: '/apis/api-1/test',
    start: { filled: true },
    act: (page, language) => press(page, wordsIn(language).gateway.test.send),
  },
  'apis-failed': {
    path: '/apis',
    start: {
      state: { failNext: { 'apis.list': { code: 'unexpected', details: { reference: 'A1B2' } } } },
    },
  },
  calls: {
    path: '/calls',
    start: { filled: true, state: { calls: exampleCalls() } },
    act: (page) =>
      page
        .getByRole('gridcell', { name: /payments/ })
        .first()
        .click(),
  },
  security: {
    path: '/apis/api-1/security',
    start: { filled: true },
    act: (page, language) => press(page, wordsIn(language).checks.action),
  },
  'security-refused': {
    path: '/apis/api-1/security',
    start: { filled: true, state: { check: refusedCheck() } },
    act: async (page, language) => {
      const { apis } = wordsIn(language)
      await page.getByRole('combobox', { name: apis.security.certificate, exact: true }).click()
      await page.getByRole('option').filter({ hasText: 'reporting' }).click()
      await press(page, apis.security.save)
      await page.getByRole('button', { name: wordsIn(language).checks.save.anyway }).scrollIntoViewIfNeeded()
    },
  },
  'api-unchecked': {
    path: '/apis/api-2/overview',
    start: {
      filled: true,
      state: {
        apis: exampleApis().map((api) => ({
          ...api,
          gateway: { ...defaultGatewaySettings, verifyChain: false, serveUnguarded: true },
        })),
      },
    },
    act: (page, language) =>
      page.getByRole('heading', { name: wordsIn(language).apis.tls.title }).scrollIntoViewIfNeeded(),
  },
  'overview-check': {
    path: '/apis/api-2/overview',
    start: { filled: true, state: { check: untrustedCheck() } },
    act: (page, language) => press(page, wordsIn(language).checks.action),
  },
}
