/** The inspector: opened files on the left, what was chosen of them on the right. */
import type { Locator, Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface Inspector {
  /** Asks for a file; the file dialog must have been answered before. */
  browse: () => Promise<void>
  paste: (text: string) => Promise<void>
  unlock: (password: string) => Promise<void>
  /** The opened files with their parts. */
  tree: Locator
  choose: (part: string) => Promise<void>
  /** What is shown of the chosen part. */
  shown: Locator
  /** Saves as one of the choices of the menu; the save dialog must have been answered before. */
  save: (choice: string) => Promise<void>
}

export const inspector = (page: Page, words: Words): Inspector => {
  const { inspect } = words
  const tree = page.getByRole('navigation', { name: inspect.files })
  const shown = page.locator('.shown')
  const main = page.getByRole('main')
  return {
    browse: () => main.getByRole('button', { name: inspect.browse, exact: true }).first().click(),
    paste: async (text) => {
      await main.getByRole('button', { name: inspect.paste, exact: true }).click()
      const dialog = page.getByRole('dialog', { name: inspect.pasteDialog.title })
      await dialog.getByLabel(inspect.pasteDialog.label).fill(text)
      await dialog.getByRole('button', { name: inspect.pasteDialog.go, exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    },
    unlock: async (password) => {
      await shown.getByLabel(inspect.file.password, { exact: true }).fill(password)
      await shown.getByRole('button', { name: inspect.file.unlock, exact: true }).click()
    },
    tree,
    choose: (part) => tree.getByRole('button', { name: part }).first().click(),
    shown,
    save: async (choice) => {
      await shown.getByRole('button', { name: inspect.certificate.save }).click()
      await page.getByRole('menuitem', { name: choice, exact: true }).click()
    },
  }
}
