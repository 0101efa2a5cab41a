/**
 * Shows what one node is bound to, by classes on the elements that are there: nothing is drawn anew while the pointer
 * wanders over hundreds of rows and lines.
 */
export interface Highlight {
  /** Undefined: nothing stands out. */
  show: (key: string | undefined) => void
}

/**
 * @param root holds the elements: rows with `data-key`, lines with `data-from` and `data-to`
 * @param linksOf the keys that a node is bound to
 */
export function highlight(
  root: () => HTMLElement | null,
  linksOf: (key: string) => readonly string[],
): Highlight {
  let lit: Element[] = []
  let shown: string | undefined

  return {
    show: (key) => {
      const map = root()
      if (!map || key === shown) return
      shown = key
      for (const element of lit) element.classList.remove('lit')
      lit = []
      map.classList.toggle('dim', key !== undefined)
      if (key === undefined) return
      const keys = [key, ...linksOf(key)]
      const quoted = CSS.escape(key)
      lit = [
        ...keys.flatMap((one) => [...map.querySelectorAll(`[data-key="${CSS.escape(one)}"]`)]),
        ...map.querySelectorAll(`[data-from="${quoted}"], [data-to="${quoted}"]`),
      ]
      for (const element of lit) element.classList.add('lit')
    },
  }
}
