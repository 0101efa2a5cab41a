/** Without a keychain the program says what is missing and keeps nothing. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { answerFileDialog } from '../fixtures/file-dialog.ts'
import { createAuthority } from '../fixtures/own-authority.ts'
import { missing, pfxMakers } from '../fixtures/pfx-tools.ts'
import { keychainForTests } from '../fixtures/program.ts'
import { expect, inBothLanguages, test } from '../fixtures/test.ts'
import { anyFill } from '../pages/words.ts'

inBothLanguages(() => {
  test('without a Secret Service nothing is kept, and the message says how to get one', async ({
    profile,
  }) => {
    test.skip(process.platform !== 'linux', 'the keychain cannot be taken away on this system')
    test.skip(keychainForTests() !== 'system', 'no Secret Service of its own to take away')
    test.skip(missing(['openssl']).length > 0, 'not installed: openssl')
    const folder = join(profile.folder, 'company')
    mkdirSync(folder)
    const pfx = pfxMakers[0].make(await createAuthority(folder))
    // An address where nobody listens: as on a machine without a session bus.
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${profile.folder}/no-bus` }
    const warifu = await profile.start({ env, keychain: 'system' })
    const { words, navigation, certificates, wizard, page } = warifu
    const { what, todo } = words.errors.codes['keychain-unavailable']

    await answerFileDialog(warifu, pfx.path)
    await navigation.goTo('certificates')
    await certificates.beginUpload()
    await wizard.browse()
    await wizard.enterPassword(pfx.password)
    await wizard.dialog
      .getByRole('button', { name: words.certificates.wizard.inside.upload, exact: true })
      .click()
    await expect(wizard.problem).toContainText(anyFill(what))
    await expect(wizard.problem).toContainText(anyFill(todo))
    await page.keyboard.press('Escape')
    await expect(page.getByText(words.certificates.empty.title)).toBeVisible()

    await navigation.goTo('sample')
    await page.getByRole('button', { name: words.sample.install, exact: true }).click()
    await expect(page.getByText(anyFill(what)).first()).toBeVisible()
    expect(existsSync(join(profile.dataDir, 'workspace', 'sample'))).toBe(false)

    await navigation.goTo('settings')
    await expect(page.getByText(words.settings.data.unavailable).first()).toBeVisible()
    await expect(page.getByText(words.settings.data.how.linux)).toBeVisible()
  })
})
