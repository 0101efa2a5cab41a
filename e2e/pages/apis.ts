/** The list of APIs and the form that adds one. */
import type { Locator, Page } from 'playwright/test'
import { choose } from './navigation.ts'
import type { Words } from './words.ts'

export interface NewApi {
  name: string
  path: string
  serviceUrl: string
  /** True to trust a CA file, which the next file dialog gives. */
  trustFile?: boolean
}

export interface ApisScreen {
  row: (name: string) => Locator
  open: (name: string) => Promise<void>
  tab: (name: keyof Omit<Words['apis']['page']['tabs'], 'label'>) => Promise<void>
  /** Adds an API; afterwards its Security tab is shown. */
  add: (api: NewApi) => Promise<void>
}

export const apisScreen = (page: Page, words: Words): ApisScreen => {
  const { form, page: api, add } = words.apis
  const row = (name: string): Locator =>
    page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
  return {
    row,
    open: async (name) => {
      await page.getByRole('main').getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
    },
    tab: async (name) => {
      await page.getByRole('tab', { name: api.tabs[name], exact: true }).click()
    },
    add: async ({ name, path, serviceUrl, trustFile = false }) => {
      await page.getByRole('button', { name: add, exact: true }).first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(form.name, { exact: true }).fill(name)
      await dialog.getByLabel(form.path, { exact: true }).fill(path)
      await dialog.getByLabel(form.serviceUrl, { exact: true }).fill(serviceUrl)
      if (trustFile) await choose(page, form.trust, form.trustFile)
      await dialog.getByRole('button', { name: form.create, exact: true }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
    },
  }
}
