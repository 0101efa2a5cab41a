/** Rows of a list that comes page by page: the first at once, the others a few times a second. */

/** Ten thousand rows are sorted anew each time. */
const pauseMs = 400

export interface GrowingList<Row> {
  add(rows: readonly Row[]): void
  /** Shows now what has come, unless that was nothing. */
  flush(): void
  /** Forgets what has come. */
  clear(): void
}

export function growingList<Row>(show: (rows: readonly Row[]) => void): GrowingList<Row> {
  let rows: Row[] = []
  let shown = 0
  let pause: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(pause)
    pause = undefined
    if (rows.length === shown) return
    shown = rows.length
    show([...rows])
    pause = setTimeout(flush, pauseMs)
  }

  return {
    add: (more) => {
      rows.push(...more)
      if (pause === undefined) flush()
    },
    flush,
    clear: () => {
      clearTimeout(pause)
      pause = undefined
      rows = []
      shown = 0
    },
  }
}
