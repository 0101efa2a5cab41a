import { describe, expect, test } from 'vitest'
import { arrangementOf, placeAmong, remembering, usualPlace, type RememberedPlace } from './window-places.ts'

const notebook = { bounds: { x: 0, y: 0, width: 1536, height: 864 }, scaleFactor: 1.25 }
const beside = { bounds: { x: 1536, y: -200, width: 2560, height: 1440 }, scaleFactor: 1 }
const onTheWay = arrangementOf([notebook])
const onTheDesk = arrangementOf([notebook, beside])

const small = { x: 20, y: 30, width: 900, height: 700, maximized: false, zoomFactor: 1.2 }
const large = { x: 1600, y: 0, width: 1800, height: 1300, maximized: true, zoomFactor: 1 }

describe('where the window stands', () => {
  test('displays are told apart by how they lie and by their scale, in whatever order they are named', () => {
    expect(arrangementOf([beside, notebook])).toBe(onTheDesk)
    expect(onTheWay).not.toBe(onTheDesk)
    expect(arrangementOf([{ ...notebook, scaleFactor: 1.5 }])).not.toBe(onTheWay)
  })

  test('each arrangement of displays has its own place, size and zoom', () => {
    const remembered = remembering(remembering([], onTheWay, small), onTheDesk, large)
    expect(placeAmong(remembered, onTheWay)).toEqual(small)
    expect(placeAmong(remembered, onTheDesk)).toEqual(large)
  })

  test('displays that were never seen get the last size and zoom, and the system chooses where', () => {
    const { width, height, maximized, zoomFactor } = small
    expect(placeAmong(remembering([], onTheWay, small), onTheDesk)).toEqual({
      ...{ width, height, maximized, zoomFactor },
    })
    expect(placeAmong([], onTheDesk)).toEqual(usualPlace)
  })

  test('the last place among the same displays is kept, and eight arrangements', () => {
    let remembered: RememberedPlace[] = []
    for (let width = 1_000; width < 1_010; width += 1) {
      const displays = arrangementOf([{ bounds: { x: 0, y: 0, width, height: 800 }, scaleFactor: 1 }])
      remembered = remembering(remembering(remembered, displays, small), displays, large)
    }
    expect(remembered).toHaveLength(8)
    expect(remembered.map(({ zoomFactor }) => zoomFactor)).toEqual(Array(8).fill(1))
  })
})
