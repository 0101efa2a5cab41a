// @vitest-environment happy-dom
/** The switcher, the list and the way to a connection, over a bridge without a main process. */
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter, onBeforeRouteLeave, RouterView } from 'vue-router'
import type { ConnectionAccess } from '../../../preload/contract/connections.ts'
import { useConnections } from '../../app/connections.ts'
import { useEnvironment } from '../../app/environment.ts'
import { exampleConnections } from '../../test/fake-connections.ts'
import { exampleCertificates } from '../../test/fake-facts.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { startTest } from '../../test/start.ts'
import ConfirmDialog from '../../ui/ConfirmDialog.vue'
import { useCertificates } from '../certificates/store.ts'
import ConnectionDialogs from './ConnectionDialogs.vue'
import ConnectionStatus from './ConnectionStatus.vue'
import ConnectionSwitcher from './ConnectionSwitcher.vue'
import { useUnsavedGuard } from '../apis/unsaved.ts'

const Window = {
  components: { ConfirmDialog, ConnectionDialogs, ConnectionStatus, ConnectionSwitcher, RouterView },
  template:
    '<ConnectionSwitcher /><RouterView /><ConnectionStatus /><ConnectionDialogs v-if="connections.question" /><ConfirmDialog />',
  setup: () => ({ connections: useConnections() }),
}
const Plain = { template: '<p>plain</p>' }
const Unsaved = {
  template: '<p>unsaved</p>',
  setup: () => {
    useUnsavedGuard(() => true)
    onBeforeRouteLeave(() => undefined)
  },
}

async function start(changes: Partial<FakeState> = {}, path = '/home') {
  const { bridge, pinia } = await startTest({ connections: exampleConnections(), ...changes })
  const routes = [
    { path: '/home', component: Plain },
    { path: '/apis', component: Plain },
    { path: '/apis/:id', component: Unsaved },
  ]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push(path)
  await useEnvironment().start()
  await useConnections().load()
  mount(Window, { global: { plugins: [pinia, router] }, attachTo: document.body })
  await flushPromises()
  return { bridge, router, connections: useConnections() }
}

const button = (name: string) => {
  const found = [...document.querySelectorAll('button')].find((one) =>
    one.textContent.trim().startsWith(name),
  )
  if (!found) throw new Error(`no button ${name}`)
  return found
}
const press = async (name: string) => {
  button(name).click()
  await flushPromises()
}
const text = () => document.body.textContent.replace(/\s+/g, ' ')
const switcher = () => document.querySelector('.switcher')?.textContent ?? ''
const open = async () => {
  document.querySelector<HTMLElement>('.switcher')?.click()
  await flushPromises()
}

test('the switcher says which service is shown: its name, itself and its cloud', async () => {
  await start()
  expect(switcher()).toContain('Workspace')
  await open()
  await press('Shanghai')
  for (const part of ['Shanghai', 'contoso-cn', 'Azure China']) expect(switcher()).toContain(part)
  expect(text()).toContain('Not signed in')
})

test('what the screens held of one service is gone before another answers', async () => {
  const { connections } = await start({ certificates: exampleCertificates() })
  const certificates = useCertificates()
  await certificates.load()
  expect(certificates.certificates.length).toBeGreaterThan(0)
  const choosing = connections.choose('production')
  expect(certificates.certificates).toEqual([])
  expect(certificates.state).toBe('loading')
  await choosing
  await flushPromises()
  expect(certificates.state).toBe('ready')
})

test('when a service may not be shown, the one before stays', async () => {
  const refusal = { code: 'managed-by-organisation', details: { setting: 'AllowedConnections' } } as const
  const { connections } = await start({ failNext: { 'connections.choose': refusal } })
  expect(await connections.choose('production')).toEqual(refusal)
  expect(connections.current).toBeUndefined()
  expect(connections.hasWorkspace).toBe(true)
})

test('unsaved changes are asked about before another service is shown', async () => {
  const { connections, router } = await start({}, '/apis/orders')
  await open()
  await press('Production')
  expect(connections.current).toBeUndefined()
  await press('Stay')
  expect(router.currentRoute.value.path).toBe('/apis/orders')
  expect(connections.current).toBeUndefined()
  await open()
  await press('Production')
  await press('Leave')
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/apis')
  expect(connections.current?.name).toBe('Production')
})

test('a connection is added: signed in, chosen among what was found, named', async () => {
  const { bridge, connections } = await start({ connections: { ...exampleConnections(), connections: [] } })
  await open()
  await press('Add connection')
  await press('Sign in')
  expect(text()).toContain('Enter the ID as the registration shows it')
  const fields = [...document.querySelectorAll<HTMLInputElement>('[role="dialog"] input.control')]
  const last = fields.at(-1)
  if (!last) throw new Error('no field')
  last.value = '11111111-2222-3333-4444-555555555555'
  last.dispatchEvent(new Event('input'))
  await press('Sign in')
  expect(bridge.state.unsaved).toBe('changes')
  document.querySelector<HTMLInputElement>('input[type="radio"][name="service"]')?.click()
  await flushPromises()
  await press('Connect')
  await flushPromises()
  expect(connections.current).toMatchObject({ name: 'contoso-apim', place: { resourceGroup: 'integration' } })
  expect(bridge.state.connections.chosen).toBe('connection-1')
  expect(bridge.state.unsaved).toBeNull()
})

/** Changes the test server's connection, as far as saving it. */
async function changeTest(field: 'Resource ID' | 'Name', value: string) {
  await open()
  document.querySelector<HTMLElement>('[aria-label="Change the connection Test"]')?.click()
  await flushPromises()
  await type(document.querySelector('[role="dialog"] input[type="password"]'), 'token')
  await press('Next')
  const inputs = [...document.querySelectorAll<HTMLInputElement>('#service-form input.control')]
  await type(inputs.at(field === 'Name' ? -1 : -2) ?? null, value)
  await press('Save')
}
async function type(field: HTMLInputElement | null, value: string) {
  if (!field) throw new Error('no field')
  field.value = value
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}
const elsewhere =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/integration' +
  '/providers/Microsoft.ApiManagement/service/contoso-apim'

test('the connection on screen is changed to another service: what is unsaved is asked about, the rest is gone', async () => {
  const { bridge, connections, router } = await start(
    { connections: exampleConnections('test'), certificates: exampleCertificates() },
    '/apis/orders',
  )
  const certificates = useCertificates()
  await certificates.load()
  expect(certificates.certificates.length).toBeGreaterThan(0)
  const { round } = connections
  await changeTest('Resource ID', elsewhere)
  await press('Stay')
  expect(router.currentRoute.value.path).toBe('/apis/orders')
  expect(connections.current?.place.service).toBe('warifu')
  expect(connections.round).toBe(round)

  bridge.state.certificates = []
  await press('Save')
  await press('Leave')
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/apis')
  expect(connections.current).toMatchObject({ id: 'test', place: { service: 'contoso-apim' } })
  expect(connections.round).toBe(round + 1)
  expect(certificates.certificates).toEqual([])
})

test('the connection on screen is given another name, and everything stays where it is', async () => {
  const { connections, router } = await start({ connections: exampleConnections('test') }, '/apis/orders')
  const { round } = connections
  await changeTest('Name', 'Bench')
  expect(connections.current?.name).toBe('Bench')
  expect(router.currentRoute.value.path).toBe('/apis/orders')
  expect(connections.round).toBe(round)
})

test('a token leaves the window when it is sent', async () => {
  const { bridge } = await start({ connections: exampleConnections('test', 'expired') })
  const sent: [ConnectionAccess, string][] = []
  bridge.connections.useToken = ({ access, token }) => {
    sent.push([access, token])
    return Promise.resolve({ ok: false, error: { code: 'sign-in-failed', details: { reason: 'no' } } })
  }
  await press('Sign in')
  const field = document.querySelector<HTMLInputElement>('[role="dialog"] input[type="password"]')
  if (!field) throw new Error('no field')
  field.value = 'canary-token'
  field.dispatchEvent(new Event('input'))
  await press('Next')
  expect(sent).toEqual([[{ kind: 'token', endpoint: 'http://127.0.0.1:8401' }, 'canary-token']])
  expect(text()).toContain('The sign-in did not succeed')
  expect([...document.querySelectorAll('input')].map(({ value }) => value).join()).not.toContain('canary')
})

test('signing in again ends nothing that is read anew with it', async () => {
  const { bridge } = await start({ connections: exampleConnections('test', 'expired') })
  let cancelled = 0
  const { cancel } = bridge.connections
  bridge.connections.cancel = () => {
    cancelled += 1
    return cancel()
  }
  await press('Sign in')
  const field = document.querySelector<HTMLInputElement>('[role="dialog"] input[type="password"]')
  if (!field) throw new Error('no field')
  field.value = 'token-2'
  field.dispatchEvent(new Event('input'))
  await press('Next')
  await flushPromises()
  expect(document.querySelector('[role="dialog"]')).toBeNull()
  expect(cancelled).toBe(0)
})

test('what the organisation does not allow cannot be shown, and says so', async () => {
  const base = (await startTest()).bridge.state.environment
  const management = { policy: { AllowedConnections: ['management.azure.com'] }, problems: [] }
  const { connections } = await start({ environment: { ...base, management } })
  await open()
  expect(text()).toContain('Not allowed by your organisation')
  await press('Shanghai')
  expect(connections.current).toBeUndefined()
  await press('Production')
  expect(connections.current?.name).toBe('Production')
})

test('progress and patience are told until they are over, and can be ended', async () => {
  const { bridge, connections } = await start({ connections: exampleConnections('production') })
  bridge.emit('connectionProgress', { task: 'usage', done: 30, total: 120 })
  await flushPromises()
  expect(text()).toContain('30 of 120')
  bridge.emit('connectionWaits', 24)
  await flushPromises()
  expect(text()).toContain('It continues in 24 seconds')
  await connections.cancel()
  bridge.emit('connectionProgress', { task: 'usage', done: 0, total: 0 })
  await flushPromises()
  expect(text()).not.toMatch(/Goes on|of 120/)
})
