/** What an input of `ui/` lets its caller do with the focus. */
export interface Focusable {
  focus: () => void
  select: () => void
}
