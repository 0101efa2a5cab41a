// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { startTest } from '../test/start.ts'
import { useToasts } from './toasts.ts'
import Toasts from './Toasts.vue'

const press = (target: EventTarget) => {
  const event = new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true })
  target.dispatchEvent(event)
  return event.defaultPrevented
}

test('Ctrl+Z takes back what was told last, once, and leaves a field its own undo', async () => {
  const { pinia } = await startTest()
  mount(Toasts, { global: { plugins: [pinia] }, attachTo: document.body })
  const toasts = useToasts()
  const undo = vi.fn()
  toasts.show('deleted', 'good', undo)
  toasts.show('copied')
  const field = document.body.appendChild(document.createElement('input'))
  expect(press(field)).toBe(false)
  expect(undo).not.toHaveBeenCalled()
  expect(press(document.body)).toBe(true)
  expect(undo).toHaveBeenCalledOnce()
  expect(toasts.toasts.map(({ text }) => text)).toEqual(['copied'])
  expect(press(document.body)).toBe(false)
  field.remove()
})
