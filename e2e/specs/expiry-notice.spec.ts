/** A certificate that ends soon is told of by the operating system's notifications, whose click leads to it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import type { Program } from '../fixtures/program.ts'
import { expect, inBothLanguages, test } from '../fixtures/test.ts'

/** Bodies of the notifications shown from now on; the last one can be clicked. */
const keepNotifications = (warifu: Program) =>
  warifu.evaluate(({ Notification }) => {
    const kept: { bodies: string[]; click: () => void } = { bodies: [], click: () => undefined }
    Object.assign(globalThis, { kept })
    Notification.prototype.show = function show(this: Electron.Notification) {
      kept.bodies.push(this.body)
      kept.click = () => this.emit('click')
    }
  })

const bodies = (warifu: Program) =>
  warifu.evaluate(() => (globalThis as unknown as { kept: { bodies: string[] } }).kept.bodies)

const wake = (warifu: Program) => warifu.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))

inBothLanguages(() => {
  test('one notification a day, and its click shows the certificate', async ({ warifu, profile }) => {
    const { page, navigation, certificates, wizard, words } = warifu
    const issued = await issueCertificate({
      subject: { commonName: 'Billing client' },
      extendedKeyUsage: ['clientAuth'],
      notAfter: new Date(Date.now() + 5.5 * 86_400_000),
    })
    const pfx = join(profile.folder, 'billing.pfx')
    const { privateKey, certificateDer } = issued
    writeFileSync(pfx, writePfx({ privateKey, certificates: [certificateDer], password: 'short' }))
    await answerFileDialog(warifu, pfx)
    await navigation.goTo('certificates')
    await certificates.beginUpload()
    await wizard.browse()
    await wizard.enterPassword('short')
    await wizard.upload()
    await wizard.finish()
    await navigation.goTo('settings')
    await expect(page.getByRole('heading', { name: words.settings.title, level: 1 })).toBeVisible()

    await keepNotifications(warifu)
    await wake(warifu)
    await expect.poll(() => bodies(warifu)).toEqual([expect.stringMatching(/^Billing client.*5/)])
    await wake(warifu)

    await warifu.evaluate(() => (globalThis as unknown as { kept: { click: () => void } }).kept.click())
    await expect(
      page.getByRole('complementary').getByRole('heading', { name: 'Billing client' }),
    ).toBeVisible()
    expect(await bodies(warifu)).toHaveLength(1)
  })
})
