/** Without a keychain the program says what is missing and keeps nothing. */
import { keychainForTests } from '../fixtures/program.ts'
import { expect, inBothLanguages, test } from '../fixtures/test.ts'
import { anyFill } from '../pages/words.ts'

inBothLanguages(() => {
  test('without a Secret Service nothing is kept, and the message says how to get one', async ({
    profile,
  }) => {
    test.skip(process.platform !== 'linux', 'the keychain cannot be taken away on this system')
    test.skip(keychainForTests() !== 'system', 'no Secret Service of its own to take away')
    // An address where nobody listens: as on a machine without a session bus.
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${profile.folder}/no-bus` }
    const warifu = await profile.start({ env, keychain: 'system' })
    const { words, navigation, sample, certificates, wizard, page } = warifu

    await navigation.goTo('sample')
    await sample.install()
    await navigation.goTo('certificates')
    await certificates.beginUpload()
    await wizard.takeSample('orders-rsa.pfx')
    await wizard.enterPassword('warifu-sample')
    await wizard.dialog
      .getByRole('button', { name: words.certificates.wizard.inside.upload, exact: true })
      .click()
    await expect(wizard.problem).toContainText(anyFill(words.errors.codes['keychain-unavailable'].what))
    await expect(wizard.problem).toContainText(anyFill(words.errors.codes['keychain-unavailable'].todo))

    await page.keyboard.press('Escape')
    await expect(certificates.row('Orders client')).toHaveCount(0)
    await navigation.goTo('settings')
    await expect(page.getByText(words.settings.data.unavailable).first()).toBeVisible()
    await expect(page.getByText(words.settings.data.how.linux)).toBeVisible()
  })
})
