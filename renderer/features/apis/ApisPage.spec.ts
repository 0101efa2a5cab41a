// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { useToasts } from '../../ui/toasts.ts'
import { apiRoutes } from './routes.ts'

const open = (path: string, changes: Partial<FakeState> = {}) =>
  openPage(apiRoutes, path, { apis: exampleApis(), certificates: exampleCertificates(), ...changes })

const field = (label: string): HTMLInputElement => {
  const labels = [...document.querySelectorAll('label')]
  const id = labels.find((one) => one.textContent.includes(label))?.htmlFor ?? ''
  const input = document.getElementById(id)
  if (!(input instanceof HTMLInputElement)) throw new Error(`no field ${label}`)
  return input
}

async function type(label: string, text: string): Promise<void> {
  const input = field(label)
  input.value = text
  input.dispatchEvent(new Event('input'))
  await flushPromises()
}

async function submit(): Promise<void> {
  document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

const press = async (name: string) => {
  const buttons = [...document.querySelectorAll('button')]
  buttons.find((one) => one.textContent.trim() === name || one.getAttribute('aria-label') === name)?.click()
  await flushPromises()
}

describe('the list of APIs', () => {
  it('shows where each is called and what it presents, with a warning before expiry', async () => {
    const { page } = await open('/apis')
    const rows = page.findAll('tbody tr').map((row) => row.text())
    expect(rows[0]).toContain('/orders')
    expect(rows[0]).toContain('orders-gateway')
    expect(rows[2]).toContain('Expires in 19 days')
    expect(rows[3]).toContain('Basic: gateway')
  })

  it('counts what is typed into the dialog as unsaved, until it is as before or the dialog is closed', async () => {
    const { bridge } = await open('/apis?add=1')
    expect(bridge.state.unsaved).toBeNull()
    await type('Path', 'orders')
    expect(bridge.state.unsaved).toBe('changes')
    await type('Path', '')
    expect(bridge.state.unsaved).toBeNull()
    await type('Path', 'orders')
    await press('Cancel')
    expect(bridge.state.unsaved).toBeNull()
  })

  it('leads to the first API where there is none', async () => {
    const { page } = await open('/apis', { apis: [] })
    expect(page.text()).toContain('No APIs yet')
  })

  it('tells why it cannot be read, and reads again', async () => {
    const { page } = await open('/apis', {
      failNext: { 'apis.list': failure('unexpected', { reference: 'r1' }) },
    })
    expect(page.find('[role=alert]').exists()).toBe(true)
    await press('Try again')
    expect(page.findAll('tbody tr')).toHaveLength(4)
  })

  it('is walked with the arrow keys: one stop for Tab, then what is in the current row', async () => {
    const { page, router } = await open('/apis')
    const grid = page.get<HTMLElement>('[role=grid]')
    const stops = () => page.findAll('tbody :is(a, button):not([tabindex="-1"])').length
    const current = () =>
      page.findAll('tbody tr').findIndex((row) => row.attributes('aria-selected') === 'true')
    expect(stops()).toBe(0)
    grid.element.focus()
    await flushPromises()
    expect(current()).toBe(0)
    expect(grid.attributes('aria-activedescendant')).toBe(page.get('tbody tr').attributes('id'))
    for (const key of ['End', 'ArrowUp']) await grid.trigger('keydown', { key })
    expect(current()).toBe(2)
    expect(stops()).toBe(4)

    await grid.trigger('keydown', { key: 'Delete' })
    await press('Yes, delete it')
    expect(page.findAll('tbody tr')).toHaveLength(3)
    expect(current()).toBe(2)
    await grid.trigger('keydown', { key: 'Enter' })
    // The API's own screen is loaded first.
    await vi.waitFor(() => expect(router.currentRoute.value.path).toBe('/apis/api-4/overview'), {
      timeout: 20_000,
    })
  })

  it('deletes only after "Yes, delete it"', async () => {
    const { bridge, page } = await open('/apis')
    await press('Delete')
    expect(document.body.textContent).toContain('Delete 受注 API?')
    expect(bridge.state.apis).toHaveLength(4)
    await press('Yes, delete it')
    expect(page.findAll('tbody tr')).toHaveLength(3)
    const { toasts } = useToasts()
    await toasts.at(-1)?.undo?.()
    await flushPromises()
    expect(page.findAll('tbody tr')).toHaveLength(4)
    expect(useToasts().toasts.at(-1)?.text).toContain('受注 API is back')
  })
})

describe('the form for an API', () => {
  it('adds an API and goes on to its Security tab', async () => {
    const { bridge, router } = await open('/apis?add=1')
    await type('Display name', 'Stock')
    await type('Path at the gateway', '/stock/')
    await type('Back-end URL', 'https://stock.example')
    await submit()
    expect(bridge.state.apis.at(-1)).toMatchObject({ displayName: 'Stock', path: 'stock' })
    // The screen is loaded when it is first shown, here from its sources.
    const settled = { timeout: 20_000 }
    await expect.poll(() => router.currentRoute.value.path, settled).toBe('/apis/api-stock/security')
  })

  it('tells what is missing at its field and sends nothing', async () => {
    const { bridge } = await open('/apis?add=1')
    await submit()
    expect(document.body.textContent).toContain('Give the API a name.')
    expect(document.body.textContent).toContain('Enter the back end’s URL.')
    expect(field('Display name').getAttribute('aria-invalid')).toBe('true')
    expect(bridge.state.apis).toHaveLength(4)
  })

  it('keeps what was typed when the service refuses, and tells it at the field', async () => {
    const [api] = exampleApis()
    const taken = failure('api-path-taken', { path: 'stock', api: { id: api?.id ?? '', displayName: 'x' } })
    await open('/apis?add=1', { failNext: { 'apis.create': taken } })
    await type('Display name', 'Stock')
    await type('Path at the gateway', 'stock')
    await type('Back-end URL', 'https://stock.example')
    await submit()
    expect(document.body.textContent).toContain('Another API has this path already.')
    expect(field('Display name').value).toBe('Stock')
  })

  it('lets go of a chosen authority file when it is closed', async () => {
    const { bridge } = await open('/apis/api-1/overview', {
      chosen: { fileId: 'ca-1', name: 'new-root.pem', size: 900 },
    })
    await press('Edit')
    await press('Choose another file…')
    expect(document.body.textContent).toContain('new-root.pem')
    await press('Cancel')
    expect(bridge.state.released).toEqual(['ca-1'])
  })
})
