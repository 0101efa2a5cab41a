import { nextTick, watch, type Ref } from 'vue'

/** Lets the rows that are in view stay there when all rows become taller or less tall. */
export function keepPlace(
  scroller: Readonly<Ref<HTMLElement | null>>,
  rowHeight: Readonly<Ref<number>>,
): void {
  watch(rowHeight, async (now, before) => {
    // Read before the rows change: where the list becomes shorter, the browser scrolls it back at once.
    const rows = (scroller.value?.scrollTop ?? 0) / before
    await nextTick()
    if (scroller.value) scroller.value.scrollTop = rows * now
  })
}
