/** The Policy tab of an API: the document that the gateway follows. */
import type { Locator, Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface PolicyTab {
  editor: Locator
  problems: Locator
  /** The form beside the text; the window of the tests has room for both. */
  form: Locator
  /** Replaces the whole text, as by pasting. */
  write: (text: string) => Promise<void>
  /** Saves, after a look at what changes; a document with errors stays. */
  save: () => Promise<void>
}

export const policyTab = (page: Page, words: Words): PolicyTab => {
  const { policy } = words
  const editor = page.getByRole('textbox', { name: policy.editor })
  return {
    editor,
    problems: page.getByRole('region', { name: policy.problems.title }),
    form: page.getByRole('region', { name: policy.form.title }),
    write: async (text) => {
      await editor.click()
      await page.keyboard.press('ControlOrMeta+A')
      await editor.evaluate((element, pasted) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', pasted)
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
    },
    save: async () => {
      const save = { name: policy.save, exact: true }
      await page.getByRole('button', save).click()
      const review = page.getByRole('dialog', { name: policy.review.save.title })
      await review.or(page.getByText(policy.refused)).waitFor()
      if (!(await review.isVisible())) return
      await review.getByRole('button', save).click()
      await review.waitFor({ state: 'hidden' })
    },
  }
}
