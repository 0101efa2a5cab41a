// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { GatewayCall } from '../../../preload/contract/gateway.ts'
import { exampleCalls, fakeCall } from '../../test/fake-calls.ts'
import { exampleApis } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import Select from '../../ui/Select.vue'
import CallTable from './CallTable.vue'
import { callRoutes } from './routes.ts'

const open = async (path = '/calls') => {
  const { bridge, page } = await openPage(callRoutes, path, { apis: exampleApis(), calls: exampleCalls() })
  const shown = () => page.getComponent(CallTable).props<'calls'>('calls') as readonly GatewayCall[]
  const press = async (words: string) => {
    await page
      .findAll('button')
      .find((one) => one.text().includes(words))
      ?.trigger('click')
    await flushPromises()
  }
  const call = async (number: number) => {
    bridge.emit('gatewayCalled', {
      calls: [fakeCall(number)],
      omitted: 0,
      tallies: [{ apiId: 'api-1', calls: 1_483, failed: 3 }],
      handshakes: [],
    })
    await flushPromises()
  }
  return { bridge, page, shown, press, call }
}

describe('the live calls', () => {
  it('show the newest first and follow', async () => {
    const { shown, call } = await open()
    expect(shown()[0]?.number).toBe(64)
    await call(65)
    expect(shown()[0]?.number).toBe(65)
  })

  it('stay as they are while paused and say how many came since', async () => {
    const { page, shown, press, call } = await open()
    await press('Pause')
    await call(65)
    await call(66)
    expect(shown()[0]?.number).toBe(64)
    expect(page.text()).toContain('2 new calls')
    await press('Resume')
    expect(shown()[0]?.number).toBe(66)
  })

  it('are filtered by API, failure and words', async () => {
    const { page, shown, press } = await open('/calls?api=api-2')
    expect(new Set(shown().map(({ apiId }) => apiId))).toEqual(new Set(['api-2']))
    await press('決済')
    expect(new Set(shown().map(({ apiId }) => apiId))).toEqual(new Set(['api-3']))
    await press('決済')
    await page.get('input[type=checkbox]').setValue(true)
    expect(shown().every(({ error }) => error !== null)).toBe(true)
    await page.get('input[type=search]').setValue('nowhere')
    expect(page.text()).toContain('No call matches.')
  })

  it('are narrowed down to an operation of the API that was chosen', async () => {
    const { page, shown, press } = await open('/calls?api=api-1')
    const [, operation] = page.findAllComponents(Select)
    operation?.vm.$emit('update:modelValue', 'list-orders')
    await flushPromises()
    expect(new Set(shown().map(({ path }) => path))).toEqual(new Set(['/orders']))
    page.getComponent(CallTable).vm.$emit('update:opened', shown()[0])
    await flushPromises()
    const link = page.get('aside a[href*="/policy/operations/"]')
    expect(link.text()).toBe('注文の一覧')
    expect(link.attributes('href')).toBe('/apis/api-1/policy/operations/list-orders')
    await press('Warehouse')
    expect(page.findAllComponents(Select)).toHaveLength(1)
    expect(shown().length).toBeGreaterThan(0)
  })

  it('are walked with the keys of a list, and Escape closes the call that is shown', async () => {
    const { page, shown } = await open()
    const grid = page.get('[role=grid]')
    const standsOn = () => {
      const opened = page.getComponent(CallTable).props<'opened'>('opened')
      return opened ? shown().indexOf(opened) : undefined
    }
    const places: unknown[] = []
    for (const key of ['ArrowDown', 'ArrowDown', 'PageDown', 'PageUp', 'End', 'Home', 'Escape']) {
      await grid.trigger('keydown', { key })
      places.push(standsOn())
    }
    // Nothing is laid out here, so a page is one row.
    expect(places).toEqual([0, 1, 2, 1, shown().length - 1, 0, undefined])
  })

  it('tell one call in detail, with the reason of a failure as a sentence', async () => {
    const { page, shown } = await open()
    const failed = shown().find(({ error }) => error !== null)
    page.getComponent(CallTable).vm.$emit('update:opened', failed)
    await flushPromises()
    expect(page.get('aside').text()).toContain('The authority has revoked the client certificate.')
    expect(page.get('aside').text()).toContain('orders-gateway')
  })
})

it('nothing was called yet: the screen says what will be there', async () => {
  const { page } = await openPage(callRoutes, '/calls')
  expect(page.text()).toContain('No calls yet')
})
