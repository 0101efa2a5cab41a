/** Steps that lead to more than one picture. */
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Locator, Page } from 'playwright'

export const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).first().click()

export async function openConnections(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('button', { name: wordsIn(language).connections.switcher }).click()
  await page.getByRole('dialog').waitFor()
}

export async function openWizard(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).certificates.upload)
}

export async function browseInWizard(page: Page, language: 'ja' | 'en'): Promise<void> {
  await openWizard(page, language)
  await press(page, wordsIn(language).certificates.wizard.choose.browse)
}

export async function chooseFile(page: Page, language: 'ja' | 'en'): Promise<void> {
  await browseInWizard(page, language)
  await page.locator('#password-form input').waitFor()
}

export async function enterPassword(page: Page, language: 'ja' | 'en', password: string): Promise<void> {
  await chooseFile(page, language)
  await page.locator('#password-form input').fill(password)
  await page.keyboard.press('Enter')
}
