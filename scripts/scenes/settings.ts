/** The settings, backups, updates and diagnostics. */
import { wordsIn } from '../../e2e/pages/words.ts'
import { exampleRestore } from '../../renderer/test/fake-activity.ts'
import type { Page } from 'playwright'
import type { Scene } from './scene.ts'
import { press } from './steps.ts'

async function showUpdates(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('heading', { name: wordsIn(language).settings.about.title }).scrollIntoViewIfNeeded()
}

export const settingsScenes: Record<string, Scene> = {
  'backup-write': {
    path: '/settings',
    start: { filled: true },
    act: async (page, language) => {
      await press(page, wordsIn(language).backup.write.open)
      await press(page, wordsIn(language).backup.write.go)
    },
  },
  'backup-restore': {
    path: '/settings',
    start: { filled: true, state: { restorable: exampleRestore() } },
    act: async (page, language) => {
      const { restore } = wordsIn(language).backup
      await press(page, restore.open)
      await press(page, restore.choose)
      await page.locator('#restore-form input').fill('correct')
      await press(page, restore.look)
    },
  },
  settings: { path: '/settings', start: { filled: true } },
  diagnostics: {
    path: '/settings',
    start: { filled: true },
    act: (page, language) => press(page, wordsIn(language).diagnostics.open),
  },
  'settings-on-share': {
    path: '/settings',
    start: { filled: true, share: 'nfs4' },
    act: (page, language) =>
      page.getByText(wordsIn(language).settings.data.shareHint).scrollIntoViewIfNeeded(),
  },
  'updates-available': {
    path: '/settings',
    start: { filled: true, state: { updates: { state: 'available', version: '0.2.0' } } },
    act: showUpdates,
  },
  'updates-downloading': {
    path: '/settings',
    start: { filled: true, state: { updates: { state: 'downloading', version: '0.2.0', percent: 42 } } },
    act: showUpdates,
  },
  'updates-failed': {
    path: '/settings',
    start: {
      filled: true,
      state: {
        updates: {
          state: 'failed',
          failure: {
            code: 'update-server-unreachable',
            details: { host: 'updates.example', reason: 'ERR_CERT_AUTHORITY_INVALID' },
          },
        },
      },
    },
    act: showUpdates,
  },
  'settings-expiry': {
    path: '/settings',
    start: { filled: true },
    act: (page, language) =>
      page.getByRole('heading', { name: wordsIn(language).thresholds.title }).scrollIntoViewIfNeeded(),
  },
}
