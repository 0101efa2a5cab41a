// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import type { FakeState } from '../../test/fake-bridge.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { narrow, graphOf } from './graph.ts'
import MapPage from './MapPage.vue'

const elsewhere = { render: () => null }
const openMap = (changes: Partial<FakeState> = {}) =>
  openPage(
    [
      { path: '/certificates/map', component: MapPage },
      { path: '/:any(.*)*', component: elsewhere },
    ],
    '/certificates/map',
    { certificates: exampleCertificates(), apis: exampleApis(), ...changes },
  )

const textOf = (one: Element | null) => one?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const node = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('button.node')].find((one) =>
    textOf(one).startsWith(name),
  )
  if (!found) throw new Error(`${name} is not on the map`)
  return found
}
const press = (key: string) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  )

test('each says what it is bound to, and the focus shows that', async () => {
  await openMap()
  const orders = node('orders-gateway')
  expect(textOf(orders)).toContain('used by 受注 API and Warehouse')
  expect(textOf(node('Legacy billing'))).toContain('presents no certificate')
  expect(textOf(node('legacy-billing'))).toMatch(/Expired 1\d days ago/)
  orders.focus()
  expect(document.querySelectorAll('.lines path')).toHaveLength(3)
  expect(document.querySelectorAll('path.lit')).toHaveLength(2)
  expect(node('受注 API').classList.contains('lit')).toBe(true)
  expect(node('決済').classList.contains('lit')).toBe(false)
  orders.blur()
  expect(document.querySelectorAll('.lit')).toHaveLength(0)
})

test('the arrow keys lead through a side, across to what one is bound to, and Enter opens it', async () => {
  const { router } = await openMap()
  node('orders-gateway').focus()
  press('ArrowRight')
  expect(document.activeElement).toBe(node('受注 API'))
  press('ArrowUp')
  expect(document.activeElement).toBe(node('Warehouse'))
  press('ArrowLeft')
  expect(document.activeElement).toBe(node('orders-gateway'))
  press('End')
  expect(textOf(document.activeElement)).toContain('not used')
  node('決済').click()
  await flushPromises()
  expect(router.currentRoute.value.path).toBe('/apis/api-3/security')
})

test('only what has a problem, with what it is bound to', async () => {
  const { page } = await openMap()
  await page.find('input[type="checkbox"]').setValue(true)
  const names = [...document.querySelectorAll('.node .name')].map(({ textContent }) => textContent)
  expect(names).toContain('決済')
  expect(names).not.toContain('orders-gateway')
  await page.find('input[type="checkbox"]').setValue(false)
  await page.find('input[type="search"]').setValue('warehouse')
  const found = [...document.querySelectorAll('.node .name')].map(({ textContent }) => textContent)
  expect(found).toEqual(['orders-gateway', 'Warehouse'])
  await page.find('input[type="search"]').setValue('nowhere to be found')
  expect(document.body.textContent).toContain('Nothing to show')
})

test('an API that presents a certificate which is not there has a problem, other places have their own names', () => {
  const [one] = exampleCertificates()
  const [api] = exampleApis()
  if (!one || !api) throw new RangeError()
  const missing = { ...api, id: 'lost' }
  missing.credentials = {
    ...{ kind: 'mutual', certificateId: null },
    reference: { by: 'thumbprint', value: 'A'.repeat(40) },
  }
  const https = { kind: 'gateway-https', id: 'gateway-https', displayName: '' } as const
  const graph = graphOf([{ ...one, otherUses: [https] }], [api, missing], 30)
  expect(graph.places.map(({ key, problem }) => [key, problem])).toEqual([
    ['api api-1', undefined],
    ['api lost', 'missing'],
    ['gateway-https gateway-https', undefined],
  ])
  // It also names an API that is not among those that were read.
  expect(graph.certificates[0]?.links).toEqual(['api api-1', 'gateway-https gateway-https'])
  expect(narrow(graph, '', true).places.map(({ key }) => key)).toEqual(['api lost'])
})

test('what is not known to be used is bound by what the APIs say, or said to be unknown', () => {
  const [one, other] = exampleCertificates()
  const [api] = exampleApis()
  if (!one || !other || !api) throw new RangeError()
  const asked = [one, other].map((certificate) => ({
    ...certificate,
    usedBy: [],
    usageUnknown: true as const,
  }))
  const presents = { ...api, id: 'presents' }
  presents.credentials = {
    ...{ kind: 'mutual', certificateId: one.id },
    reference: { by: 'certificate-id', value: one.id },
  }
  const says = { ...api, id: 'says' }
  says.credentials = { kind: 'other', reason: 'expression' }
  const graph = graphOf(asked, [presents, says], 30)
  expect(graph.certificates.map(({ links, unknown }) => [links, unknown])).toEqual([
    [['api presents'], true],
    [[], true],
  ])
  expect(graph.places.map(({ links, unknown }) => [links.length, unknown])).toEqual([
    [1, false],
    [0, true],
  ])
})
