/** The connection switcher, and the screens of a connected service. */
import { wordsIn } from '../../e2e/pages/words.ts'
import type { Failure } from '../../preload/contract/errors.ts'
import { packCertificates } from '../../preload/contract/packed.ts'
import { atService, exampleConnections } from '../../renderer/test/fake-connections.ts'
import type { Page } from 'playwright'
import { exampleManagement } from './managed.ts'
import type { Scene } from './scene.ts'
import { openConnections, press } from './steps.ts'

const loaded = (page: Page) => page.locator('main h1, main h2').first().waitFor()

async function addConnection(page: Page, language: 'ja' | 'en'): Promise<void> {
  await openConnections(page, language)
  await press(page, wordsIn(language).connections.add)
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

const partOfList = (failure: Failure | undefined): Scene => ({
  path: '/certificates',
  start: { state: { ...atService().state, connections: exampleConnections() } },
  act: (page) => listPart(page, failure),
})

export const servicesScenes: Record<string, Scene> = {
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
      // In a narrow window the details lie over the rows, which have the same button.
      await press(page.locator('aside'), wordsIn(language).certificates.delete)
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
  'service-part': partOfList(undefined),
  'service-part-ended': partOfList({ code: 'cancelled', details: {} }),
  'service-part-broken': partOfList(unreachable),
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
}
