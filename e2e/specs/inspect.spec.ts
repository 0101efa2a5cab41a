/** Any certificate file is explained without being imported; a key and its certificate become a PFX. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import type { IssuedCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { answerFileDialog, answerSaveDialog } from '../fixtures/file-dialog.ts'
import { expect, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

interface Files {
  folder: string
  leaf: IssuedCertificate
  path: (name: string) => string
}

/** A leaf below an intermediate whose root is in no file. */
const makeFiles = async (profileFolder: string): Promise<Files> => {
  const folder = join(profileFolder, 'company')
  mkdirSync(folder)
  const path = (name: string): string => join(folder, name)
  const root = await issueCertificate({ subject: { commonName: 'Company Root' }, ca: true })
  const issuing = await issueCertificate({
    subject: { commonName: 'Company Issuing' },
    issuer: root,
    ca: true,
  })
  const leaf = await issueCertificate({
    subject: { commonName: 'Orders gateway' },
    issuer: issuing,
    extendedKeyUsage: ['clientAuth'],
  })
  const certificates = [leaf.certificateDer, issuing.certificateDer]
  writeFileSync(path('client.pfx'), writePfx({ privateKey: leaf.privateKey, certificates, password: '割符' }))
  writeFileSync(path('client.pem'), leaf.certificatePem + issuing.certificatePem)
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'of the key' }
  writeFileSync(path('client.key'), leaf.privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }))
  return { folder, leaf, path }
}

test.describe('in Japanese', () => {
  test.use({ language: 'ja' })

  test('a PFX is explained, its chain saved, and nothing of it kept', async ({ warifu, profile }) => {
    const { words, navigation, inspector } = warifu
    const { path, leaf } = await makeFiles(profile.folder)
    await answerFileDialog(warifu, path('client.pfx'))
    await navigation.goTo('inspect')
    await inspector.browse()
    await expect(inspector.shown).toContainText('PBES2 AES-256-CBC')

    await inspector.unlock('wrong')
    await expect(inspector.shown).toContainText(words.errors.codes['wrong-password'].what)
    await inspector.unlock('割符')
    await expect(inspector.shown).toContainText(words.inspect.values.clientAuth)
    await expect(inspector.tree).toContainText(fill(words.inspect.tree.missing, { issuer: 'Company Root' }))

    await answerSaveDialog(warifu, path('saved.pem'))
    await inspector.save(words.inspect.certificate.saveChainPem)
    await expect(
      navigation.message(fill(words.inspect.certificate.saved, { name: 'saved.pem' })),
    ).toBeVisible()
    expect(readFileSync(path('saved.pem'), 'utf8')).toBe(readFileSync(path('client.pem'), 'utf8'))
    await answerSaveDialog(warifu, path('saved.cer'))
    await inspector.save(words.inspect.certificate.saveDer)
    await expect(
      navigation.message(fill(words.inspect.certificate.saved, { name: 'saved.cer' })),
    ).toBeVisible()
    expect(readFileSync(path('saved.cer'))).toEqual(leaf.certificateDer)

    await navigation.goTo('certificates')
    await expect(warifu.page.getByText(words.certificates.empty.title)).toBeVisible()
  })
})

test('text is pasted, and two certificates are compared', async ({ warifu, profile }) => {
  const { page, words, navigation, inspector } = warifu
  const { path } = await makeFiles(profile.folder)
  await navigation.goTo('inspect')
  await inspector.paste(`Please find it below.\n\n${readFileSync(path('client.pem'), 'utf8')}\nRegards`)
  await expect(inspector.tree).toContainText('Company Issuing')

  await page.getByRole('button', { name: words.inspect.certificate.compare, exact: true }).click()
  await inspector.choose('Company Issuing')
  const subject = inspector.shown.getByRole('row', { name: words.certificates.facts.subject })
  await expect(subject.first()).toContainText('CN=Orders gateway')
  await expect(subject.first()).toContainText('CN=Company Issuing')
})

test('a certificate opened from the operating system shows here, and a PFX in the wizard', async ({
  profile,
}) => {
  const { path } = await makeFiles(profile.folder)
  const looking = await profile.start({ args: [path('client.pem')] })
  await expect(looking.inspector.tree).toContainText('Orders gateway')
  await looking.close()
  const uploading = await profile.start({ args: [path('client.pfx')] })
  await expect(uploading.wizard.password).toBeVisible()
})

test('an encrypted key and its certificate become a PFX that is uploaded', async ({ warifu, profile }) => {
  const { page, words, navigation, certificates, wizard } = warifu
  const { path } = await makeFiles(profile.folder)
  await answerFileDialog(warifu, path('client.key'))
  await navigation.goTo('certificates')
  await certificates.beginUpload()
  await wizard.browse()
  await page.getByRole('button', { name: words.makePfx.offer, exact: true }).click()
  await answerFileDialog(warifu, path('client.pem'))
  await page.getByRole('button', { name: words.makePfx.add, exact: true }).click()

  await wizard.makePfx({ keyPassword: 'not this', password: 'new password' })
  await expect(wizard.dialog).toContainText(words.errors.codes['wrong-password'].what)
  await wizard.makePfx({ keyPassword: 'of the key', password: 'new password' })
  await wizard.upload()
  await wizard.finish()
  await expect(certificates.row('Orders gateway')).toBeVisible()
})
