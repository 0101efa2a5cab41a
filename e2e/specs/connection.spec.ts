/** Connecting to a service, copying to it, and what the window does when it misbehaves; see guide.spec.ts for its job. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FakeAzure, servicePath } from '../../main/azure/testing/fake-azure.ts'
import type { Asked } from '../../main/azure/testing/fake-azure.ts'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { answerMessageBox } from '../fixtures/message-box.ts'
import type { Program } from '../fixtures/program.ts'
import { expect, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

/** A file of one certificate, whose password is "secret". */
const issueOrders = async (folder: string): Promise<string> => {
  const { certificateDer, privateKey } = await issueCertificate({
    subject: { commonName: 'orders' },
    extendedKeyUsage: ['clientAuth'],
  })
  const file = join(folder, 'orders.pfx')
  writeFileSync(file, writePfx({ privateKey, certificates: [certificateDer], password: 'secret' }))
  return file
}

/** The wizard with the file opened, in place of the list. */
const uploadOrders = async (warifu: Program, folder: string): Promise<void> => {
  const { navigation, certificates, wizard, words } = warifu
  await answerFileDialog(warifu, await issueOrders(folder))
  await navigation.goTo('certificates')
  await certificates.beginUpload()
  await wizard.browse()
  await wizard.enterPassword('wrong')
  await expect(wizard.problem).toContainText(words.errors.codes['wrong-password'].what)
  await wizard.enterPassword('secret')
}

test.describe('at a connected service', () => {
  let azure: FakeAzure
  test.beforeEach(async () => {
    azure = await FakeAzure.start()
    azure.put('/certificates/orders', {
      ...{ subject: 'CN=orders', thumbprint: 'AB'.repeat(20), expirationDate: '2031-01-01T00:00:00Z' },
    })
  })
  test.afterEach(() => azure.stop())

  const connect = (warifu: Program): Promise<void> =>
    warifu.connections.add({
      ...{ name: 'Test', endpoint: azure.url, token: azure.token, resourceId: servicePath },
    })
  const isList = ({ path }: Asked) => path.endsWith('/certificates')
  const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
    ({ kind: 'answer', status, body, headers }) as const

  test('the window says whose certificates it shows, and goes back to the workspace', async ({ warifu }) => {
    const { connections, certificates, navigation, words, page } = warifu
    await connect(warifu)
    for (const said of ['Test', 'apim1', new URL(azure.url).host])
      await expect(connections.switcher).toContainText(said)
    await navigation.goTo('certificates')
    await expect(certificates.row('orders')).toBeVisible()
    await connections.show(words.connections.workspace)
    await expect(connections.switcher).not.toContainText('Test')
    await expect(page.getByText(words.certificates.empty.title)).toBeVisible()
  })

  test('services are offered as they are found', async ({ warifu }) => {
    const { connections, words } = warifu
    await connections.reach({ endpoint: azure.url, token: azure.token })
    await connections.dialog.getByRole('radio', { name: /apim1/ }).check()
    await expect(connections.dialog.getByLabel(words.connections.service.name, { exact: true })).toHaveValue(
      'apim1',
    )
  })

  test('it waits as long as it is asked to, and says so', async ({ warifu }) => {
    const { connections, certificates, navigation, words } = warifu
    await connect(warifu)
    await navigation.goTo('certificates')
    await expect(certificates.row('orders')).toBeVisible()
    azure.misbehave([answer(429, '{}', { 'retry-after': '4' })], isList)
    const told = expect(connections.status).toContainText(words.connections.status.waits)
    await navigation.goTo('home')
    await told
    await expect(connections.status).not.toContainText(words.connections.status.waits)
  })

  test('a sign-in that has ended is begun again from the banner, and the list comes', async ({ warifu }) => {
    const { connections, certificates, navigation, words } = warifu
    await connect(warifu)
    await navigation.goTo('certificates')
    await expect(certificates.row('orders')).toBeVisible()
    azure.token = 'token-2'
    await navigation.goTo('home')
    await expect(connections.status).toContainText(words.connections.state.expired)
    await connections.signInAgain('token-2')
    await navigation.goTo('certificates')
    await expect(certificates.row('orders')).toBeVisible()
    await expect(connections.status).not.toContainText(words.connections.state.expired)
  })

  test('a refused upload names the right that is missing, and loses nothing', async ({ profile, warifu }) => {
    const { wizard, words, page } = warifu
    const action = 'Microsoft.ApiManagement/service/certificates/write'
    const refusal = {
      code: 'AuthorizationFailed',
      message: `may not perform action '${action}' over scope '/x'`,
    }
    await connect(warifu)
    azure.misbehave([answer(403, JSON.stringify({ error: refusal }))], ({ method }) => method === 'PUT')
    await uploadOrders(warifu, profile.folder)
    const upload = page.getByRole('button', { name: words.certificates.wizard.inside.upload, exact: true })
    await upload.click()
    await expect(wizard.problem).toContainText(action)
    await upload.click()
    await expect(wizard.dialog).toContainText(words.certificates.wizard.done.title)
    expect(azure.written).toEqual(['/certificates/orders-2'])
  })

  test('what is copied there is planned first, and asked about by the system', async ({
    profile,
    warifu,
  }) => {
    const { connections, navigation, wizard, apis, security, words } = warifu
    const policy = '/apis/orders/policies/policy'
    azure.put('/apis/orders', { displayName: 'Orders', path: 'orders', serviceUrl: 'https://orders.example' })
    azure.put(policy, { format: 'rawxml', value: '<policies><inbound><base /></inbound></policies>' })
    await connect(warifu)
    await connections.show(words.connections.workspace)
    await uploadOrders(warifu, profile.folder)
    await wizard.upload()
    await wizard.finish()
    await navigation.goTo('apis')
    await apis.add({ name: 'Orders', path: 'orders', serviceUrl: 'https://orders.example' })
    await security.present('mutual')
    await security.chooseCertificate('orders')
    await security.save()

    await connections.beginCopy()
    const { dialog } = connections
    await dialog.getByRole('checkbox', { name: /^orders/ }).check()
    await dialog.getByRole('checkbox', { name: /^Orders/ }).check()
    await dialog.getByRole('button', { name: words.copying.choose.go }).click()
    const added = { id: 'orders-2', taken: 'orders' }
    await expect(dialog).toContainText(fill(words.copying.plan.addedInstead, added))
    await expect(dialog).toContainText(fill(words.copying.plan.now, { now: words.copying.plan.none }))
    const copy = dialog.getByRole('button', { name: words.copying.plan.go, exact: true })
    await answerMessageBox(warifu, 1)
    await copy.click()
    await expect(dialog).toContainText(words.copying.plan.lead)
    expect(azure.written).toEqual([])
    await answerMessageBox(warifu, 0)
    await copy.click()
    await expect(dialog).toContainText(words.copying.run.allDone)
    expect(azure.written).toEqual(['/certificates/orders-2', policy])
    const thumbprint = String(azure.entities.get('/certificates/orders-2')?.properties['thumbprint'])
    expect(azure.entities.get(policy)?.properties['value']).toContain(`thumbprint="${thumbprint}"`)
    await dialog.getByRole('button', { name: words.ui.close }).last().click()
    await navigation.goTo('activity')
    await expect(warifu.page.getByText(words.activity.acts['certificate-handed-over']).first()).toBeVisible()
  })

  test('a web page in place of an answer is taken for one', async ({ warifu }) => {
    const { page, certificates, navigation, words } = warifu
    await connect(warifu)
    await navigation.goTo('certificates')
    await expect(certificates.row('orders')).toBeVisible()
    azure.misbehave(
      [answer(200, '<html>Sign in to the network</html>', { 'content-type': 'text/html' })],
      isList,
    )
    await navigation.goTo('home')
    await expect(page.getByRole('alert')).toContainText(words.errors.reasons.html)
    await page.getByRole('button', { name: words.ui.retry, exact: true }).click()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })
})
