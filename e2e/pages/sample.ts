/** The sample workspace's own screen. */
import type { Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface SampleScreen {
  /** Installs it and waits until it is there. */
  install: () => Promise<void>
  remove: () => Promise<void>
}

export const sampleScreen = (page: Page, words: Words): SampleScreen => {
  const { sample } = words
  const button = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
  return {
    install: async () => {
      await button(sample.install)
      await page.getByText(sample.installed, { exact: true }).waitFor()
    },
    remove: async () => {
      await button(sample.remove)
      await page.getByRole('alertdialog').getByRole('button', { name: sample.removeYes, exact: true }).click()
      await page.getByRole('button', { name: sample.install, exact: true }).waitFor()
    },
  }
}
