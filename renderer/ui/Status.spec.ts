// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import Status from './Status.vue'

test('the region is there before its text and stays when the text goes', async () => {
  const text = ref('')
  const page = mount(
    defineComponent(() => () => h(Status, () => (text.value ? h('p', text.value) : undefined))),
  )
  const region = page.get('[role=status]').element
  expect(region.textContent).toBe('')
  text.value = 'saved'
  await nextTick()
  expect(region.textContent).toBe('saved')
  text.value = ''
  await nextTick()
  expect(page.get('[role=status]').element).toBe(region)
})
