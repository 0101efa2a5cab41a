/** Both languages, switched while the program runs. */
import { choose } from '../pages/navigation.ts'
import { wordsIn } from '../pages/words.ts'
import { expect, test } from '../fixtures/test.ts'

test.use({ language: 'ja' })

test('starts in the language of the system and switches window and menu at once', async ({ warifu }) => {
  const { page, navigation } = warifu
  const [ja, en] = [wordsIn('ja'), wordsIn('en')]
  const menu = (): Promise<string[]> =>
    warifu.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).map(({ label }) => label))

  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  expect((await menu()).join()).toContain('ファイル')
  await navigation.goTo('settings')
  await choose(page, ja.settings.appearance.language, 'English')
  await expect(page.getByRole('heading', { level: 1, name: en.settings.title })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect.poll(async () => (await menu()).join()).toContain('File')

  await choose(page, en.settings.appearance.language, '日本語')
  await expect(page.getByRole('heading', { level: 1, name: ja.settings.title })).toBeVisible()
})
