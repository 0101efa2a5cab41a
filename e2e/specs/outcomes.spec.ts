/** Six files, six outcomes, six sentences: what is wrong with a file is told exactly, in both languages. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { expect, inBothLanguages, inEachEstate, test } from '../fixtures/test.ts'
import { anyFill } from '../pages/words.ts'

interface Case {
  code: ErrorCode
  path: string
  password: string
}

/** The six files, made from one good PFX of OpenSSL's. */
const makeCases = async (folder: string): Promise<Case[]> => {
  mkdirSync(folder)
  const authority = await createAuthority(folder)
  const good = pfxMakers[0].make(authority)
  const { password } = good
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { stdio: 'pipe' })
  }
  const file = (name: string): string => join(folder, name)

  writeFileSync(file('cut.pfx'), readFileSync(good.path).subarray(0, 700))
  writeFileSync(file('really-pem.pfx'), readFileSync(authority.certificate))
  writeFileSync(file('empty.pfx'), '')
  openssl(
    'pkcs12',
    '-export',
    '-nokeys',
    '-in',
    authority.certificate,
    '-out',
    file('no-key.pfx'),
    '-passout',
    `pass:${password}`,
  )
  openssl('ecparam', '-name', 'secp256k1', '-genkey', '-noout', '-out', file('k1.pem'))
  openssl('req', '-x509', '-new', '-key', file('k1.pem'), '-subj', '/CN=k1', '-out', file('k1-cert.pem'))
  openssl(
    ...['pkcs12', '-export', '-inkey', file('k1.pem'), '-in', file('k1-cert.pem')],
    ...['-out', file('secp256k1.pfx'), '-passout', `pass:${password}`],
  )
  return [
    { code: 'wrong-password', path: good.path, password: 'not this one' },
    { code: 'pfx-damaged', path: file('cut.pfx'), password },
    { code: 'not-a-pfx', path: file('really-pem.pfx'), password },
    { code: 'no-private-key', path: file('no-key.pfx'), password },
    { code: 'key-type-unsupported', path: file('secp256k1.pfx'), password },
    { code: 'file-empty', path: file('empty.pfx'), password },
  ]
}

inEachEstate(() => {
  test('each file that cannot be used is refused with its own sentence and remedy', async ({ profile }) => {
    test.skip(missing(['openssl']).length > 0, 'not installed: openssl')
    const cases = await makeCases(join(profile.folder, 'files'))
    const warifu = await profile.enter()
    const { navigation, certificates, wizard, words, page } = warifu
    await navigation.goTo('certificates')
    const sentences = new Set<string>()

    for (const { code, path, password } of cases) {
      await test.step(code, async () => {
        await answerFileDialog(warifu, path)
        await certificates.beginUpload()
        await wizard.browse()
        await wizard.password.or(wizard.problem).first().waitFor()
        if (await wizard.password.isVisible()) await wizard.enterPassword(password)
        const { what, todo } =
          code === 'not-a-pfx' ? words.fileKinds['pem-certificate'] : words.errors.codes[code]
        await expect(wizard.dialog.getByText(anyFill(what)).first()).toBeVisible()
        await expect(wizard.dialog.getByText(anyFill(todo)).first()).toBeVisible()
        sentences.add((await wizard.problem.first().textContent()) ?? '')
        await page.keyboard.press('Escape')
        await expect(wizard.dialog).toHaveCount(0)
      })
    }
    expect(sentences.size).toBe(cases.length)
  })

  test('a wrong password keeps the file and selects the password for typing again', async ({ warifu }) => {
    const { page, navigation, certificates, wizard, words, estate } = warifu
    await estate.bringSample()
    await navigation.goTo('certificates')
    await certificates.beginUpload()
    await estate.takeSample('orders-ec.pfx')
    await wizard.enterPassword('わりふ')
    await expect(wizard.problem).toContainText(words.errors.codes['wrong-password'].what)
    await expect(wizard.dialog).toContainText('orders-ec.pfx')
    await expect(wizard.password).toBeFocused()

    // What is typed takes the selected password's place.
    await page.keyboard.insertText('割符')
    await expect(wizard.password).toHaveValue('割符')
    await page.keyboard.press('Enter')
    await wizard.upload()
    await wizard.finish()
    await expect(certificates.row('受注システム')).toBeVisible()
  })
}, inBothLanguages)
