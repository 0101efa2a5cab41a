// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { acceptedCheck, refusedCheck } from '../../test/fake-checks.ts'
import { startTest } from '../../test/start.ts'
import ApiChecks from './ApiChecks.vue'

it('each API that changed is checked in its turn and told in a line', async () => {
  const { bridge, pinia } = await startTest()
  bridge.gateway.checkBackEnd = ({ apiId }) =>
    Promise.resolve({ ok: true, value: apiId === 'one' ? acceptedCheck() : refusedCheck() })
  const apis = [
    { id: 'one', displayName: 'Orders' },
    { id: 'two', displayName: 'Stock' },
  ]
  const page = mount(ApiChecks, { props: { apis }, global: { plugins: [pinia] } })
  await flushPromises()
  const [orders, stock] = page.findAll('li').map((line) => line.text())
  expect(orders).toContain('The back end accepted the certificate')
  expect(stock).toContain('The server does not know the authority that issued the certificate.')
  page.unmount()
})
