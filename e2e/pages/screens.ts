/** Every screen of the program, found by its words. */
import type { Page } from 'playwright/test'
import { apisScreen } from './apis.ts'
import type { ApisScreen } from './apis.ts'
import { certificatesScreen } from './certificates.ts'
import type { CertificatesScreen } from './certificates.ts'
import { connectionsScreen } from './connections.ts'
import type { ConnectionsScreen } from './connections.ts'
import { inspector } from './inspector.ts'
import type { Inspector } from './inspector.ts'
import { navigation } from './navigation.ts'
import type { Navigation } from './navigation.ts'
import { policyTab } from './policy.ts'
import type { PolicyTab } from './policy.ts'
import { sampleScreen } from './sample.ts'
import type { SampleScreen } from './sample.ts'
import { securityTab } from './security.ts'
import type { SecurityTab } from './security.ts'
import { testCallTab } from './test-call.ts'
import type { TestCallTab } from './test-call.ts'
import { wizard } from './wizard.ts'
import type { Wizard } from './wizard.ts'
import type { Words } from './words.ts'

export interface Screens {
  navigation: Navigation
  sample: SampleScreen
  certificates: CertificatesScreen
  connections: ConnectionsScreen
  wizard: Wizard
  inspector: Inspector
  apis: ApisScreen
  security: SecurityTab
  policy: PolicyTab
  testCall: TestCallTab
}

export const screens = (page: Page, words: Words): Screens => ({
  navigation: navigation(page, words),
  sample: sampleScreen(page, words),
  certificates: certificatesScreen(page, words),
  connections: connectionsScreen(page, words),
  wizard: wizard(page, words),
  inspector: inspector(page, words),
  apis: apisScreen(page, words),
  security: securityTab(page, words),
  policy: policyTab(page, words),
  testCall: testCallTab(page, words),
})
