/** Whether anything on screen would be lost with the window: main asks before it closes. */
import { onScopeDispose, watch } from 'vue'
import { bridge } from './bridge.ts'

const holders = new Set<symbol>()

function mark(holder: symbol, unsaved: boolean): void {
  const before = holders.size > 0
  if (unsaved) holders.add(holder)
  else holders.delete(holder)
  const now = holders.size > 0
  if (now !== before) void bridge().program.noteUnsaved(now)
}

/** Counts the component that calls it as long as `unsaved` is true, and no longer than it is there. */
export function useUnsavedWork(unsaved: () => boolean): void {
  const holder = Symbol('unsaved')
  watch(unsaved, (now) => mark(holder, now), { immediate: true, flush: 'sync' })
  onScopeDispose(() => mark(holder, false))
}
