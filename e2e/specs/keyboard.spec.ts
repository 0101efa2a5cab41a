/** The guide's job with nothing but a keyboard: from the file to the call that authenticates, and the deletion. */
import type { Locator } from 'playwright/test'
import { expect, test } from '../fixtures/test.ts'
import type { Program } from '../fixtures/program.ts'

/** What has the focus, by the name or the text that a screen reader says. */
const focusedName = ({ page }: Program): Promise<string> =>
  page.evaluate(() => {
    const focused = document.activeElement
    const labelled = focused instanceof HTMLInputElement || focused instanceof HTMLButtonElement
    const label = labelled ? focused.labels?.[0]?.textContent : undefined
    return (focused?.getAttribute('aria-label') ?? label ?? focused?.textContent ?? '').trim()
  })

/** Presses Tab until the focus is there, or on something of this name. */
async function tabTo(warifu: Program, wanted: string | RegExp | Locator): Promise<void> {
  const { page } = warifu
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (typeof wanted !== 'string' && !(wanted instanceof RegExp)) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return
      continue
    }
    const focused = await focusedName(warifu)
    if (typeof wanted === 'string' ? focused === wanted : wanted.test(focused)) return
  }
  throw new Error(`Tab never reached ${String(wanted)}`)
}

async function pressOn(warifu: Program, name: string | RegExp): Promise<void> {
  await tabTo(warifu, name)
  await warifu.page.keyboard.press('Enter')
}

/** By the palette to a screen, a certificate or an API. */
async function goTo({ page }: Program, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.insertText(name)
  await page.getByRole('option', { name }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

/** Opens a field's list and takes its last choice, or its first. */
async function choose(warifu: Program, field: string, key: 'Home' | 'End', choice: string): Promise<void> {
  const { page } = warifu
  await tabTo(warifu, field)
  await page.keyboard.press('Enter')
  // The list takes the focus once it is drawn.
  await expect(page.locator('[role="option"]:focus')).toBeVisible()
  await page.keyboard.press(key)
  await expect(page.getByRole('option', { name: choice })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox', { name: field, exact: true })).toHaveText(choice)
}

test('upload, bind, call and delete by keyboard alone', async ({ warifu }) => {
  const { page, words, certificates, wizard, security, testCall } = warifu
  await pressOn(warifu, words.app.navigation.sample)
  await pressOn(warifu, words.sample.install)
  await page.getByText(words.sample.installed, { exact: true }).waitFor()

  // The file and its password.
  await goTo(warifu, words.app.navigation.certificates)
  await pressOn(warifu, words.certificates.upload)
  await pressOn(warifu, /orders-rsa\.pfx/)
  await expect(wizard.password).toBeFocused()
  await page.keyboard.insertText('warifu-sample')
  await page.keyboard.press('Enter')
  await pressOn(warifu, words.certificates.wizard.inside.upload)
  await wizard.dialog.getByText(words.certificates.wizard.done.title).waitFor()
  await page.keyboard.press('Escape')
  await expect(certificates.row('Orders client')).toBeVisible()

  // The certificate in the API's Security tab.
  await goTo(warifu, 'Sample orders')
  await tabTo(warifu, words.apis.page.tabs.security)
  await security.withCredentials.waitFor()
  await choose(warifu, words.apis.security.with, 'End', words.apis.security.options.mutual)
  await tabTo(warifu, security.clientCertificate)
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('Orders client')
  await page.getByRole('option').filter({ hasText: 'Orders client' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(security.clientCertificate).toContainText('Orders client')
  await pressOn(warifu, words.apis.security.save)
  await page.getByText(words.apis.security.effective.split('{')[0]?.trim() ?? '').waitFor()

  // A call that the back end accepts.
  await tabTo(warifu, words.apis.page.tabs.security)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByRole('tab', { name: words.apis.page.tabs.test, selected: true }).waitFor()
  await tabTo(warifu, page.getByLabel(words.gateway.test.path, { exact: true }))
  await page.keyboard.insertText('/orders')
  await pressOn(warifu, words.gateway.test.send)
  await expect(testCall.answer).toContainText('200')

  // In use it is not deleted; taken out of the API, it is, after a question.
  await goTo(warifu, words.app.navigation.certificates)
  await tabTo(warifu, page.getByRole('grid'))
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog')).toContainText('Sample orders')
  await page.keyboard.press('Escape')
  await goTo(warifu, 'Sample orders')
  await choose(warifu, words.apis.security.with, 'Home', words.apis.security.options.none)
  await pressOn(warifu, words.apis.security.save)
  // The check before it warns: the back end asks for a certificate.
  await page.getByRole('button', { name: words.checks.save.anyway, exact: true }).waitFor()
  await pressOn(warifu, words.checks.save.anyway)
  await page.getByText(words.apis.security.effectiveNone.split('{')[0]?.trim() ?? '').waitFor()
  await goTo(warifu, words.app.navigation.certificates)
  await tabTo(warifu, page.getByRole('grid'))
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').waitFor()
  await pressOn(warifu, words.certificates.deletion.yes)
  await expect(certificates.row('Orders client')).toBeHidden()
})
