// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import { startTest } from '../test/start.ts'
import DropTarget from './DropTarget.vue'

/** A drag event as the browser fires it; happy-dom's own takes no files. */
const fire = async (target: EventTarget, name: string, more: object): Promise<Event> => {
  const event = Object.assign(new Event(name, { bubbles: true, cancelable: true }), more)
  target.dispatchEvent(event)
  await nextTick()
  return event
}

const pfx = new File(['x'], 'orders.pfx')
const dataTransfer = { types: ['Files'], files: [pfx] }

test('what files were first over may go: they are over the layer then, and fall on it', async () => {
  await startTest()
  const page = mount(DropTarget, { attachTo: document.body })
  const row = document.body.appendChild(document.createElement('p'))
  expect((await fire(row, 'dragenter', { dataTransfer })).defaultPrevented).toBe(true)
  row.remove()
  const layer = page.find('[data-takes-files]')
  await fire(layer.element, 'dragenter', { dataTransfer, relatedTarget: row })
  await fire(layer.element, 'drop', { dataTransfer })
  expect(page.emitted('files')).toEqual([[[pfx]]])
  expect(page.find('[data-takes-files]').exists()).toBe(false)
  page.unmount()
})

test('the layer stays from one element to the next and goes when they leave the window', async () => {
  await startTest()
  const page = mount(DropTarget, { attachTo: document.body })
  const layer = () => page.find('[data-takes-files]')
  await fire(document.body, 'dragenter', { dataTransfer: { types: ['text/plain'] } })
  expect(layer().exists()).toBe(false)
  await fire(document.body, 'dragenter', { dataTransfer })
  await fire(document.body, 'dragleave', { dataTransfer, relatedTarget: layer().element })
  expect(layer().exists()).toBe(true)
  await fire(layer().element, 'dragleave', { dataTransfer, relatedTarget: null })
  expect(layer().exists()).toBe(false)
  page.unmount()
})
