/** The list of client certificates. */
import type { Locator, Page } from 'playwright/test'
import type { Words } from './words.ts'

export interface CertificatesScreen {
  /** The row of the certificate with this common name. */
  row: (commonName: string) => Locator
  beginUpload: () => Promise<void>
  /** Asks to delete; the question or the warning follows. */
  askToDelete: (commonName: string) => Promise<void>
  filter: Locator
}

export const certificatesScreen = (page: Page, words: Words): CertificatesScreen => {
  const { certificates } = words
  const row = (commonName: string): Locator =>
    page.getByRole('row').filter({ has: page.getByText(commonName, { exact: true }) })
  return {
    row,
    beginUpload: () =>
      page.getByRole('main').getByRole('button', { name: certificates.upload, exact: true }).first().click(),
    askToDelete: (commonName) =>
      row(commonName).getByRole('button', { name: certificates.delete, exact: true }).click(),
    filter: page.getByLabel(certificates.filter.label, { exact: true }),
  }
}
