// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import Announcer from './Announcer.vue'
import Loading from './Loading.vue'

const text = ref<string>()
const Window = defineComponent(
  () => () => h('div', [h(Announcer), text.value === undefined ? null : h(Loading, { text: text.value })]),
)

afterEach(() => (text.value = undefined))

test('is told by a region that was there before its text, and the region falls silent afterwards', async () => {
  const window = mount(Window)
  const region = window.get('[aria-live="polite"]')
  expect(region.text()).toBe('')

  text.value = 'Reading certificates…'
  await nextTick()
  await nextTick()
  expect(region.text()).toBe('Reading certificates…')
  expect(window.get('[aria-live="polite"]').element).toBe(region.element)

  text.value = 'Reading certificates: 200'
  await nextTick()
  await nextTick()
  expect(region.text()).toBe('Reading certificates: 200')

  text.value = undefined
  await nextTick()
  await nextTick()
  expect(region.text()).toBe('')
})
