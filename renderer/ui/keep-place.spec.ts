// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { ref, shallowRef } from 'vue'
import { keepPlace } from './keep-place.ts'

test('the row at the top stays there whatever the rows measure', async () => {
  const scroller = document.createElement('div')
  const rowHeight = ref(56)
  keepPlace(shallowRef(scroller), rowHeight)
  scroller.scrollTop = 9_000 * 56
  rowHeight.value = 38
  await flushPromises()
  expect(scroller.scrollTop).toBe(9_000 * 38)
  rowHeight.value = 56
  await flushPromises()
  expect(scroller.scrollTop).toBe(9_000 * 56)
})
