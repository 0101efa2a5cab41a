/** The upload with nothing but a keyboard. */
import { expect, test } from '../fixtures/test.ts'
import type { Program } from '../fixtures/program.ts'

/** Presses Tab until the focus is on something of this name. */
const tabTo = async ({ page }: Program, name: string | RegExp): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => {
      const focused = document.activeElement
      return focused?.getAttribute('aria-label') ?? focused?.textContent ?? ''
    })
    if (typeof name === 'string' ? text.trim() === name : name.test(text)) return
  }
  throw new Error(`Tab never reached ${String(name)}`)
}

test('a certificate is uploaded by keyboard alone', async ({ warifu }) => {
  const { page, words, certificates, wizard } = warifu
  await tabTo(warifu, words.app.navigation.sample)
  await page.keyboard.press('Enter')
  await tabTo(warifu, words.sample.install)
  await page.keyboard.press('Enter')
  await page.getByText(words.sample.installed, { exact: true }).waitFor()

  await tabTo(warifu, words.app.navigation.certificates)
  await page.keyboard.press('Enter')
  await tabTo(warifu, words.certificates.upload)
  await page.keyboard.press('Enter')
  await tabTo(warifu, /orders-rsa\.pfx/)
  await page.keyboard.press('Enter')
  await expect(wizard.password).toBeFocused()
  await page.keyboard.insertText('warifu-sample')
  await page.keyboard.press('Enter')
  await tabTo(warifu, words.certificates.wizard.inside.upload)
  await page.keyboard.press('Enter')
  await wizard.dialog.getByText(words.certificates.wizard.done.title).waitFor()
  await page.keyboard.press('Escape')
  await expect(certificates.row('Orders client')).toBeVisible()
})
