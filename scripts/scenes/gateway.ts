/** Where and how the gateway listens. */
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'

async function showGatewayAccess(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('heading', { name: wordsIn(language).settings.gateway.title }).scrollIntoViewIfNeeded()
  await page.locator('form.access').scrollIntoViewIfNeeded()
}

async function chooseAllAddresses(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { gatewayAccess } = wordsIn(language)
  await page.locator('form.access').getByRole('combobox').click()
  await page.getByRole('option', { name: gatewayAccess.choices.all }).click()
  await showGatewayAccess(page, language)
}

/** Chooses HTTPS and the first certificate that is listed. */
async function chooseHttps(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { gatewayHttps } = wordsIn(language)
  const form = page.locator('form.https')
  await form.getByRole('combobox', { name: gatewayHttps.label }).click()
  await page.getByRole('option', { name: 'HTTPS' }).click()
  await form.getByRole('combobox', { name: gatewayHttps.certificate }).click()
  await page.getByRole('option').first().click()
  await form.scrollIntoViewIfNeeded()
}

export const gatewayScenes: Record<string, Scene> = {
  'gateway-access': {
    path: '/settings',
    start: { filled: true },
    act: chooseAllAddresses,
  },
  'gateway-access-question': {
    path: '/settings',
    start: { filled: true },
    act: async (page, language) => {
      await chooseAllAddresses(page, language)
      await page.locator('form.access button[type=submit]').click()
    },
  },
  'gateway-access-missing': {
    path: '/settings',
    start: {
      filled: true,
      state: {
        gateway: {
          ...{ state: 'running', port: 18_443, url: 'http://127.0.0.1:18443' },
          ...{ address: '127.0.0.1', missing: '192.0.2.99' },
        },
        access: {
          access: { address: '192.0.2.99', hosts: ['gateway.corp.example'] },
          hostName: 'desk-7',
          addresses: [{ address: '127.0.0.1', interfaceName: 'lo' }],
        },
      },
    },
    act: showGatewayAccess,
  },
  'gateway-https': { path: '/settings', start: { filled: true }, act: chooseHttps },
  'gateway-https-none': {
    path: '/settings',
    start: { filled: true, state: { certificates: [] } },
    act: async (page, language) => {
      const form = page.locator('form.https')
      await form.getByRole('combobox', { name: wordsIn(language).gatewayHttps.label }).click()
      await page.getByRole('option', { name: 'HTTPS' }).click()
      await form.scrollIntoViewIfNeeded()
    },
  },
  'gateway-https-unusable': {
    path: '/settings',
    start: {
      filled: true,
      state: {
        httpsCertificateId: 'certificate-1',
        gateway: {
          ...{ state: 'failed', port: 18_443, reason: 'certificate-unusable', suggestion: null, https: true },
          because: { code: 'keychain-item-missing', details: { certificateId: 'certificate-1' } },
        },
      },
    },
    act: (page) => page.locator('form.https').scrollIntoViewIfNeeded(),
  },
}
