// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { useEnvironment } from '../../app/environment.ts'
import { openPage } from '../../test/open-page.ts'
import { useConfirm } from '../../ui/confirm.ts'
import Select from '../../ui/Select.vue'
import GatewayAccess from './GatewayAccess.vue'
import { hostsIn } from './gateway-access-form.ts'

const open = async () => {
  const opened = await openPage([{ path: '/', component: GatewayAccess }], '/')
  await useEnvironment().start()
  await flushPromises()
  const choose = async (address: string): Promise<void> => {
    opened.page.getComponent(Select).vm.$emit('update:modelValue', address)
    await flushPromises()
  }
  const apply = async (): Promise<void> => {
    await opened.page.get('form').trigger('submit')
    await flushPromises()
  }
  return { ...opened, choose, apply, kept: () => opened.bridge.state.access.access }
}

test.each([
  ['a.example\nＢ.example, a.example', { hosts: ['a.example', 'b.example'] }],
  ['', { hosts: [] }],
  ['https://a.example', { problem: { kind: 'invalid', name: 'https://a.example' } }],
  ['a.example:80', { problem: { kind: 'invalid', name: 'a.example:80' } }],
  ['*.example', { problem: { kind: 'invalid', name: '*.example' } }],
  [
    Array.from({ length: 51 }, (_, place) => `h${String(place)}`).join(' '),
    { problem: { kind: 'too-many' } },
  ],
])('the names in “%s”', (typed, expected) => expect(hostsIn(typed)).toEqual(expected))

test('others are let in only after a warning and a question', async () => {
  const { page, choose, apply, kept } = await open()
  expect(page.text()).not.toContain('Other computers can call')
  await choose('all')
  expect(page.text()).toContain('Other computers can call the gateway')
  expect(page.text()).toContain('Calls to desk-7 and to IP addresses')
  await page.get('textarea').setValue('https://gateway.example')
  expect(page.text()).toContain('“https://gateway.example” is not a host name.')
  await apply()
  expect(useConfirm().question).toBeUndefined()

  await page.get('textarea').setValue('gateway.example')
  await apply()
  expect(useConfirm().question?.title).toBe('Let other computers call the gateway?')
  useConfirm().answer(false)
  await flushPromises()
  expect(kept()).toEqual({ address: '127.0.0.1', hosts: [] })
  await apply()
  useConfirm().answer(true)
  await flushPromises()
  expect(kept()).toEqual({ address: 'all', hosts: ['gateway.example'] })

  await choose('127.0.0.1')
  await apply()
  expect(kept().address).toBe('127.0.0.1')
})

test('an address that is gone is told, and stays the choice', async () => {
  const { bridge, page } = await open()
  bridge.emit('gatewayChanged', {
    ...{ state: 'running', port: 8400, url: 'http://127.0.0.1:8400' },
    ...{ address: '127.0.0.1', missing: '192.0.2.99' },
  })
  await flushPromises()
  expect(page.text()).toContain('192.0.2.99 is not an address of this computer now')
})

test('what the organisation has fixed cannot be changed', async () => {
  const { bridge, page } = await openPage([{ path: '/', component: GatewayAccess }], '/')
  bridge.state.environment.management.policy = { GatewayAddress: '127.0.0.1' }
  await useEnvironment().start()
  await flushPromises()
  expect(page.get('[role=combobox]').attributes('disabled')).toBeDefined()
})
