/** The upload wizard: choose a file, enter its password, look inside, keep it. */
import type { Locator, Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface Wizard {
  dialog: Locator
  /** Asks for a file; the file dialog must have been answered before. */
  browse: () => Promise<void>
  /** Takes one of the sample's files instead. */
  takeSample: (fileName: string) => Promise<void>
  password: Locator
  /** Enters the password and goes on to what is inside, or to why it cannot. */
  enterPassword: (password: string) => Promise<void>
  /** What is wrong with the file or the password. */
  problem: Locator
  /** Keeps what was shown, and waits until it is kept. */
  upload: () => Promise<void>
  /** Gives it the place of the certificate that is to be replaced. */
  replace: () => Promise<void>
  rollBack: () => Promise<void>
  /** Makes a PFX of a private key and its certificate, where the wizard offers it. */
  makePfx: (secrets: { keyPassword?: string; password: string }) => Promise<void>
  finish: () => Promise<void>
}

export const wizard = (page: Page, words: Words): Wizard => {
  const { choose, password, inside, done } = words.certificates.wizard
  const dialog = page
    .getByRole('dialog', { name: words.certificates.wizard.title })
    .or(page.getByRole('dialog', { name: words.replace.title }))
  const button = (name: string): Locator => dialog.getByRole('button', { name, exact: true })
  const passwordInput = dialog.getByLabel(password.label, { exact: true })
  return {
    dialog,
    browse: () => button(choose.browse).click(),
    takeSample: (fileName) => dialog.getByRole('button', { name: fileName }).click(),
    password: passwordInput,
    enterPassword: async (text) => {
      await passwordInput.fill(text)
      await button(password.next).click()
    },
    problem: dialog.getByRole('alert'),
    upload: async () => {
      await button(inside.upload).click()
      await dialog.getByText(done.title).waitFor()
    },
    replace: async () => {
      await button(words.replace.go).or(button(words.replace.renewal.replace)).click()
      await dialog.getByText(words.replace.done.title).waitFor()
    },
    rollBack: () => button(words.replace.rollBack).click(),
    makePfx: async ({ keyPassword, password: chosen }) => {
      const { makePfx } = words
      const field = (label: string): Locator => dialog.getByLabel(label, { exact: true })
      if (keyPassword !== undefined) await field(makePfx.keyPassword).fill(keyPassword)
      await field(makePfx.password).fill(chosen)
      await field(makePfx.again).fill(chosen)
      await button(makePfx.go).click()
    },
    finish: () => button(done.close).click(),
  }
}
