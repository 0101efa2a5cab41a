/** A renewed certificate takes the old one's place on its APIs in one act, and gives it back with one click. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import type { IssuedCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { callGateway } from '../fixtures/gateway-call.ts'
import type { Program } from '../fixtures/program.ts'
import { uploadSample, useInSampleApi } from '../fixtures/steps.ts'
import { expect, inEachEstate, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

/** The subject that the sample's back end saw in the very next call. */
const presented = async (warifu: Program): Promise<string> => {
  const { status, body } = await callGateway(warifu, '/sample/orders')
  expect(status).toBe(200)
  return (JSON.parse(body) as { clientCertificate: { subject: string } }).clientCertificate.subject
}

inEachEstate(() => {
  test('a replacement switches the API at once, and one click takes it back', async ({ warifu }) => {
    const { page, words, navigation, certificates, wizard, estate } = warifu
    await uploadSample(warifu, 'rsa')
    await useInSampleApi(warifu, 'Orders client')
    expect(await presented(warifu)).toContain('Orders client')

    await navigation.goTo('certificates')
    await certificates.row('Orders client').click()
    await page.getByRole('button', { name: words.replace.action, exact: true }).click()
    await estate.takeSample('orders-ec.pfx')
    await wizard.enterPassword('割符')
    await expect(wizard.dialog).toContainText('Sample orders')
    await wizard.replace()
    expect(await presented(warifu)).toContain('受注システム')

    // A service keeps nothing of the one before.
    if (estate.kind === 'service') return
    await wizard.rollBack()
    await expect(wizard.dialog).toHaveCount(0)
    expect(await presented(warifu)).toContain('Orders client')
  })
})

test('the certificate that was replaced says so, and gives its place back from the list as well', async ({
  warifu,
}) => {
  const { page, words, navigation, certificates, wizard } = warifu
  await uploadSample(warifu, 'rsa')
  await useInSampleApi(warifu, 'Orders client')
  await navigation.goTo('certificates')
  await certificates.row('Orders client').click()
  await page.getByRole('button', { name: words.replace.action, exact: true }).click()
  await wizard.takeSample('orders-ec.pfx')
  await wizard.enterPassword('割符')
  await wizard.replace()
  await wizard.finish()

  await expect(certificates.row('Orders client')).toContainText(words.replace.replaced)
  await certificates.row('Orders client').click()
  await page.getByRole('button', { name: words.replace.rollBack, exact: true }).click()
  await expect(navigation.message(fill(words.replace.rolledBack, { name: 'Orders client' }))).toBeInViewport()
  expect(await presented(warifu)).toContain('Orders client')
})

inEachEstate(() => {
  test('a file that renews a certificate offers to replace it', async ({ warifu, profile }) => {
    const { words, navigation, certificates, wizard, estate } = warifu
    const folder = join(profile.folder, 'company')
    mkdirSync(folder)
    const write = (name: string, { privateKey, certificateDer }: IssuedCertificate): string => {
      const path = join(folder, name)
      writeFileSync(path, writePfx({ privateKey, certificates: [certificateDer], password: 'renewal' }))
      return path
    }
    const issuer = await issueCertificate({ subject: { commonName: 'Company CA' }, ca: true })
    const issue = (days: number): Promise<IssuedCertificate> =>
      issueCertificate({
        subject: { commonName: 'Billing client' },
        issuer,
        extendedKeyUsage: ['clientAuth'],
        notAfter: new Date(Date.now() + days * 86_400_000),
      })
    const upload = async (path: string): Promise<void> => {
      await answerFileDialog(warifu, path)
      await certificates.beginUpload()
      await wizard.browse()
      await wizard.enterPassword('renewal')
    }

    await navigation.goTo('certificates')
    const old = write('old.pfx', await issue(20))
    await upload(old)
    await wizard.upload()
    await wizard.finish()

    const renewed = write('renewed.pfx', await issue(400))
    await upload(renewed)
    await expect(wizard.dialog).toContainText(words.replace.renewal.title)
    await wizard.replace()
    await wizard.finish()
    await expect(certificates.row('Billing client')).toHaveCount(estate.kind === 'service' ? 1 : 2)

    await upload(estate.kind === 'service' ? renewed : old)
    await expect(wizard.dialog).toContainText(words.findings['already-uploaded'])
  })
})
