/** Policy documents: text, form, review and what is in effect. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { brokenPolicy, exampleEffective, examplePolicy } from '../../renderer/test/fake-policy.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

/** Where form and text do not fit side by side, the form is a click away. */
async function showForm(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.locator('.cm-editor').first().waitFor()
  const form = page.getByText(wordsIn(language).policy.views.form, { exact: true })
  if (await form.isVisible()) await form.click()
}

export const policiesScenes: Record<string, Scene> = {
  policy: {
    path: '/apis/api-1/policy',
    start: { filled: true, state: { policies: { 'api-1': examplePolicy() } } },
    act: (page) => page.locator('.cm-editor').first().waitFor(),
  },
  'policy-form': {
    path: '/apis/api-1/policy',
    start: { filled: true, state: { policies: { 'api-1': examplePolicy() } } },
    act: showForm,
  },
  'policy-review': {
    path: '/apis/api-1/policy',
    start: { filled: true, state: { policies: { 'api-1': examplePolicy() } } },
    act: async (page, language) => {
      await page.locator('.cm-line').filter({ hasText: 'warifu' }).click()
      await page.keyboard.press('Home')
      await page.keyboard.type('<value>another</value>')
      await press(page, wordsIn(language).policy.save)
      await page.getByRole('dialog').locator('.cm-content').first().waitFor()
    },
  },
  'policy-effective': {
    path: '/apis/api-1/policy',
    start: {
      filled: true,
      state: { policies: { 'api-1': examplePolicy() }, effective: exampleEffective() },
    },
    act: (page, language) =>
      page.getByText(wordsIn(language).policy.views.effective, { exact: true }).first().click(),
  },
  'policy-all-apis': {
    path: '/all-apis',
    start: { filled: true },
    act: (page) => page.locator('summary').click(),
  },
  'policy-unread': {
    path: '/apis/api-1/policy',
    start: { filled: true, state: { policies: { 'api-1': brokenPolicy() } } },
    act: showForm,
  },
}
