// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defaultExpiryThresholds } from '../../../preload/contract/preferences.ts'
import { useEnvironment } from '../../app/environment.ts'
import { openPage } from '../../test/open-page.ts'
import ExpiryPanel from './ExpiryPanel.vue'
import { withThreshold } from './thresholds-form.ts'

test.each([
  ['60', { thresholds: [90, 60, 7] }],
  [' ６０ ', { thresholds: [90, 60, 7] }],
  ['7', { problem: 'there' }],
  ['0', { problem: 'number' }],
  ['3651', { problem: 'number' }],
  ['1.5', { problem: 'number' }],
  ['', { problem: 'number' }],
])('typing “%s” beside 90 and 7', (typed, expected) => {
  expect(withThreshold([90, 7], typed)).toEqual(expected)
})

test('notifications are switched off and on again', async () => {
  const { bridge, page } = await openPage([{ path: '/', component: ExpiryPanel }], '/')
  await useEnvironment().start()
  await flushPromises()
  const box = page.get<HTMLInputElement>('input[type="checkbox"]')
  expect(box.element.checked).toBe(true)
  await box.setValue(false)
  await flushPromises()
  expect(bridge.state.environment.preferences.expiryNotifications).toBe(false)
  await box.setValue(true)
  await flushPromises()
  expect(bridge.state.environment.preferences.expiryNotifications).toBe(true)
})

test('an eleventh threshold is refused', () => {
  const ten = Array.from({ length: 10 }, (_, place) => place + 1)
  expect(withThreshold(ten, '90')).toEqual({ problem: 'full' })
})

test('thresholds are added, removed and put back, and the program remembers them', async () => {
  const { bridge, page } = await openPage([{ path: '/', component: ExpiryPanel }], '/')
  await useEnvironment().start()
  await flushPromises()
  const kept = () => bridge.state.environment.preferences.expiryThresholds

  await page.get('input').setValue('45')
  await page.get('form').trigger('submit')
  await flushPromises()
  expect(kept()).toEqual([90, 45, 30, 14, 7, 1])

  await page.get('button[aria-label="Remove 1 day"]').trigger('click')
  await flushPromises()
  expect(kept()).toEqual([90, 45, 30, 14, 7])

  await page.get('input').setValue('45')
  await page.get('form').trigger('submit')
  expect(page.text()).toContain('This is in the list already.')

  const reset = page.findAll('button').find((button) => button.text() === 'Back to the usual days')
  await reset?.trigger('click')
  await flushPromises()
  expect(kept()).toEqual(defaultExpiryThresholds)
})

test('the last threshold cannot be removed', async () => {
  const { bridge, page } = await openPage([{ path: '/', component: ExpiryPanel }], '/')
  bridge.state.environment.preferences.expiryThresholds = [30]
  await useEnvironment().start()
  await flushPromises()
  expect(page.get('button[aria-label="Remove 30 days"]').attributes('disabled')).toBeDefined()
})
