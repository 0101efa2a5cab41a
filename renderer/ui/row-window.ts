/** Which rows of a long list exist: those in view and a few on either side, always equally many. */
import { useVirtualizer } from '@tanstack/vue-virtual'
import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { keepPlace } from './keep-place.ts'

/** Rows made beyond those in view, on either side: what the wheel reaches before the next frame. */
const overscan = 5

/** Heights in pixels, as in `density.ts`. */
interface LongList<Item> {
  items: () => readonly Item[]
  rowHeight: () => number
  /** Of the row of column names, which stays on top of the others. */
  headHeight: () => number
  /** The row one stands on; below 0 when on none. */
  place: () => number
}

/** The same object as long as nothing of it changes: `v-memo` tells by it which rows have to be drawn. */
export interface RowInWindow<Item> {
  item: Item
  /** Its place in the whole list, from 0. */
  index: number
  /**
   * Which of the elements shows it. One that is scrolled away comes back on the other side and is filled anew, which
   * takes a third of the time of making a row and dropping another.
   */
  slot: number
  /** A text, so that a row that stays where it is counts as unchanged. */
  style: string
}

export interface RowWindow<Item> {
  rows: ComputedRef<readonly RowInWindow<Item>[]>
  /** Until a moment after the last step. Rows that pass under the pointer need not show that it is on them. */
  isScrolling: ComputedRef<boolean>
  /** Whether the row one stands on is among them. */
  isPlaceMade: ComputedRef<boolean>
  /** Of all rows together, in pixels. */
  totalHeight: ComputedRef<number>
  /** How many rows are in view at once. */
  pageOfRows: () => number
  bringIntoView: (index: number) => void
}

export function useRowWindow<Item>(
  scroller: Readonly<Ref<HTMLElement | null>>,
  { items, rowHeight, headHeight, place }: LongList<Item>,
): RowWindow<Item> {
  const virtualizer = useVirtualizer(
    computed(() => {
      const [height, { length }] = [rowHeight(), items()]
      return {
        count: length,
        getScrollElement: () => scroller.value,
        // The rows end where the scroller does, below the head.
        scrollPaddingEnd: headHeight(),
        estimateSize: () => height,
        // A function of its own for each height: the sizes are reckoned again when it is another one.
        getItemKey: (index: number) => index,
        rangeExtractor: ({ startIndex }: { startIndex: number }) => {
          const inView = Math.ceil((virtualizer.value.scrollRect?.height ?? 0) / height) + 1
          const made = Math.min(length, inView + 2 * overscan)
          const first = Math.min(Math.max(0, startIndex - overscan), length - made)
          return Array.from({ length: made }, (_, place) => first + place)
        },
      }
    }),
  )
  keepPlace(scroller, computed(rowHeight))

  // Its own value, which is the same array as long as the rows are: a scroll by less than a row draws nothing anew.
  const made = computed(() => virtualizer.value.getVirtualItems())
  const isScrolling = computed(() => virtualizer.value.isScrolling)
  const rows = computed<readonly RowInWindow<Item>[]>((before = []) => {
    const list = items()
    const bySlot = new Map(before.map((row) => [row.slot, row]))
    const now = made.value.flatMap(({ index, start }, _place, { length }) => {
      const item = list[index]
      if (item === undefined) return []
      const slot = index % length
      const style = `transform: translateY(${start}px); height: ${rowHeight()}px`
      const row = bySlot.get(slot)
      return row?.index === index && row.item === item && row.style === style
        ? [row]
        : [{ item, index, slot, style }]
    })
    return isScrolling.value ? inOrderOf(before, now) : now
  })
  const isPlaceMade = computed(() => rows.value.some(({ index }) => index === place()))

  /** As far as the list has told: to ask it would have it laid out at once. */
  function isInView(index: number, height = virtualizer.value.scrollRect?.height ?? 0): boolean {
    const [above, top] = [virtualizer.value.scrollOffset ?? 0, index * rowHeight()]
    return top >= above && top + rowHeight() <= above + height - headHeight()
  }

  function bringIntoView(index: number): void {
    if (!isInView(index)) virtualizer.value.scrollToIndex(index, { align: 'auto' })
  }

  /** Where the list becomes lower, the row one stands on stays in view: a line above it may come late. */
  watch(
    () => virtualizer.value.scrollRect?.height ?? 0,
    (_now, before) => {
      if (place() >= 0 && isInView(place(), before)) bringIntoView(place())
    },
  )

  /** What has the focus inside a row that is scrolled away gives it to the list, before another row comes there. */
  watch(rows, (now) => {
    const row = document.activeElement?.closest('[aria-rowindex]')
    if (!row || !scroller.value?.contains(row)) return
    const index = Number(row.getAttribute('aria-rowindex')) - 2
    if (index >= 0 && !now.some((one) => one.index === index)) scroller.value.focus({ preventScroll: true })
  })

  return {
    rows,
    isScrolling,
    isPlaceMade,
    totalHeight: computed(() => virtualizer.value.getTotalSize()),
    pageOfRows: () =>
      Math.max(1, Math.floor(((scroller.value?.clientHeight ?? 0) - headHeight()) / rowHeight())),
    bringIntoView,
  }
}

/**
 * While the list scrolls its elements stay where they are in the document, and come into their order when it rests, for
 * who has them read out: an element that is moved is styled and laid out anew with all that is in it.
 */
function inOrderOf<Row extends { slot: number }>(
  before: readonly Row[],
  now: readonly Row[],
): readonly Row[] {
  if (before.length !== now.length) return now
  const bySlot = new Map(now.map((row) => [row.slot, row]))
  return before.flatMap(({ slot }) => bySlot.get(slot) ?? [])
}
