/** A folder of PFX files, uploaded together. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate } from '../../main/certificates/issue-certificate.ts'
import { writePfx } from '../../main/certificates/pfx-writer.ts'
import { dropFiles } from '../fixtures/drop-files.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { expect, inEachEstate, test } from '../fixtures/test.ts'
import { fill } from '../pages/words.ts'

const writeOne = async (folder: string, name: string, password: string): Promise<void> => {
  const certificate = await issueCertificate({
    subject: { commonName: name, organization: 'Contoso' },
    extendedKeyUsage: ['clientAuth'],
  })
  const { privateKey, certificateDer } = certificate
  writeFileSync(
    join(folder, `${name}.pfx`),
    writePfx({ privateKey, certificates: [certificateDer], password }),
  )
}

inEachEstate(() => {
  test('a folder is dropped, opened with one password and one file with its own, and uploaded', async ({
    profile,
  }) => {
    const folder = join(profile.folder, '証明書 2026')
    mkdirSync(folder)
    await writeOne(folder, 'orders', 'one for all')
    await writeOne(folder, 'stock', 'one for all')
    await writeOne(folder, 'billing', '請求')
    writeFileSync(join(folder, 'notes.txt'), 'not offered')
    const warifu = await profile.enter()
    const { page, words, navigation, certificates, wizard } = warifu
    const { batch } = words
    await navigation.goTo('certificates')
    await dropFiles(page, 'body', [folder])

    const dialog = page.getByRole('dialog', { name: batch.title })
    const row = (name: string) => dialog.getByRole('listitem').filter({ hasText: name })
    await dialog.getByLabel(batch.password, { exact: true }).fill('one for all')
    await page.keyboard.press('Enter')
    await expect(row('orders')).toContainText(batch.states.ready)
    await expect(row('stock')).toContainText(batch.states.ready)
    await row('billing').getByRole('textbox').fill('請求')
    await page.keyboard.press('Enter')
    await expect(row('billing')).toContainText(batch.states.ready)
    await dialog.getByRole('button', { name: fill(batch.upload.split(' | ').at(-1) ?? '', { n: 3 }) }).click()
    await expect(dialog.getByText(batch.states.uploaded, { exact: true })).toHaveCount(3)
    await dialog.getByRole('button', { name: words.ui.close, exact: true }).last().click()
    for (const name of ['orders', 'stock', 'billing']) await expect(certificates.row(name)).toBeVisible()

    // The same folder by the dialog: what is there says so.
    await answerFileDialog(warifu, folder)
    await certificates.beginUpload()
    await wizard.dialog.getByRole('button', { name: words.certificates.wizard.choose.folder }).click()
    await dialog.getByLabel(batch.password, { exact: true }).fill('one for all')
    await page.keyboard.press('Enter')
    await expect(row('stock')).toContainText(batch.states.present)
  })
})
