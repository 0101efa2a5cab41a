// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, expect, test } from 'vitest'
import { announced } from './announcements.ts'
import Banner from './Banner.vue'

// Specs of the renderer share it.
afterEach(() => (announced.value = ''))

test('good news is said by the region that is there already, bad news interrupts', async () => {
  const banner = mount(Banner, { props: { kind: 'good', title: 'Uploaded.', said: true } })
  expect([announced.value, banner.attributes('role')]).toEqual(['Uploaded.', undefined])
  await banner.setProps({ kind: 'danger', title: 'Refused.' })
  expect([announced.value, banner.attributes('role')]).toEqual(['', 'alert'])
})

test('what is not to be said is not, and takes nobody’s turn', async () => {
  announced.value = 'Loading…'
  const banner = mount(Banner, { props: { title: 'Good to know.' } })
  await nextTick()
  banner.unmount()
  expect(announced.value).toBe('Loading…')
})
