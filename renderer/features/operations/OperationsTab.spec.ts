// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { exampleOperations } from '../../test/fake-operations.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { exampleApis } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { apiRoutes } from '../apis/routes.ts'
import PolicyTab from '../policy/PolicyTab.vue'
import ScopedPolicy from '../policy/ScopedPolicy.vue'

enableAutoUnmount(afterEach)

async function open(path: string, changes: Partial<FakeState> = {}) {
  const opened = await openPage(apiRoutes, path, {
    apis: exampleApis(),
    operations: exampleOperations(),
    ...changes,
  })
  await flushPromises()
  const press = async (name: string) => {
    const buttons = [...document.querySelectorAll('button')]
    buttons.find((one) => one.textContent.trim() === name || one.getAttribute('aria-label') === name)?.click()
    await flushPromises()
  }
  return { ...opened, press }
}

describe('the Operations tab', () => {
  it('says that an API without any answers every call', async () => {
    const { page } = await open('/apis/api-1/operations', { operations: [] })
    expect(page.text()).toContain('The gateway serves every call below the API’s path')
  })

  it('adds one, and keeps what was typed when it is refused', async () => {
    const { bridge, press } = await open('/apis/api-1/operations')
    await press('Add operation')
    const [name, template] = [...document.querySelectorAll<HTMLInputElement>('form input')]
    for (const [input, text] of [
      [name, 'Count'],
      [template, 'count'],
    ] as const) {
      if (!input) throw new Error('no field')
      input.value = text
      input.dispatchEvent(new Event('input'))
    }
    bridge.state.failNext['operations.create'] = failure('url-template-invalid', {
      urlTemplate: 'count',
      reason: 'no-slash',
    })
    await press('Add')
    expect(document.querySelector('form')?.textContent).toContain('it must begin with “/”')
    expect(template?.value).toBe('count')
    await press('Add')
    expect(bridge.state.operations.at(-1)).toMatchObject({ displayName: 'Count', method: 'GET' })
    expect(document.querySelector('form')).toBeNull()
  })

  it('deletes one after the guide’s question', async () => {
    const { bridge, press } = await open('/apis/api-1/operations')
    await press('Delete 注文の取得')
    await press('Yes, delete it')
    expect(bridge.state.operations.map(({ id }) => id)).not.toContain('get-order')
  })
})

describe('the Policy tab', () => {
  it('shows the policy of the scope in the address, and saves it there', async () => {
    const { bridge, page, router } = await open('/apis/api-1/policy/operations/get-order')
    const scope = { kind: 'operation', apiId: 'api-1', operationId: 'get-order' }
    expect(page.getComponent(ScopedPolicy).props('scope')).toEqual(scope)
    expect(page.getComponent(PolicyTab).text()).toContain('Nothing saved here yet')
    await router.push('/apis/api-1/policy/all')
    await flushPromises()
    expect(page.getComponent(ScopedPolicy).props('scope')).toEqual({ kind: 'all-apis' })
    expect(bridge.state.policies['*']?.etag).toBeNull()
  })
})
