// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, useTemplateRef } from 'vue'
import { useRowWindow } from './row-window.ts'

/** A list of which 400 pixels are in view, in rows of 50 with a button each. */
const List = defineComponent({
  props: { count: { type: Number, required: true }, place: { type: Number, default: -1 } },
  setup(props, { expose }) {
    const scroller = useTemplateRef<HTMLElement>('scroller')
    const rowHeight = ref(50)
    const { rows, totalHeight } = useRowWindow(scroller, {
      items: () => Array.from({ length: props.count }, (_, place) => `item ${place}`),
      rowHeight: () => rowHeight.value,
      headHeight: () => 30,
      place: () => props.place,
    })
    expose({ rowHeight, totalHeight, rows })
    return () =>
      h('div', { ref: 'scroller', tabindex: 0 }, [
        h(
          'div',
          rows.value.map(({ index, slot, style }) =>
            h('div', { key: slot, style, 'data-index': index, 'aria-rowindex': index + 2 }, [h('button')]),
          ),
        ),
      ])
  },
})

let tellSize: () => void
beforeEach(() => {
  window.ResizeObserver = class {
    constructor(tell: ResizeObserverCallback) {
      tellSize = () => tell([], this)
    }
    observe = () => undefined
    unobserve = () => undefined
    disconnect = () => undefined
  }
})
afterEach(() => vi.restoreAllMocks())

/** happy-dom lays nothing out. */
const measure = (height: number) =>
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height)

async function show(count: number, place = -1) {
  measure(400)
  const list = mount(List, { props: { count, place }, attachTo: document.body })
  await nextTick()
  const scroller = list.element as HTMLElement
  const rows = () => Array.from(scroller.querySelectorAll<HTMLElement>('[data-index]'))
  return {
    list,
    scroller,
    rows,
    indexes: () => rows().map(({ dataset }) => Number(dataset['index'])),
    scrollTo: async (top: number) => {
      scroller.scrollTop = top
      scroller.dispatchEvent(new Event('scroll'))
      await nextTick()
    },
  }
}

/** 400 / 50 in view, one that is cut by the edge, five on either side. */
const made = 19
const from = (first: number) => Array.from({ length: made }, (_, place) => first + place)

test('equally many rows exist wherever one stands, at rest in the order of the list', async () => {
  const { indexes, scrollTo } = await show(10_000)
  expect(indexes()).toEqual(from(0))
  await scrollTo(20_000)
  await vi.waitFor(() => expect(indexes()).toEqual(from(395)))
  await scrollTo(20_025)
  expect(indexes()).toEqual(from(395))
  await scrollTo(10_000 * 50)
  await vi.waitFor(() => expect(indexes()).toEqual(from(10_000 - made)))
})

test('while the list scrolls, no row changes its place in the document', async () => {
  const { rows, indexes, scrollTo } = await show(10_000)
  const before = rows()
  await scrollTo(20_000)
  expect(rows()).toEqual(before)
  expect(indexes().toSorted((one, other) => one - other)).toEqual(from(395))
})

test('a row that is scrolled away is filled anew on the other side; one that stays is the same one', async () => {
  const { list, rows, scrollTo } = await show(10_000)
  const shown = list.vm as unknown as { rows: readonly object[] }
  await scrollTo(20_000)
  const before = new Map(rows().map((row) => [row.dataset['index'], row]))
  const shownBefore = new Set(shown.rows)
  await scrollTo(20_100)
  const after = rows()
  expect(after.filter((row) => before.get(row.dataset['index']) === row)).toHaveLength(made - 2)
  expect(new Set(after)).toEqual(new Set(before.values()))
  expect(shown.rows.filter((row) => shownBefore.has(row))).toHaveLength(made - 2)
})

test('a list that fits is there as a whole', async () => {
  const { indexes } = await show(3)
  expect(indexes()).toEqual([0, 1, 2])
})

test('what has the focus in a row that is scrolled away gives it to the list, and keeps it in one that stays', async () => {
  const { rows, scroller, scrollTo } = await show(10_000)
  rows()[4]?.querySelector('button')?.focus()
  await scrollTo(100)
  expect(document.activeElement).toBe(rows()[4]?.querySelector('button'))
  await scrollTo(20_000)
  expect(document.activeElement).toBe(scroller)
})

test('other heights move the rows', async () => {
  const { list, rows } = await show(10_000)
  const shown = list.vm as unknown as { rowHeight: number; totalHeight: number }
  expect(shown.totalHeight).toBe(500_000)
  shown.rowHeight = 40
  await nextTick()
  await nextTick()
  expect(shown.totalHeight).toBe(400_000)
  expect(rows()[2]?.style.cssText).toContain('translateY(80px)')
})

test.each([
  ['a row at the lower edge stays in view', 406, 20_000 + 30],
  ['a row in the middle moves nothing', 403, 20_000],
  ['a row out of view moves nothing', 200, 20_000],
])('when the list becomes lower, %s', async (_name, place, top) => {
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(500_030)
  const { scroller, scrollTo } = await show(10_000, place)
  scroller.scrollTo = (options) => {
    scroller.scrollTop = Number((options as ScrollToOptions).top)
  }
  await scrollTo(20_000)
  // Of 400 pixels, less a head of 30, row 406 ends at 350; of 350 it would end 30 below the edge.
  measure(350)
  tellSize()
  await nextTick()
  expect(scroller.scrollTop).toBe(top)
})
