/** What is there on every screen: the main menu, messages, and questions with the guide's words. */
import type { Locator, Page } from 'playwright/test'
import { anyFill } from './words.ts'
import type { Words } from './words.ts'

export type Place = Exclude<keyof Words['app']['navigation'], 'label' | 'security'>

export interface Navigation {
  goTo: (place: Place) => Promise<void>
  /** The question that is asked before something is deleted. */
  question: Locator
  answerYes: (yes: string) => Promise<void>
  /** A short message that says what was done. */
  message: (text: string) => Locator
  gatewayStatus: Locator
}

export const navigation = (page: Page, words: Words): Navigation => {
  const { navigation: places } = words.app
  const question = page.getByRole('alertdialog')
  return {
    goTo: async (place) => {
      const menu = page.getByRole('navigation', { name: places.label })
      await menu.getByRole('link', { name: places[place], exact: true }).click()
    },
    question,
    answerYes: async (yes) => {
      await question.getByRole('button', { name: yes, exact: true }).click()
      // While the question is open, what lies behind it is hidden from roles.
      await question.waitFor({ state: 'detached' })
    },
    message: (text) =>
      page.getByRole('region', { name: anyFill(words.ui.notifications) }).getByText(text, { exact: true }),
    gatewayStatus: page.getByRole('contentinfo').getByRole('status', { name: words.gateway.status.label }),
  }
}

/** Chooses in one of our drop-downs (a combobox that opens a list). */
export const choose = async (page: Page, label: string, choice: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.getByRole('option', { name: choice, exact: true }).click()
}
