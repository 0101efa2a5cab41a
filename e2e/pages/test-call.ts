/** The Test call tab of an API: a real call through the gateway. */
import type { Locator, Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface TestCallTab {
  /** Sends a call to `path` below the API's own and waits for the answer. */
  send: (path: string) => Promise<void>
  answer: Locator
}

export const testCallTab = (page: Page, words: Words): TestCallTab => {
  const { test, answer } = words.gateway
  return {
    send: async (path) => {
      await page.getByLabel(test.path, { exact: true }).fill(path)
      await page.getByRole('button', { name: test.send, exact: true }).click()
    },
    answer: page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: answer.title, exact: true }) })
      .last(),
  }
}
