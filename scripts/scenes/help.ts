/** The help beside the screen, and the steps on the first one. */
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'

async function openHelp(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.keyboard.press('F1')
  await page.locator('.sheet h2').waitFor()
}

export const helpScenes: Record<string, Scene> = {
  'help-security': { path: '/apis/api-1/security', start: { filled: true }, act: openHelp },
  'help-certificates': { path: '/certificates', start: { filled: true }, act: openHelp },
  'help-home': {
    path: '/home',
    start: { filled: true },
    act: async (page) => page.locator('ol.steps').scrollIntoViewIfNeeded(),
  },
}
