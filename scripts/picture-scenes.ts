/** What is looked at: one entry per screen or state, with the steps that lead there. */
import type { Page } from 'playwright'
import type { PictureStart } from './picture-bridge.ts'
import { exampleActivity, exampleRepairs, exampleRestore } from '../renderer/test/fake-activity.ts'
import type { Certificate } from '../preload/contract/certificates.ts'
import type { Failure } from '../preload/contract/errors.ts'
import type { Management } from '../preload/contract/managed-policy.ts'
import { packCertificates } from '../preload/contract/packed.ts'
import { defaultGatewaySettings } from '../preload/contract/apis.ts'
import {
  exampleApis,
  exampleBin,
  exampleCertificates,
  renewedIdentities,
  sameIdentities,
} from '../renderer/test/fake-facts.ts'
import { atService, exampleConnections } from '../renderer/test/fake-connections.ts'
import { exampleCopyOutcomes, exampleCopyPlan } from '../renderer/test/fake-copying.ts'
import {
  exampleOperations,
  exampleOtherScopes,
  examplePreview,
  manyOperations,
} from '../renderer/test/fake-operations.ts'
import { brokenPolicy, exampleEffective, examplePolicy } from '../renderer/test/fake-policy.ts'
import { exampleCalls } from '../renderer/test/fake-calls.ts'
import { refusedCheck, untrustedCheck } from '../renderer/test/fake-checks.ts'
import { lockedKey, lockedPfx, renewedPem } from '../renderer/test/fake-inspections.ts'
import { wordsIn } from '../e2e/pages/words.ts'
import { batchScenes } from './scenes/batch.ts'
import { helpScenes } from './scenes/help.ts'
import { mapScenes } from './scenes/map.ts'

/** Where form and text do not fit side by side, the form is a click away. */
async function showForm(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.locator('.cm-editor').first().waitFor()
  const form = page.getByText(wordsIn(language).policy.views.form, { exact: true })
  if (await form.isVisible()) await form.click()
}

export interface Scene {
  path: string
  start: PictureStart
  act?: (page: Page, language: 'ja' | 'en') => Promise<void>
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

const loaded = (page: Page) => page.locator('main h1, main h2').first().waitFor()

async function openConnections(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('button', { name: wordsIn(language).connections.switcher }).click()
}

async function addConnection(page: Page, language: 'ja' | 'en'): Promise<void> {
  await openConnections(page, language)
  await press(page, wordsIn(language).connections.add)
}

/** To production, whose plan has every kind of line. */
const copyStart = (): PictureStart => {
  const { connections, ...view } = exampleConnections()
  const state = {
    ...{ connections: { ...view, connections: connections.slice(0, 1) } },
    ...{ copyPlan: exampleCopyPlan(), copyOutcomes: exampleCopyOutcomes() },
  }
  return { filled: true, state }
}

async function chooseCopied(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { copying } = wordsIn(language)
  await openConnections(page, language)
  await press(page, copying.open)
  for (const place of [1, 3]) await page.locator('fieldset li > label').nth(place).click()
  await page.locator('fieldset [role="group"] label').first().click()
}

async function planCopy(page: Page, language: 'ja' | 'en'): Promise<void> {
  await chooseCopied(page, language)
  await press(page, wordsIn(language).copying.choose.go)
}

async function openWizard(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).certificates.upload)
}

async function chooseFile(page: Page, language: 'ja' | 'en'): Promise<void> {
  await openWizard(page, language)
  await press(page, wordsIn(language).certificates.wizard.choose.browse)
  await page.locator('#password-form input').waitFor()
}

async function enterPassword(page: Page, language: 'ja' | 'en', password: string): Promise<void> {
  await chooseFile(page, language)
  await page.locator('#password-form input').fill(password)
  await page.keyboard.press('Enter')
}

async function beginReplacement(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).replace.action)
}

async function replaceCertificate(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { certificates, replace } = wordsIn(language)
  await beginReplacement(page, language)
  await press(page, certificates.wizard.choose.browse)
  await page.locator('#password-form input').fill('correct')
  await page.keyboard.press('Enter')
  await press(page, replace.go)
}

async function showGatewayAccess(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('heading', { name: wordsIn(language).settings.gateway.title }).scrollIntoViewIfNeeded()
  await page.locator('form.access').scrollIntoViewIfNeeded()
}

async function chooseAllAddresses(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { gatewayAccess } = wordsIn(language)
  await page.locator('form.access').getByRole('combobox').click()
  await page.getByRole('option', { name: gatewayAccess.choices.all }).click()
  await showGatewayAccess(page, language)
}

/** Chooses HTTPS and the first certificate that is listed. */
async function chooseHttps(page: Page, language: 'ja' | 'en'): Promise<void> {
  const { gatewayHttps } = wordsIn(language)
  const form = page.locator('form.https')
  await form.getByRole('combobox', { name: gatewayHttps.label }).click()
  await page.getByRole('option', { name: 'HTTPS' }).click()
  await form.getByRole('combobox', { name: gatewayHttps.certificate }).click()
  await page.getByRole('option').first().click()
  await form.scrollIntoViewIfNeeded()
}

async function showUpdates(page: Page, language: 'ja' | 'en'): Promise<void> {
  await page.getByRole('heading', { name: wordsIn(language).settings.about.title }).scrollIntoViewIfNeeded()
}

const exampleManagement: Management = {
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

/** Certificates in use that end late. */
const wellUsed = () =>
  exampleCertificates()
    .slice(0, 1)
    .map((one) => ({ ...one, findings: [] }))

/** The first is named by APIs, an operation and the policy of all APIs. */
const namedByPolicies = (): Certificate[] => {
  const operations = exampleOperations().slice(0, 1)
  return exampleCertificates().map((one, index) =>
    index === 0
      ? {
          ...one,
          usedBy: one.usedBy.map((api) => ({ ...api, operations })),
          otherUses: [
            { kind: 'all-apis', id: '', displayName: '' },
            { kind: 'gateway-https', id: '', displayName: '' },
          ],
        }
      : one,
  )
}

const inspectable: PictureStart = {
  state: { descriptions: { 'file-1': lockedPfx('orders-client.pfx'), 'file-2': renewedPem() } },
}

const makeable: PictureStart = {
  filled: true,
  state: {
    chosen: { fileId: 'file-1', name: 'orders-gateway.key', size: 1_704 },
    descriptions: { 'file-1': lockedKey(), 'file-2': renewedPem('orders-gateway.pem') },
    failNext: {
      'certificates.inspect': { code: 'not-a-pfx', details: { kind: 'encrypted-private-key' } },
    },
  },
}

/** What the wizard says when the file chosen ends in this. */
function outcomeOfWizard(failure: Failure): Scene {
  return {
    path: '/certificates',
    start: { filled: true, state: { failNext: { 'certificates.inspect': failure } } },
    act: async (page, language) => {
      await openWizard(page, language)
      await press(page, wordsIn(language).certificates.wizard.choose.browse)
    },
  }
}

async function offerPfx(page: Page, language: 'ja' | 'en'): Promise<void> {
  await openWizard(page, language)
  await press(page, wordsIn(language).certificates.wizard.choose.browse)
}

const openApiFile = { fileId: 'file-1', name: 'orders-openapi.yaml', size: 48_213 }

async function chooseDocument(page: Page, language: 'ja' | 'en'): Promise<void> {
  const words = wordsIn(language).operations.import
  await press(page, words.action)
  await press(page, words.choose)
}

async function inspectFirst(page: Page, language: 'ja' | 'en'): Promise<void> {
  await press(page, wordsIn(language).inspect.browse)
}

async function inspectUnlocked(page: Page, language: 'ja' | 'en'): Promise<void> {
  await inspectFirst(page, language)
  await page.locator('.shown input[type="password"]').fill('correct')
  await page.keyboard.press('Enter')
  await page.locator('.extension').first().waitFor()
}

const unreachable: Failure = {
  ...{ code: 'azure-unreachable', details: { host: 'management.azure.com', reason: 'ECONNRESET' } },
}

/** A service is shown whose first page of certificates has come, and whose reading goes on or ends with `failure`. */
async function listPart(page: Page, failure: Failure | undefined): Promise<void> {
  await page.evaluate(
    async ([certificates, error, connections]) => {
      const { bridge } = window
      const reading = { task: 'certificates' as const, total: 10_000 }
      bridge.certificates.list = async (of) => {
        await new Promise((later) => setTimeout(later))
        bridge.emit('certificatesListed', { reading: of, certificates, total: reading.total })
        bridge.emit('connectionProgress', { ...reading, done: 300 })
        if (error === undefined) return new Promise(() => undefined)
        bridge.emit('connectionProgress', { ...reading, done: 0, total: 0 })
        return { ok: false, error }
      }
      bridge.emit('connectionsChanged', connections)
      await new Promise((later) => setTimeout(later, 50))
    },
    [
      packCertificates(atService().state.certificates ?? []),
      failure,
      exampleConnections('production'),
    ] as const,
  )
}

export const scenes: Record<string, Scene> = {
  ...batchScenes,
  ...helpScenes,
  ...mapScenes,
  welcome: { path: '/', start: { firstRun: true } },
  connections: {
    path: '/certificates',
    start: { filled: true, state: { connections: exampleConnections() } },
    act: openConnections,
  },
  'connections-managed': {
    path: '/certificates',
    start: {
      filled: true,
      management: { ...exampleManagement, policy: { AllowedConnections: ['management.azure.com'] } },
      state: { connections: exampleConnections() },
    },
    act: openConnections,
  },
  'connection-add': { path: '/certificates', start: { filled: true }, act: addConnection },
  'connection-code': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => {
      const { connections } = wordsIn(language)
      await addConnection(page, language)
      await page.getByText(connections.ways['device-code'], { exact: true }).click()
      await page.getByRole('textbox').last().fill('11111111-2222-3333-4444-555555555555')
      await page.evaluate(() => {
        window.bridge.connections.signIn = () => new Promise(() => undefined)
      })
      await press(page, connections.signIn)
      await page.evaluate(() =>
        window.bridge.emit('signInCode', {
          userCode: 'FJC3KQ7NP',
          url: 'https://microsoft.com/devicelogin',
          expiresAt: new Date(Date.now() + 892_000).toISOString(),
        }),
      )
    },
  },
  'connection-services': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => {
      const { connections } = wordsIn(language)
      await addConnection(page, language)
      await page.getByRole('textbox').last().fill('11111111-2222-3333-4444-555555555555')
      await press(page, connections.signIn)
      await page.getByRole('radio').first().check()
    },
  },
  'copy-choose': { path: '/certificates', start: copyStart(), act: chooseCopied },
  'copy-signed-out': {
    path: '/certificates',
    start: { ...atService(), state: { ...atService().state, connections: exampleConnections('production') } },
    act: async (page, language) => {
      const { copying } = wordsIn(language)
      await openConnections(page, language)
      await press(page, copying.open)
      await page.getByRole('combobox').click()
      await page.getByRole('option', { name: 'Shanghai' }).click()
    },
  },
  'copy-plan': { path: '/certificates', start: copyStart(), act: planCopy },
  'copy-plan-end': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await page.locator('.plan li').last().scrollIntoViewIfNeeded()
    },
  },
  'copy-running': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await page.evaluate(() => {
        window.bridge.copying.run = () => new Promise(() => undefined)
      })
      await press(page, wordsIn(language).copying.plan.go)
      await page.evaluate(() => {
        const [first] = window.bridge.state.copyOutcomes
        if (first) window.bridge.emit('copied', first)
      })
    },
  },
  'copy-done': {
    path: '/certificates',
    start: copyStart(),
    act: async (page, language) => {
      await planCopy(page, language)
      await press(page, wordsIn(language).copying.plan.go)
    },
  },
  'service-list': { path: '/certificates', start: atService(), act: loaded },
  'service-details': { path: '/certificates?show=certificate-1', start: atService(), act: loaded },
  'service-key-vault': { path: '/certificates?show=certificate-2', start: atService(), act: loaded },
  'service-security': { path: '/apis/api-1/security', start: atService(), act: loaded },
  'service-overview': { path: '/apis/api-1/overview', start: atService(), act: loaded },
  'service-home': { path: '/home', start: atService(), act: loaded },
  'service-elsewhere': { path: '/calls', start: atService(), act: loaded },
  'service-settings': { path: '/settings', start: atService(), act: loaded },
  'service-delete': {
    path: '/certificates?show=certificate-3',
    start: atService(),
    act: async (page, language) => {
      await press(page, wordsIn(language).certificates.delete)
    },
  },
  'service-waits': {
    path: '/certificates',
    start: atService(),
    act: (page) => page.evaluate(() => window.bridge.emit('connectionWaits', 24)),
  },
  'service-reading': {
    path: '/certificates',
    start: { ...atService(), state: { ...atService().state, certificates: [] } },
    act: (page) =>
      page.evaluate(async () => {
        window.bridge.certificates.list = () => new Promise(() => undefined)
        window.bridge.emit('connectionProgress', { task: 'certificates', done: 300, total: 1_000 })
        window.bridge.emit('connectionsChanged', { ...window.bridge.state.connections, chosen: null })
        await Promise.resolve()
        window.bridge.emit('connectionsChanged', window.bridge.state.connections)
        window.bridge.emit('connectionProgress', { task: 'certificates', done: 300, total: 1_000 })
      }),
  },
  'service-part': {
    path: '/certificates',
    start: { state: { ...atService().state, connections: exampleConnections() } },
    act: (page) => listPart(page, undefined),
  },
  'service-part-ended': {
    path: '/certificates',
    start: { state: { ...atService().state, connections: exampleConnections() } },
    act: (page) => listPart(page, { code: 'cancelled', details: {} }),
  },
  'service-part-broken': {
    path: '/certificates',
    start: { state: { ...atService().state, connections: exampleConnections() } },
    act: (page) => listPart(page, unreachable),
  },
  'service-signed-out': {
    path: '/certificates',
    start: { state: { connections: exampleConnections('test', 'expired') } },
    act: async (page) => {
      await loaded(page)
      await page.evaluate(() => {
        window.bridge.state.failNext = { 'certificates.list': { code: 'not-signed-in', details: {} } }
        window.bridge.emit('workspaceChanged', ['certificates'])
      })
    },
  },
  operations: {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: exampleOperations() } },
  },
  'operations-none': { path: '/apis/api-1/operations', start: { filled: true } },
  'operations-add': {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: exampleOperations() } },
    act: async (page, language) => press(page, wordsIn(language).operations.add),
  },
  'operations-many': {
    path: '/apis/api-1/operations',
    start: { filled: true, state: { operations: manyOperations(600) } },
  },
  'operations-import-choose': {
    path: '/apis/api-1/operations',
    start: { filled: true },
    act: async (page, language) => press(page, wordsIn(language).operations.import.action),
  },
  'operations-import': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: { operations: exampleOperations(), importPreview: examplePreview(), chosen: openApiFile },
    },
    act: chooseDocument,
  },
  'operations-import-swagger': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: {
        chosen: openApiFile,
        failNext: {
          'operations.previewImport': { code: 'not-openapi', details: { kind: 'swagger', version: '' } },
        },
      },
    },
    act: chooseDocument,
  },
  'operations-import-damaged': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: {
        chosen: openApiFile,
        failNext: {
          'operations.previewImport': {
            code: 'openapi-damaged',
            details: { line: 1_204, column: 7, reason: 'indentation' },
          },
        },
      },
    },
    act: chooseDocument,
  },
  'operations-import-done': {
    path: '/apis/api-1/operations',
    start: {
      filled: true,
      state: { operations: exampleOperations(), importPreview: examplePreview(), chosen: openApiFile },
    },
    act: async (page, language) => {
      await chooseDocument(page, language)
      await press(page, wordsIn(language).operations.import.go)
    },
  },
  'other-scopes-security': {
    path: '/apis/api-1/security',
    start: { filled: true, state: { otherScopes: exampleOtherScopes(['validate-jwt']) } },
  },
  'other-scopes-check': {
    path: '/apis/api-1/overview',
    start: { filled: true, state: { operations: exampleOperations() } },
    act: async (page, language) => {
      await press(page, wordsIn(language).checks.action)
      await page.getByLabel(wordsIn(language).checks.of).scrollIntoViewIfNeeded()
    },
  },
  'operations-policy': {
    path: '/apis/api-1/policy/operations/get-order',
    start: { filled: true, state: { operations: exampleOperations() } },
  },
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
  palette: {
    path: '/home',
    start: { filled: true },
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill('or')
      await page.keyboard.press('ArrowDown')
    },
  },
  shortcuts: { path: '/home', start: { filled: true }, act: (page) => page.keyboard.press('F1') },
  'home-empty': { path: '/home', start: {} },
  home: { path: '/home', start: { filled: true, state: { calls: exampleCalls() } } },
  'home-timeline': {
    path: '/home',
    start: { filled: true },
    act: async (page, language) => {
      const { timeline } = wordsIn(language).home
      await page.getByText(timeline.zooms.months, { exact: true }).click()
      await page.getByRole('grid').scrollIntoViewIfNeeded()
      await page.getByRole('grid').focus()
      await page.keyboard.press('ArrowDown')
    },
  },
  'home-table': {
    path: '/home',
    start: { filled: true },
    act: async (page, language) => {
      await page.getByText(wordsIn(language).home.timeline.views.table, { exact: true }).click()
      await page.getByRole('grid').scrollIntoViewIfNeeded()
    },
  },
  'home-many': { path: '/home', start: { many: 10_000 } },
  'home-well': { path: '/home', start: { state: { certificates: wellUsed(), apis: exampleApis() } } },
  'home-failed': {
    path: '/home',
    start: {
      state: { failNext: { 'certificates.list': { code: 'unexpected', details: { reference: 'A1B2' } } } },
    },
  },
  empty: { path: '/certificates', start: {} },
  list: { path: '/certificates', start: { filled: true } },
  details: { path: '/certificates?show=certificate-1', start: { filled: true } },
  'details-printed': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: async (page) => {
      await page.locator('.printed').waitFor()
      await page.emulateMedia({ media: 'print' })
    },
  },
  'list-export': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => press(page, wordsIn(language).certificates.export.label),
  },
  many: { path: '/certificates?show=certificate-9000', start: { many: 10_000 } },
  nothing: {
    path: '/certificates',
    start: { filled: true },
    act: async (page) => page.getByRole('searchbox').fill('ff:ff:ff:00'),
  },
  'wizard-choose': { path: '/certificates', start: { filled: true, sample: true }, act: openWizard },
  'wizard-not-pfx': {
    path: '/certificates',
    start: {
      state: {
        failNext: { 'certificates.inspect': { code: 'not-a-pfx', details: { kind: 'der-certificate' } } },
      },
    },
    act: async (page, language) => {
      await openWizard(page, language)
      await press(page, wordsIn(language).certificates.wizard.choose.browse)
    },
  },
  'wizard-damaged': outcomeOfWizard({
    code: 'pfx-damaged',
    details: { where: 'AuthenticatedSafe, byte 1482' },
  }),
  'wizard-no-key': outcomeOfWizard({ code: 'no-private-key', details: { certificates: 2 } }),
  'wizard-unsupported': outcomeOfWizard({
    code: 'algorithm-unsupported',
    details: { algorithm: 'Camellia-256-CBC' },
  }),
  'wizard-iterations': outcomeOfWizard({
    code: 'too-many-iterations',
    details: { iterations: 2_147_483_647, limit: 5_000_000 },
  }),
  'wizard-too-long': outcomeOfWizard({ code: 'took-too-long', details: { seconds: 20 } }),
  'wizard-password': { path: '/certificates', start: { filled: true }, act: chooseFile },
  'wizard-wrong': {
    path: '/certificates',
    start: { filled: true },
    act: (page, language) => enterPassword(page, language, 'wrong'),
  },
  'wizard-inside': {
    path: '/certificates',
    start: { filled: true },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'wizard-done': {
    path: '/certificates',
    start: { filled: true },
    act: async (page, language) => {
      await enterPassword(page, language, 'correct')
      await press(page, wordsIn(language).certificates.wizard.inside.upload)
    },
  },
  delete: {
    path: '/certificates?show=certificate-3',
    start: { filled: true },
    act: async (page, language) =>
      page
        .locator('aside')
        .getByRole('button', { name: wordsIn(language).certificates.delete })
        .click(),
  },
  'delete-in-use': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: async (page, language) =>
      page
        .locator('aside')
        .getByRole('button', { name: wordsIn(language).certificates.delete })
        .click(),
  },
  'delete-in-policies': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { certificates: namedByPolicies() } },
    act: async (page, language) =>
      page
        .locator('aside')
        .getByRole('button', { name: wordsIn(language).certificates.delete })
        .click(),
  },
  'replace-offer': {
    path: '/certificates',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'replace-file': {
    path: '/certificates',
    start: { filled: true, state: { identities: sameIdentities() } },
    act: (page, language) => enterPassword(page, language, 'correct'),
  },
  'replace-file-done': {
    path: '/certificates',
    start: { filled: true, state: { identities: sameIdentities() } },
    act: async (page, language) => {
      await enterPassword(page, language, 'correct')
      await press(page, wordsIn(language).replace.same.go)
    },
  },
  'replace-choose': {
    path: '/certificates?show=certificate-1',
    start: { filled: true },
    act: beginReplacement,
  },
  'replace-done': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: replaceCertificate,
  },
  'replace-roll-back': {
    path: '/certificates?show=certificate-1',
    start: { filled: true, state: { identities: renewedIdentities() } },
    act: async (page, language) => {
      await replaceCertificate(page, language)
      await press(page, wordsIn(language).certificates.wizard.done.close)
    },
  },
  'make-pfx-offer': { path: '/certificates', start: makeable, act: offerPfx },
  'make-pfx-missing': {
    path: '/certificates',
    start: makeable,
    act: async (page, language) => {
      await offerPfx(page, language)
      await press(page, wordsIn(language).makePfx.offer)
    },
  },
  'make-pfx': {
    path: '/certificates',
    start: makeable,
    act: async (page, language) => {
      await offerPfx(page, language)
      await press(page, wordsIn(language).makePfx.offer)
      await page.evaluate(() => {
        window.bridge.state.chosen = { fileId: 'file-2', name: 'orders-gateway.pem', size: 1_204 }
      })
      await press(page, wordsIn(language).makePfx.add)
    },
  },
  'inspect-empty': { path: '/inspect', start: {} },
  'inspect-paste': {
    path: '/inspect',
    start: {},
    act: (page, language) => press(page, wordsIn(language).inspect.paste),
  },
  'inspect-locked': { path: '/inspect', start: inspectable, act: inspectFirst },
  'inspect-certificate': { path: '/inspect', start: inspectable, act: inspectUnlocked },
  'inspect-extensions': {
    path: '/inspect',
    start: inspectable,
    act: async (page, language) => {
      await inspectUnlocked(page, language)
      await page.locator('.extension').last().scrollIntoViewIfNeeded()
    },
  },
  'inspect-compare': {
    path: '/inspect',
    start: inspectable,
    act: async (page, language) => {
      const { inspect } = wordsIn(language)
      await inspectUnlocked(page, language)
      await press(page, inspect.certificate.compare)
      await page.evaluate(() => {
        window.bridge.state.chosen = { fileId: 'file-2', name: 'orders-gateway-2027.pem', size: 1_204 }
      })
      await press(page, inspect.browse)
    },
  },
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
  calls: {
    path: '/calls',
    start: { filled: true, state: { calls: exampleCalls() } },
    act: (page) =>
      page
        .getByRole('gridcell', { name: /payments/ })
        .first()
        .click(),
  },
  security: {
    path: '/apis/api-1/security',
    start: { filled: true },
    act: (page, language) => press(page, wordsIn(language).checks.action),
  },
  'security-refused': {
    path: '/apis/api-1/security',
    start: { filled: true, state: { check: refusedCheck() } },
    act: async (page, language) => {
      const { apis } = wordsIn(language)
      await page.getByRole('combobox', { name: apis.security.certificate, exact: true }).click()
      await page.getByRole('option').filter({ hasText: 'reporting' }).click()
      await press(page, apis.security.save)
      await page.getByRole('button', { name: wordsIn(language).checks.save.anyway }).scrollIntoViewIfNeeded()
    },
  },
  'api-unchecked': {
    path: '/apis/api-2/overview',
    start: {
      state: {
        apis: exampleApis().map((api) => ({
          ...api,
          gateway: { ...defaultGatewaySettings, verifyChain: false, serveUnguarded: true },
        })),
      },
    },
    act: (page, language) =>
      page.getByRole('heading', { name: wordsIn(language).apis.tls.title }).scrollIntoViewIfNeeded(),
  },
  'overview-check': {
    path: '/apis/api-2/overview',
    start: { filled: true, state: { check: untrustedCheck() } },
    act: (page, language) => press(page, wordsIn(language).checks.action),
  },
  repairs: {
    path: '/certificates',
    start: { filled: true, state: { repairs: exampleRepairs() } },
  },
  'repairs-left-over': {
    path: '/certificates',
    start: { filled: true, state: { repairs: exampleRepairs() } },
    act: (page, language) => press(page, wordsIn(language).repairs.leftOver.remove),
  },
  settings: { path: '/settings', start: { filled: true } },
  'gateway-access': {
    path: '/settings',
    start: { filled: true },
    act: chooseAllAddresses,
  },
  'gateway-access-question': {
    path: '/settings',
    start: { filled: true },
    act: async (page, language) => {
      await chooseAllAddresses(page, language)
      await page.locator('form.access button[type=submit]').click()
    },
  },
  'gateway-access-missing': {
    path: '/settings',
    start: {
      filled: true,
      state: {
        gateway: {
          ...{ state: 'running', port: 18_443, url: 'http://127.0.0.1:18443' },
          ...{ address: '127.0.0.1', missing: '192.0.2.99' },
        },
        access: {
          access: { address: '192.0.2.99', hosts: ['gateway.corp.example'] },
          hostName: 'desk-7',
          addresses: [{ address: '127.0.0.1', interfaceName: 'lo' }],
        },
      },
    },
    act: showGatewayAccess,
  },
  'gateway-https': { path: '/settings', start: { filled: true }, act: chooseHttps },
  'gateway-https-none': {
    path: '/settings',
    start: { filled: true, state: { certificates: [] } },
    act: async (page, language) => {
      const form = page.locator('form.https')
      await form.getByRole('combobox', { name: wordsIn(language).gatewayHttps.label }).click()
      await page.getByRole('option', { name: 'HTTPS' }).click()
      await form.scrollIntoViewIfNeeded()
    },
  },
  'gateway-https-unusable': {
    path: '/settings',
    start: {
      filled: true,
      state: {
        httpsCertificateId: 'certificate-1',
        gateway: {
          ...{ state: 'failed', port: 18_443, reason: 'certificate-unusable', suggestion: null, https: true },
          because: { code: 'keychain-item-missing', details: { certificateId: 'certificate-1' } },
        },
      },
    },
    act: (page) => page.locator('form.https').scrollIntoViewIfNeeded(),
  },
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
  bin: {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
  },
  'bin-purge': {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
    act: async (page, language) => press(page, wordsIn(language).bin.purge),
  },
  'bin-empty': {
    path: '/certificates/bin',
    start: { filled: true, state: { bin: exampleBin() } },
    act: async (page, language) => press(page, wordsIn(language).bin.emptyBin),
  },
  'settings-expiry': {
    path: '/settings',
    start: { filled: true },
    act: (page, language) =>
      page.getByRole('heading', { name: wordsIn(language).thresholds.title }).scrollIntoViewIfNeeded(),
  },
  activity: {
    path: '/activity',
    start: { filled: true, state: { activity: exampleActivity() } },
    act: async (page, language) => {
      await page.getByRole('button', { name: wordsIn(language).activity.acts['policy-saved'] }).click()
    },
  },
  'activity-verified': {
    path: '/activity',
    start: {
      filled: true,
      state: { activity: exampleActivity(), verification: { state: 'intact', entries: 9 } },
    },
    act: async (page, language) => {
      await press(page, wordsIn(language).activity.verify)
      await press(page, wordsIn(language).activity.export)
    },
  },
  'activity-altered': {
    path: '/activity',
    start: {
      filled: true,
      state: { activity: exampleActivity(), verification: { state: 'altered', sequence: 4, entries: 9 } },
    },
    act: (page, language) => press(page, wordsIn(language).activity.verify),
  },
  sample: { path: '/sample', start: { filled: true, sample: true } },
}
