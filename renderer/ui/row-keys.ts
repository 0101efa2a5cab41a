/** The keys with which one walks the rows of a list whose focus stays on the list itself. */

export interface RowKeys {
  count: () => number
  /** The row one stands on; below 0 when on none. */
  place: () => number
  moveTo: (place: number) => void
  /** How many rows are in view at once. */
  pageOfRows: () => number
  /** Enter, on the row one stands on. */
  open: (place: number) => void
  /** What further keys do, by their names. */
  others?: Readonly<Record<string, () => void>>
}

/** A listener for `keydown`. What has keys of its own inside a row keeps them. */
export function rowKeys(keys: RowKeys): (event: KeyboardEvent) => void {
  const to = (place: number) => () => {
    const last = keys.count() - 1
    if (last >= 0) keys.moveTo(Math.max(0, Math.min(last, place)))
  }

  return (event) => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const place = keys.place()
    const moves: Record<string, () => void> = {
      ArrowDown: to(place + 1),
      ArrowUp: to(place - 1),
      PageDown: to(place + keys.pageOfRows()),
      PageUp: to(place - keys.pageOfRows()),
      Home: to(0),
      End: to(keys.count() - 1),
      Enter: () => place >= 0 && keys.open(place),
      ...keys.others,
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }
}

/**
 * Whether a list got its focus by keys, so that its first row is chosen where none is: a press of the mouse gives it the
 * focus too, and chooses a row of its own when it is let go.
 */
export const isByKeys = ({ currentTarget }: FocusEvent): boolean =>
  currentTarget instanceof Element && currentTarget.matches(':focus-visible')
