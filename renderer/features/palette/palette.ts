/** Whether the palette, the list of shortcuts or the help is open; and the keys that open them. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { modal } from '../../ui/modal.ts'

export type Shown = 'palette' | 'shortcuts' | 'help'

export const usePalette = defineStore('palette', () => {
  const open = ref<Shown>()

  /** Not over a dialog: what it asks must be answered first. */
  function steer(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null
    if (target?.closest(modal) || event.defaultPrevented) return
    const which = shownBy(event, target)
    if (!which) return
    event.preventDefault()
    open.value = which
  }

  return { open, steer, close: () => (open.value = undefined) }
})

/** `?` is text where one types. */
function shownBy(event: KeyboardEvent, target: HTMLElement | null): Shown | undefined {
  const command = event.ctrlKey || event.metaKey
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return 'palette'
  if (event.key === 'F1') return 'help'
  if (command && event.key === '/') return 'shortcuts'
  const typing = target?.closest('input, textarea, [contenteditable]')
  return event.key === '?' && !typing && !command && !event.altKey ? 'shortcuts' : undefined
}
