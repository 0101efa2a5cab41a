// @vitest-environment happy-dom
/** From the choice to what came of it, over a bridge without a main process. */
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { expect, test, vi } from 'vitest'
import { h } from 'vue'
import { useConnections } from '../../app/connections.ts'
import { useEnvironment } from '../../app/environment.ts'
import { failure, type FakeState } from '../../test/fake-bridge.ts'
import { exampleConnections } from '../../test/fake-connections.ts'
import { exampleCopyOutcomes, exampleCopyPlan } from '../../test/fake-copying.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import CopyDialog from './CopyDialog.vue'
import { useCopying } from './copying.ts'

const onlyProduction = (chosen: string | null = null) => {
  const all = exampleConnections(chosen)
  return { ...all, connections: all.connections.slice(0, 1) }
}

async function open(changes: Partial<FakeState> = {}) {
  const { bridge, pinia } = await startTest({
    ...{ connections: onlyProduction(), certificates: exampleCertificates(), apis: exampleApis() },
    ...{ copyPlan: exampleCopyPlan(), copyOutcomes: exampleCopyOutcomes() },
    ...changes,
  })
  await useEnvironment().start()
  await useConnections().load()
  useCopying().begin()
  mount(TooltipProvider, {
    attachTo: document.body,
    slots: { default: () => h(CopyDialog) },
    global: { plugins: [pinia] },
  })
  await flushPromises()
  return bridge
}

const said = () => document.querySelector('[role="dialog"]')?.textContent ?? ''
const button = (name: string) => {
  const found = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)
  if (!found) throw new Error(`There is no button “${name}” in: ${said()}`)
  return found
}
const press = async (name: string) => {
  button(name).click()
  await flushPromises()
}
const tick = async (name: string) => {
  const labels = [...document.querySelectorAll('label')].filter((one) => one.textContent.includes(name))
  const box = labels.at(-1)?.querySelector('input')
  if (!box) throw new Error(`There is nothing to tick for “${name}” in: ${said()}`)
  box.click()
  await flushPromises()
}

test('an API’s choice is offered with the certificate that it presents, and goes with it', async () => {
  const bridge = await open()
  const plan = vi.spyOn(bridge.copying, 'plan')
  expect(button('Show the plan').getAttribute('aria-disabled')).toBe('true')
  expect(said()).not.toContain('/warehouse')
  await tick('orders-gateway')
  await tick('受注 API')
  await tick('legacy-billing')
  await tick('legacy-billing')
  await press('Show the plan')
  expect(plan).toHaveBeenCalledExactlyOnceWith({
    ...{ target: 'production', certificateIds: ['certificate-1'], apiIds: ['api-1'] },
  })

  await press('Back')
  await tick('orders-gateway')
  await tick('All certificates')
  await tick('With all APIs that present them')
  bridge.state.certificates = exampleCertificates().slice(0, 2)
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  await press('Show the plan')
  expect(plan.mock.lastCall?.[0].certificateIds).toEqual(['certificate-1', 'certificate-2'])
  expect(plan.mock.lastCall?.[0].apiIds).toEqual(expect.arrayContaining(['api-1', 'api-2', 'api-3']))
})

test('the plan says of each part what is to become of it, and the result what has', async () => {
  const bridge = await open()
  const run = vi.spyOn(bridge.copying, 'run')
  await tick('orders-gateway')
  await press('Show the plan')
  expect(said()).toContain('From Workspace to Production')
  expect(said()).toContain('because another certificate has “certificate”.')
  expect(said()).toContain('Production fetches it from the Key Vault (https://contoso-vault')
  expect(said()).toContain('Presents now: warehouse-2024 (…\u20607D1F)')
  expect(said()).toContain('Production has no API with this ID or this path.')
  expect(run).not.toHaveBeenCalled()

  bridge.state.failNext['copying.run'] = failure('cancelled', {})
  await press('Copy')
  expect(said()).toContain('Nothing has been changed yet.')
  await press('Copy')
  expect(run).toHaveBeenCalledTimes(2)
  expect(run).toHaveBeenLastCalledWith('plan-1')
  expect(said()).toContain('2 of 5 are done')
  expect(said()).toContain('Microsoft.ApiManagement/service/certificates/write')
  await press('Make a new plan')
  expect(said()).toContain('Nothing has been changed yet.')
})

test('each part is told of as it is done, and cancelling waits for the one that has begun', async () => {
  const bridge = await open()
  const cancel = vi.spyOn(bridge.copying, 'cancel')
  const [first] = exampleCopyOutcomes()
  if (!first) throw new Error('there are outcomes')
  const ran = Promise.withResolvers<Awaited<ReturnType<typeof bridge.copying.run>>>()
  bridge.copying.run = () => ran.promise
  await tick('orders-gateway')
  await press('Show the plan')
  await press('Copy')
  bridge.emit('copied', first)
  await flushPromises()
  expect(said()).toContain('Copying: 1 of 5')
  expect(bridge.state.unsaved).toBe('copying')
  await press('Cancel')
  expect(cancel).toHaveBeenCalledOnce()
  expect(said()).toContain('Finishing what has begun')
  const rest = { kind: 'binding', id: 'api-1', result: { kind: 'not-begun' } } as const
  ran.resolve({ ok: true, value: [first, rest] })
  await flushPromises()
  expect(said()).toContain('Not begun')
  expect(said()).toContain('1 of 5 are done')
})

test('where nobody is signed in it leads there, before and after asking', async () => {
  const connections = onlyProduction()
  const [production] = connections.connections
  if (!production) throw new Error('there is one')
  const signedOut = [{ ...production, signIn: { state: 'signed-out' as const } }]
  const bridge = await open({ connections: { ...connections, connections: signedOut } })
  expect(said()).toContain('You are not signed in to Production.')
  await press('Sign in')
  expect(useConnections().question).toMatchObject({ kind: 'sign-in', connection: { id: 'production' } })

  bridge.state.failNext['copying.plan'] = failure('not-signed-in', {})
  await tick('orders-gateway')
  await press('Show the plan')
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('Sign in')
  expect(document.querySelectorAll('input:checked').length).toBe(1)
})

test('from a service, the workspace is a target as well', async () => {
  const bridge = await open({ connections: onlyProduction('production') })
  const plan = vi.spyOn(bridge.copying, 'plan')
  await tick('orders-gateway')
  document
    .querySelector<HTMLElement>('[role="combobox"]')
    ?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await flushPromises()
  const option = [...document.querySelectorAll<HTMLElement>('[role="option"]')].find((one) =>
    one.textContent.includes('Workspace'),
  )
  option?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await flushPromises()
  await press('Show the plan')
  expect(plan.mock.lastCall?.[0].target).toBeNull()
})
