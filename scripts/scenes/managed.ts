/** What the organisation has decided. */
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Management } from '../../preload/contract/managed-policy.ts'
import type { Scene } from './scene.ts'

export const exampleManagement: Management = {
  policy: {
    UpdatesAllowed: false,
    Language: 'ja',
    AllowedConnections: ['management.azure.com', 'management.usgovcloudapi.net'],
    RestApiAllowed: false,
    GatewayPort: 18_443,
    PasswordSavingAllowed: false,
    ExportAllowed: false,
    BinDays: 0,
    ExpiryThresholds: [90, 30, 7],
    AuditFile: '\\\\files.example\\audit\\warifu\\tanaka.jsonl',
  },
  problems: [
    { kind: 'unknown-setting', place: 'HKLM\\Software\\Policies\\Warifu', name: 'RestApi' },
    { kind: 'wrong-value', place: 'HKCU\\Software\\Policies\\Warifu', name: 'GatewayPort' },
  ],
}

export const managedScenes: Record<string, Scene> = {
  managed: { path: '/settings', start: { filled: true, management: exampleManagement } },
  'managed-panels': {
    path: '/settings',
    start: { filled: true, management: exampleManagement },
    act: async (page, language) => {
      await page.getByRole('heading', { name: wordsIn(language).backup.panel.title }).scrollIntoViewIfNeeded()
    },
  },
  'managed-basic': {
    path: '/apis/api-1/security',
    start: { filled: true, management: exampleManagement },
    act: async (page, language) => {
      await page.getByRole('combobox').first().click()
      await page.getByRole('option', { name: wordsIn(language).apis.security.options.basic }).click()
    },
  },
}
