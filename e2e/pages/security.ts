/** The Security tab of an API: what the gateway presents to its back end. */
import type { Locator, Page } from 'playwright/test'
import { choose } from './navigation.ts'
import { anyFill } from './words.ts'
import type { Words } from './words.ts'

export interface SecurityTab {
  withCredentials: Locator
  clientCertificate: Locator
  /** Chooses None, Basic or Mutual certificates; nothing is saved yet. */
  present: (kind: 'none' | 'basic' | 'mutual') => Promise<void>
  /** Opens the drop-down and takes the certificate whose line holds `text`. */
  chooseCertificate: (text: string) => Promise<void>
  /** Saves, also when the check before it warns, and waits until the tab says that it took effect. */
  save: () => Promise<void>
}

export const securityTab = (page: Page, words: Words): SecurityTab => {
  const { security } = words.apis
  const clientCertificate = page.getByRole('combobox', { name: security.certificate, exact: true })
  return {
    withCredentials: page.getByRole('combobox', { name: security.with, exact: true }),
    clientCertificate,
    present: (kind) => choose(page, security.with, security.options[kind]),
    chooseCertificate: async (text) => {
      await clientCertificate.click()
      await page.getByRole('option').filter({ hasText: text }).click()
      await clientCertificate.filter({ hasText: text }).waitFor()
    },
    save: async () => {
      await page.getByRole('button', { name: security.save, exact: true }).click()
      const effective = anyFill(security.effective)
      const effectiveNone = anyFill(security.effectiveNone)
      const atService = anyFill(security.effectiveAtService)
      const said = page.getByRole('status')
      const done = said
        .filter({ hasText: effective })
        .or(said.filter({ hasText: effectiveNone }))
        .or(said.filter({ hasText: atService }))
      const anyway = page.getByRole('button', { name: words.checks.save.anyway, exact: true })
      await done.or(anyway).waitFor()
      if (await anyway.isVisible()) await anyway.click()
      await done.waitFor()
    },
  }
}
