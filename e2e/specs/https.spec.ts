/** Clients call the gateway by HTTPS with a certificate that is chosen in the settings and renewed by a replacement. */
import { once } from 'node:events'
import { connect, type TLSSocket } from 'node:tls'
import { callGateway, windowsGatewayPort } from '../fixtures/gateway-call.ts'
import type { Program } from '../fixtures/program.ts'
import { uploadSample } from '../fixtures/steps.ts'
import { expect, test } from '../fixtures/test.ts'

/** The common name in the certificate that the gateway shows a client now. */
const shown = async (warifu: Program): Promise<string> => {
  const port = await windowsGatewayPort(warifu)
  const socket: TLSSocket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { CN } = socket.getPeerCertificate().subject
  socket.destroy()
  return String(CN)
}

test('HTTPS begins at once, its certificate is in use, and a replacement renews it', async ({ warifu }) => {
  const { page, words, navigation, certificates, wizard } = warifu
  await uploadSample(warifu, 'rsa')
  await navigation.goTo('settings')
  const form = page.locator('form.https')
  await form.getByRole('combobox', { name: words.gatewayHttps.label, exact: true }).click()
  await page.getByRole('option', { name: 'HTTPS', exact: true }).click()
  await form.getByRole('combobox', { name: words.gatewayHttps.certificate, exact: true }).click()
  await page.getByRole('option', { name: 'Orders client' }).click()
  await expect(form).toContainText(words.gatewayHttps.warnings.usage)
  await form.getByRole('button', { name: words.gatewayHttps.apply, exact: true }).click()
  await expect(navigation.gatewayStatus).toContainText('HTTPS')
  expect(await shown(warifu)).toBe('Orders client')
  const plain = await callGateway(warifu, '/sample/orders')
  expect(plain.status).toBe(400)
  expect(plain.body).toContain('HttpsRequired')

  await navigation.goTo('certificates')
  await certificates.row('Orders client').click()
  await expect(page.getByText(words.otherUses['gateway-https']).first()).toBeVisible()
  await page.getByRole('button', { name: words.replace.action, exact: true }).click()
  await wizard.takeSample('orders-ec.pfx')
  await wizard.enterPassword('割符')
  await wizard.replace()
  expect(await shown(warifu)).toContain('受注システム')
  await wizard.rollBack()
  await expect(wizard.dialog).toHaveCount(0)
  expect(await shown(warifu)).toBe('Orders client')
})
