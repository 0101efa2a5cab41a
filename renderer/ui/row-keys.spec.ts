// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { rowKeys } from './row-keys.ts'

const walk = (count: number, place: number) => {
  const list = document.body.appendChild(document.createElement('div'))
  const at = { place }
  const open = vi.fn()
  const remove = vi.fn()
  list.addEventListener(
    'keydown',
    rowKeys({
      count: () => count,
      place: () => at.place,
      moveTo: (next) => (at.place = next),
      pageOfRows: () => 10,
      open,
      others: { Delete: remove },
    }),
  )
  const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = list) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    target.dispatchEvent(event)
    return { place: at.place, taken: event.defaultPrevented }
  }
  return { list, open, remove, press }
}

test('arrows, pages, Home and End walk the rows and stop at both ends', () => {
  const { press } = walk(25, -1)
  const places = ['ArrowUp', 'ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowDown', 'ArrowUp']
  expect(places.map((key) => press(key).place)).toEqual([0, 1, 11, 21, 24, 24, 23])
  expect(['PageUp', 'Home', 'PageUp', 'End'].map((key) => press(key).place)).toEqual([13, 0, 0, 24])
})

test('Enter opens the row one stands on, and nothing where one stands on none', () => {
  const none = walk(3, -1)
  none.press('Enter')
  expect(none.open).not.toHaveBeenCalled()
  const { press, open, remove } = walk(3, 2)
  press('Enter')
  press('Delete')
  expect(open).toHaveBeenCalledExactlyOnceWith(2)
  expect(remove).toHaveBeenCalledOnce()
})

test('keys of a button inside a row, of the browser and of the menu are left to them', () => {
  const { list, press } = walk(3, 0)
  const inside = list.appendChild(document.createElement('button'))
  expect(press('ArrowDown', {}, inside)).toEqual({ place: 0, taken: false })
  expect(press('ArrowDown', { altKey: true })).toEqual({ place: 0, taken: false })
  expect(press('End', { ctrlKey: true })).toEqual({ place: 0, taken: false })
  expect(press('x')).toEqual({ place: 0, taken: false })
  expect(press('ArrowDown')).toEqual({ place: 1, taken: true })
})

test('an empty list has nothing to walk to', () => {
  expect(walk(0, -1).press('ArrowDown').place).toBe(-1)
})
