// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { exampleOperations, examplePreview, manyOperations } from '../../test/fake-operations.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { exampleApis } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { apiRoutes } from '../apis/routes.ts'
import PolicyTab from '../policy/PolicyTab.vue'
import ScopedPolicy from '../policy/ScopedPolicy.vue'
import { useToasts } from '../../ui/toasts.ts'

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
    await useToasts().toasts.at(-1)?.undo?.()
    expect(bridge.state.operations.map(({ id }) => id)).toContain('get-order')
  })

  it('finds one of many, and makes no more rows than are read', async () => {
    const { page, press } = await open('/apis/api-1/operations', { operations: manyOperations(450) })
    expect(page.findAll('tbody tr')).toHaveLength(200)
    await press('250 more')
    expect(page.findAll('tbody tr')).toHaveLength(400)
    await page.get('input[type=search]').setValue('things-449')
    expect(page.findAll('tbody tr')).toHaveLength(1)
    await page.get('input[type=search]').setValue('nowhere')
    expect(page.text()).toContain('No operation matches.')
  })
})

describe('an import', () => {
  const body = () => document.querySelector('[role=dialog]')?.textContent ?? ''
  const preview = async (changes: Partial<FakeState> = {}) => {
    const opened = await open('/apis/api-1/operations', { importPreview: examplePreview(), ...changes })
    await opened.press('Import from OpenAPI…')
    await vi.dynamicImportSettled()
    await opened.press('Choose a document…')
    return opened
  }

  it('says what it would do, removes only what is ticked, and is taken back', async () => {
    const { bridge, press } = await preview()
    for (const words of ['Added: 3', 'Changed: 1', 'Unchanged: 1', 'Not in the document: 2']) {
      expect(body()).toContain(words)
    }
    expect(body()).toContain('Was: GET /orders/{id} · 注文の取得')
    expect(body()).toContain('/sharedIt refers to another file')
    document.querySelector<HTMLInputElement>('[role=dialog] input[type=checkbox]')?.click()
    await press('Import')
    expect(body()).toBe('')
    expect(bridge.state.operations).toHaveLength(4 - 2 + 3)
    const toast = useToasts().toasts.at(-1)
    expect(toast?.text).toBe('Imported: 6 operations were added, changed or removed.')
    await toast?.undo?.()
    expect(bridge.state.operations).toHaveLength(4)
  })

  it('shows anew what it would do when somebody was faster', async () => {
    const { bridge, press } = await preview()
    bridge.state.failNext['operations.import'] = failure('changed-meanwhile', {})
    await press('Import')
    expect(body()).toContain('The operations were changed elsewhere in the meantime')
    expect(body()).toContain('Added: 3')
  })

  it('names what is no such document and lets another be chosen', async () => {
    const { bridge, press } = await preview({
      failNext: { 'operations.previewImport': failure('not-openapi', { kind: 'swagger', version: '' }) },
    })
    expect(body()).toContain('This is a Swagger 2.0 document')
    bridge.state.chosen = { fileId: 'file-2', name: 'orders.yaml', size: 1 }
    await press('Choose another…')
    expect(bridge.state.released).toContain('file-1')
    expect(body()).toContain('Added: 3')
  })
})

describe('the Policy tab', () => {
  it('shows the policy of the scope in the address, and saves it there', async () => {
    const { bridge, page, router } = await open('/apis/api-1/policy/operations/get-order')
    const scope = { kind: 'operation', apiId: 'api-1', operationId: 'get-order' }
    expect(page.getComponent(ScopedPolicy).props('scope')).toEqual(scope)
    expect(page.getComponent(PolicyTab).text()).toContain('Nothing is saved here yet')
    await router.push('/all-apis')
    await flushPromises()
    expect(page.getComponent(ScopedPolicy).props('scope')).toEqual({ kind: 'all-apis' })
    expect(bridge.state.policies['*']?.etag).toBeNull()
  })
})
