/**
 * The canary: distinctive passwords and private keys go through everything that takes one, and afterwards nothing
 * holds them: no file, no log, no temporary folder, not the page, not its memory, and nothing that the main process
 * said to the window.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { startBackEnd, testAuthority } from '../../main/gateway/testing/back-end.ts'
import { keyCanary, secretText, textCanary } from '../canary/canaries.ts'
import type { Canary } from '../canary/canaries.ts'
import { searcherOf, searchFolder } from '../canary/search.ts'
import { heapOfPage, recordMessages, textOfPage } from '../canary/watch.ts'
import { answerFileDialog, answerSaveDialog } from '../fixtures/file-dialog.ts'
import { freePort } from '../fixtures/free-port.ts'
import { callGateway } from '../fixtures/gateway-call.ts'
import type { Program } from '../fixtures/program.ts'
import { expect, test } from '../fixtures/test.ts'
import type { Profile } from '../fixtures/test.ts'
import { anyFill, fill } from '../pages/words.ts'

/** Where the window has to say a secret; nowhere else may one be in a request. */
const takesSecrets: readonly string[] = [
  ...['certificates.inspect', 'certificates.makePfx', 'inspection.open'],
  ...['workspace.backUp', 'workspace.previewRestore', 'apis.saveSecurity'],
]

/** Where the main process may say one: a token is shown once, to whoever has switched the REST API on. */
const showsToken: readonly string[] = ['managementApi.switchOn']

/** The secrets of a run, told from each other by name, and the files that hold them. */
class Secrets {
  readonly canaries: Canary[] = []
  readonly #folder: string

  constructor(profileFolder: string) {
    this.#folder = join(profileFolder, 'company')
    mkdirSync(this.#folder)
  }

  path(name: string): string {
    return join(this.#folder, name)
  }

  text(name: string, ending = ''): string {
    const text = secretText(ending)
    this.canaries.push(textCanary(name, text))
    return text
  }

  async pfx(name: string, order: Parameters<typeof issueCertificate>[0]) {
    const issued = await issueCertificate({ extendedKeyUsage: ['clientAuth'], ...order })
    this.canaries.push(keyCanary(`private key of ${name}`, issued.privateKey))
    const password = this.text(`password of ${name}`, ' 鍵')
    const path = this.path(`${name}.pfx`)
    const certificates = [issued.certificateDer]
    const bytes = writePfx({ privateKey: issued.privateKey, certificates, password })
    writeFileSync(path, bytes)
    return { path, password, bytes, issued }
  }
}

const press = (warifu: Program, name: string): Promise<void> =>
  warifu.page.getByRole('button', { name, exact: true }).first().click()

/** Wizard: two wrong passwords, then the right one. */
const upload = async (
  warifu: Program,
  { path, password }: { path: string; password: string },
  wrong: readonly string[] = [],
): Promise<void> => {
  const { navigation, certificates, wizard } = warifu
  await answerFileDialog(warifu, path)
  await navigation.goTo('certificates')
  await certificates.beginUpload()
  await wizard.browse()
  for (const one of wrong) {
    await wizard.enterPassword(one)
    await wizard.problem.waitFor()
  }
  await wizard.enterPassword(password)
}

const makePfxFromPem = async (warifu: Program, secrets: Secrets): Promise<void> => {
  const { words, navigation, certificates, wizard } = warifu
  const { privateKey, certificatePem } = await issueCertificate({ subject: { commonName: 'From PEM' } })
  const keyPassword = secrets.text('password of the PEM key')
  secrets.canaries.push(keyCanary('private key of the PEM', privateKey))
  const cipher = { cipher: 'aes-256-cbc', passphrase: keyPassword }
  writeFileSync(secrets.path('client.key'), privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }))
  writeFileSync(secrets.path('client.pem'), certificatePem)
  await answerFileDialog(warifu, secrets.path('client.key'))
  await navigation.goTo('certificates')
  await certificates.beginUpload()
  await wizard.browse()
  await press(warifu, words.makePfx.offer)
  await answerFileDialog(warifu, secrets.path('client.pem'))
  await press(warifu, words.makePfx.add)
  await wizard.makePfx({ keyPassword: secrets.text('wrong key password'), password: 'not yet' })
  await expect(wizard.dialog).toContainText(words.errors.codes['wrong-password'].what)
  await wizard.makePfx({ keyPassword, password: secrets.text('password of the made PFX') })
  await wizard.upload()
  await wizard.finish()
}

const inspect = async (warifu: Program, secrets: Secrets): Promise<void> => {
  const { page, words, navigation, inspector } = warifu
  const inspected = await secrets.pfx('inspected', { subject: { commonName: 'Inspected' }, key: 'rsa2048' })
  await answerFileDialog(warifu, inspected.path)
  await navigation.goTo('inspect')
  await inspector.browse()
  await inspector.unlock(secrets.text('wrong password in the inspector'))
  await expect(inspector.shown).toContainText(words.errors.codes['wrong-password'].what)
  await inspector.unlock(inspected.password)
  await expect(inspector.tree).toContainText('Inspected')
  // A key without any password, which is read as soon as it is opened.
  const { privateKey, privateKeyPem } = await issueCertificate({ subject: { commonName: 'bare' } })
  secrets.canaries.push(keyCanary('key without a password', privateKey))
  writeFileSync(secrets.path('bare.key'), privateKeyPem)
  await answerFileDialog(warifu, secrets.path('bare.key'))
  await inspector.browse()
  await expect(inspector.tree).toContainText(words.inspect.tree.key)
  await page.getByRole('button', { name: fill(words.inspect.close, { name: 'bare.key' }) }).click()
}

/** Basic, with a password that goes to the back end in clear at the next call. */
const useBasic = async (warifu: Program, secrets: Secrets): Promise<void> => {
  const { page, navigation, apis, security } = warifu
  await navigation.goTo('apis')
  await apis.open('Orders')
  await apis.tab('security')
  await security.present('basic')
  await page.getByLabel(warifu.words.apis.security.username, { exact: true }).fill('me')
  await page
    .getByLabel(warifu.words.apis.security.password, { exact: true })
    .fill(secrets.text('basic password', ' 鍵'))
  await security.save()
  await callGateway(warifu, '/orders')
  await apis.tab('policy')
  await warifu.policy.editor.waitFor()
}

const backUpAndRestore = async (warifu: Program, secrets: Secrets): Promise<void> => {
  const { page, words, navigation } = warifu
  const { write, restore } = words.backup
  const file = secrets.path('all.warifu-backup')
  const passphrase = secrets.text('passphrase', ' 鍵')
  await navigation.goTo('settings')
  await answerSaveDialog(warifu, file)
  await press(warifu, write.open)
  await page.getByLabel(write.passphrase, { exact: true }).fill(passphrase)
  await page.getByLabel(write.again, { exact: true }).fill(passphrase)
  await press(warifu, write.go)
  await expect(navigation.message(fill(write.done, { name: 'all.warifu-backup' }))).toBeVisible()

  await answerFileDialog(warifu, file)
  await press(warifu, restore.open)
  await press(warifu, restore.choose)
  await page.getByLabel(restore.passphrase, { exact: true }).fill(secrets.text('wrong passphrase'))
  await press(warifu, restore.look)
  await expect(page.getByRole('alert')).toContainText(words.errors.codes['wrong-passphrase'].what)
  await page.getByLabel(restore.passphrase, { exact: true }).fill(passphrase)
  await press(warifu, restore.look)
  await expect(page.getByText(restore.nothing)).toBeVisible()
  await press(warifu, restore.close)
}

const putByRestApi = async (warifu: Program, secrets: Secrets): Promise<void> => {
  const { page, words, navigation } = warifu
  const { restApi } = words.settings
  await navigation.goTo('settings')
  const ports = page.getByLabel(words.settings.gateway.port, { exact: true })
  await ports.last().fill(String(await freePort()))
  await press(warifu, restApi.switchOn)
  const address = await page.getByText(anyFill(restApi.running)).textContent()
  const url = /http:\S+/.exec(address ?? '')?.[0] ?? ''
  const token = (await page.getByRole('main').locator('.banner .mono').textContent()) ?? ''
  expect(token.length).toBeGreaterThan(20)
  secrets.canaries.push(textCanary('token', token))

  const put = await secrets.pfx('put', { subject: { commonName: 'By REST' } })
  const subscription = '/subscriptions/00000000-0000-0000-0000-000000000000'
  const service = `${subscription}/resourceGroups/local/providers/Microsoft.ApiManagement/service/warifu`
  const send = (password: string): Promise<Response> =>
    fetch(`${url}${service}/certificates/by-rest?api-version=2024-05-01`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { data: put.bytes.toString('base64'), password } }),
    })
  const refused = await send(secrets.text('wrong password by REST'))
  expect(refused.status).toBe(400)
  const kept = await send(put.password)
  expect(kept.status).toBe(201)
  const search = searcherOf(secrets.canaries)
  expect(search(Buffer.from((await refused.text()) + (await kept.text())))).toEqual([])
  await press(warifu, restApi.switchOff)
}

/** Everything that takes a secret, one after another. */
const everyFlow = async (warifu: Program, profile: Profile, secrets: Secrets): Promise<void> => {
  const { page, words, navigation, certificates, wizard, apis, security } = warifu
  const authority = await testAuthority()
  await using backEnd = await startBackEnd(authority)
  writeFileSync(secrets.path('ca.pem'), authority.ca.certificatePem)
  const issue = (name: string, days: number) =>
    secrets.pfx(name, {
      ...{ subject: { commonName: 'Orders client' }, issuer: authority.ca, key: 'rsa2048' },
      notAfter: new Date(Date.now() + days * 86_400_000),
    })
  const old = await issue('old', 90)
  await upload(warifu, old, [secrets.text('wrong password'), secrets.text('another wrong password', 'é')])
  await wizard.upload()
  await wizard.finish()

  await answerFileDialog(warifu, secrets.path('ca.pem'))
  await navigation.goTo('apis')
  const serviceUrl = backEnd.url
  await apis.add({ name: 'Orders', path: 'orders', serviceUrl, trustFile: true })
  await security.present('mutual')
  await security.chooseCertificate('Orders client')
  await security.save()
  expect(await callGateway(warifu, '/orders')).toMatchObject({ status: 200 })

  // Replaced by its renewal, and rolled back.
  await upload(warifu, await issue('renewed', 400))
  await wizard.replace()
  await wizard.rollBack()
  await expect(wizard.dialog).toHaveCount(0)
  expect(await callGateway(warifu, '/orders')).toMatchObject({ status: 200 })

  await makePfxFromPem(warifu, secrets)
  await inspect(warifu, secrets)
  await useBasic(warifu, secrets)
  await backUpAndRestore(warifu, secrets)
  await putByRestApi(warifu, secrets)

  // One goes to the bin, the other from there for good.
  await navigation.goTo('certificates')
  // What came by REST moves the rows below it: they stay where they are only once it is there.
  await expect(certificates.row('By REST')).toBeVisible()
  for (const name of ['From PEM', 'By REST']) {
    await certificates.askToDelete(name)
    await navigation.answerYes(words.certificates.deletion.yes)
    await expect(certificates.row(name)).toHaveCount(0)
  }
  await page
    .getByRole('button', { name: anyFill(words.bin.openCount.split('|').at(-1)?.trim() ?? '') })
    .click()
  await certificates.row('By REST').getByRole('button', { name: words.bin.restore }).click()
  await expect(navigation.message(fill(words.bin.restored, { name: 'By REST' }))).toBeVisible()
  await certificates.row('From PEM').getByRole('button', { name: words.bin.purge }).click()
  await navigation.answerYes(words.bin.purge)
  await navigation.goTo('activity')
  await navigation.goTo('certificates')
  expect(profile.problems).toEqual([])
}

test('no password and no key that went through the program is found anywhere afterwards', async ({
  profile,
}) => {
  test.setTimeout(120_000)
  const secrets = new Secrets(profile.folder)
  const temporary = join(profile.folder, 'temporary')
  mkdirSync(temporary)
  const env = { TMPDIR: temporary, TMP: temporary, TEMP: temporary }
  const warifu = await profile.start({ env })
  const messages = await recordMessages(warifu)
  await everyFlow(warifu, profile, secrets)

  expect(secrets.canaries.length).toBeGreaterThan(20)
  const search = searcherOf(secrets.canaries)
  expect(search(Buffer.from(await textOfPage(warifu.page)))).toEqual([])
  const heap = await heapOfPage(warifu.page)
  expect(heap.length).toBeGreaterThan(1_000_000)
  expect(search(heap), 'in the memory of the page').toEqual([])

  const said = (await messages()).map((message) => ({ ...message, found: search(Buffer.from(message.text)) }))
  const leaks = said.filter(({ found }) => found.length > 0)
  const inRequests = leaks.filter(({ kind }) => kind === 'request').map(({ channel }) => channel)
  expect([...new Set(inRequests)].toSorted()).toEqual(takesSecrets.toSorted())
  // Of keys not even the window's requests know anything.
  expect(
    leaks.filter(({ found }) => found.some((one) => one.includes('key of') || one.includes('key without'))),
  ).toEqual([])
  const inAnswers = leaks.filter(({ kind }) => kind !== 'request').map(({ channel }) => channel)
  expect([...new Set(inAnswers)]).toEqual(showsToken)

  const whileRunning = searchFolder(temporary, search)
  expect(whileRunning.found, 'in temporary files').toEqual({})
  await warifu.close()
  const data = searchFolder(profile.dataDir, search)
  expect(data.files).toBeGreaterThan(3)
  expect(data.found, 'in the data folder').toEqual({})
  expect(searchFolder(temporary, search).found, 'in temporary files').toEqual({})
})

test('the search finds what is planted in the page, in its memory, and in what crosses the bridge', async ({
  warifu,
}) => {
  const [shown, remembered, sent] = [secretText(), secretText('鍵'), secretText()]
  const names = { shown: 'shown', remembered: 'remembered', sent: 'sent' }
  const search = searcherOf([
    textCanary(names.shown, shown),
    textCanary(names.remembered, remembered),
    textCanary(names.sent, sent),
  ])
  const messages = await recordMessages(warifu)
  await warifu.page.evaluate(
    async (planted) => {
      const field = document.createElement('input')
      field.value = planted.shown
      document.body.append(field)
      Object.assign(window, { planted: [planted.remembered] })
      const { warifu: bridge } = window as unknown as {
        warifu: { certificates: { inspect: (request: object) => Promise<unknown> } }
      }
      await bridge.certificates.inspect({ fileId: 'none', password: planted.sent })
    },
    { shown, remembered, sent },
  )
  expect(search(Buffer.from(await textOfPage(warifu.page)))).toEqual([`${names.shown} (UTF-8)`])
  expect(search(await heapOfPage(warifu.page))).toContain(`${names.remembered} (escaped)`)
  const said = await messages()
  const found = said.filter(({ text }) => search(Buffer.from(text)).length > 0)
  expect(found.map(({ kind, channel }) => [kind, channel])).toEqual([['request', 'certificates.inspect']])
})
