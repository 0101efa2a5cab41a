// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, onTestFinished, test, vi } from 'vitest'
import { exampleApis, exampleCertificates, fakeCertificate } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { packCertificates } from '../../../preload/contract/packed.ts'
import { useConnections } from '../../app/connections.ts'
import { exampleConnections } from '../../test/fake-connections.ts'
import { failure } from '../../test/bridge/results.ts'
import Menu from '../../ui/Menu.vue'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import CertificateTable from './CertificateTable.vue'
import ExportMenu from './ExportMenu.vue'
import { certificateRoutes } from './routes.ts'

test('Escape closes the details wherever the focus is, except in the filter that it empties', async () => {
  const [certificate] = exampleCertificates()
  const { page, router } = await openPage(certificateRoutes, `/certificates?show=${certificate?.id ?? ''}`, {
    certificates: exampleCertificates(),
  })
  await page.get('input[type="search"]').setValue('client')
  await page.get('input[type="search"]').trigger('keydown', { key: 'Escape' })
  expect(page.find('aside').exists()).toBe(true)
  expect(page.get<HTMLInputElement>('input[type="search"]').element.value).toBe('')

  await page.get('button').trigger('keydown', { key: 'Escape' })
  await flushPromises()
  expect(page.find('aside').exists()).toBe(false)
  expect(router.currentRoute.value.query).toEqual({})
})

test('the list is walked with the arrow keys; Enter opens the row and Delete asks to delete it', async () => {
  const certificates = exampleCertificates()
  const { page, router } = await openPage(certificateRoutes, '/certificates', { certificates })
  const grid = page.get<HTMLElement>('[role="grid"]')
  const table = page.getComponent(CertificateTable)
  const shown = table.props<'certificates'>('certificates') as readonly Certificate[]
  const order = shown.map(({ id }) => id)
  grid.element.focus()
  await flushPromises()
  expect(table.props('current')).toBe(order[0])
  for (const key of ['End', 'ArrowDown', 'ArrowUp']) await grid.trigger('keydown', { key })
  expect(table.props('current')).toBe(order.at(-2))
  await grid.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(router.currentRoute.value.query['show']).toBe(order.at(-2))
  await grid.trigger('keydown', { key: 'Delete' })
  expect(table.emitted('remove')).toEqual([[certificates.find(({ id }) => id === order.at(-2))]])
})

test('the row under the pointer and the current one offer to copy the thumbprint, whatever they show', async () => {
  // happy-dom lays nothing out.
  const height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400)
  onTestFinished(() => height.mockRestore())
  const { page, bridge } = await openPage(certificateRoutes, '/certificates', {
    certificates: [
      fakeCertificate(1, { commonName: 'orders' }),
      fakeCertificate(2, { commonName: 'shipping' }),
      fakeCertificate(3, { commonName: 'stock' }),
    ],
  })
  const rows = () => page.findAll('.row')
  const offering = () => rows().flatMap((row, place) => (row.find('.copy button').exists() ? [place] : []))
  expect(offering()).toEqual([])
  await rows()[1]?.trigger('pointerenter')
  expect(offering()).toEqual([1])
  await rows()[0]?.trigger('pointerenter')
  expect(offering()).toEqual([0])

  // The filter fills that row with another certificate.
  await page.get('input[type="search"]').setValue('stock')
  const copied = vi.spyOn(bridge.program, 'copyText')
  await rows()[0]?.get('.copy button').trigger('click')
  expect(copied).toHaveBeenCalledWith(fakeCertificate(3).thumbprint)
  const label = () => rows()[0]?.get('.copy button').attributes('aria-label')
  await flushPromises()
  expect(label()).toBe('Copied')
  await page.get('input[type="search"]').setValue('')
  await page.get('[role="grid"] [role="rowgroup"]').trigger('pointerleave')
  expect(offering()).toEqual([])
  await rows()[0]?.trigger('pointerenter')
  expect(label()).toBe('Copy the thumbprint')

  // A press has the focus in it, which has to go somewhere.
  rows()[0]?.get<HTMLElement>('.copy button').element.focus()
  await page.get('[role="grid"] [role="rowgroup"]').trigger('pointerleave')
  expect(document.activeElement?.closest('.row')).toBe(rows()[0]?.element)
  page.get<HTMLElement>('[role="grid"]').element.focus()
  await page.get('[role="grid"]').trigger('keydown', { key: 'End' })
  await flushPromises()
  expect(offering()).toEqual([2])
})

test('the details name every use: the API, its operations, the policy of all APIs', async () => {
  const certificate = fakeCertificate(1, {
    usedBy: [{ id: 'a', displayName: 'Orders', operations: [{ id: 'list', displayName: 'List' }] }],
    otherUses: [{ kind: 'all-apis', id: '', displayName: '' }],
  })
  const [api] = exampleApis()
  if (!api) throw new Error('no API')
  const { page } = await openPage(certificateRoutes, `/certificates?show=${certificate.id}`, {
    certificates: [certificate],
    apis: [api],
  })
  const uses = page.findAll('aside .links a').map((link) => [link.text(), link.attributes('href')])
  expect(uses).toEqual([
    ['Orders', '/apis/a/security'],
    ['Orders › List', '/apis/a/policy/operations/list'],
    ['the policy of all APIs', '/all-apis'],
  ])
})

test('the export takes the list as it is shown: its filter and its order', async () => {
  const certificates = [
    fakeCertificate(1, { commonName: 'orders' }),
    fakeCertificate(2, { commonName: 'stock' }),
  ]
  const { page, bridge } = await openPage(certificateRoutes, '/certificates', { certificates })
  const asked = vi.spyOn(bridge.certificates, 'export')
  await page.get('input[type="search"]').setValue('stock')
  page.getComponent(ExportMenu).getComponent(Menu).vm.$emit('choose', 'ics')
  await flushPromises()
  expect(asked).toHaveBeenCalledWith({ format: 'ics', ids: [certificates[1]?.id] })
})

test('a service’s certificates are shown as they come, and what has come stays when that is ended', async () => {
  const connections = { ...exampleConnections('production'), chosen: null }
  const { page, bridge } = await openPage(certificateRoutes, '/certificates', { connections })
  let end: (() => void) | undefined
  const list = vi.spyOn(bridge.certificates, 'list').mockImplementation(
    () =>
      new Promise((resolve) => {
        end = () => resolve({ ok: false, error: failure('cancelled', {}) })
      }),
  )
  await useConnections().choose('production')
  const [reading] = list.mock.lastCall ?? [0]
  const come = (of: number, from: number) => {
    const certificates = Array.from({ length: 100 }, (_, index) => fakeCertificate(from + index))
    bridge.emit('certificatesListed', {
      reading: of,
      certificates: packCertificates(certificates),
      total: 10_000,
    })
    return flushPromises()
  }
  await come(reading - 1, 0)
  expect(page.find('[role="grid"]').exists()).toBe(false)

  await come(reading, 0)
  expect(page.get('[role="grid"]').attributes('aria-rowcount')).toBe('101')
  await page.get('input[type="search"]').setValue(fakeCertificate(7).thumbprint)
  expect(page.get('[role="grid"]').attributes('aria-rowcount')).toBe('2')
  await page.get('input[type="search"]').setValue('')

  await come(reading, 100)
  end?.()
  await flushPromises()
  expect(page.get('[role="grid"]').attributes('aria-rowcount')).toBe('201')
  expect(page.get('[role="alert"]').text()).toContain('200 of 10,000')
  const asked = list.mock.calls.length
  await page.get('[role="alert"] button').trigger('click')
  expect(list).toHaveBeenCalledTimes(asked + 1)
})
