// @vitest-environment happy-dom
import { flushPromises, mount, RouterLinkStub } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { startTest } from '../../test/start.ts'
import GatewayStatus from './GatewayStatus.vue'
import { addressOf, addressOfCall } from './gateway.ts'

it('tells where the gateway is, and why it is not when it fails', async () => {
  const { bridge, pinia } = await startTest()
  const line = mount(GatewayStatus, { global: { plugins: [pinia], stubs: { RouterLink: RouterLinkStub } } })
  await flushPromises()
  expect(line.text()).toBe('Gateway running on 127.0.0.1:8400')
  bridge.emit('gatewayChanged', { state: 'failed', port: 8400, reason: 'port-taken', suggestion: 8401 })
  await flushPromises()
  expect(line.text()).toContain('Another program listens on port 8400 already.')
  await line.get('button').trigger('click')
  await flushPromises()
  expect(line.text()).toBe('Gateway running on 127.0.0.1:8401')
})

it('puts an API’s path behind the gateway’s address', () => {
  expect(addressOf('http://127.0.0.1:8400', 'orders/v1')).toBe('http://127.0.0.1:8400/orders/v1')
  expect(addressOf('http://127.0.0.1:8400/', '')).toBe('http://127.0.0.1:8400/')
})

it('shows a test call’s address as the gateway makes it', () => {
  const at = (path: string) => addressOfCall('http://127.0.0.1:8400', 'orders', path)
  expect(at('/1?a=b')).toBe('http://127.0.0.1:8400/orders/1?a=b')
  expect(at('1')).toBe('http://127.0.0.1:8400/orders/1')
  expect(at('?a=b')).toBe('http://127.0.0.1:8400/orders?a=b')
  expect(at('')).toBe('http://127.0.0.1:8400/orders')
})
