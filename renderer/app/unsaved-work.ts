/** Whether anything on screen would be lost with the window: main asks before it closes. */
import { onScopeDispose, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { unsavedWorks, type UnsavedWork } from '../../preload/contract/unsaved-work.ts'
import { bridge } from './bridge.ts'

const holders = new Map<symbol, UnsavedWork>()
let told: UnsavedWork | null = null

function mark(holder: symbol, work: UnsavedWork | null): void {
  if (work === null) holders.delete(holder)
  else holders.set(holder, work)
  const held = new Set(holders.values())
  const now = unsavedWorks.find((one) => held.has(one)) ?? null
  if (now === told) return
  told = now
  void bridge().program.noteUnsaved(now)
}

/** Counts the component that calls it as long as `unsaved` is true, and no longer than it is there. */
export function useUnsavedWork(unsaved: () => boolean, work: UnsavedWork = 'changes'): void {
  const holder = Symbol('unsaved')
  watch(unsaved, (now) => mark(holder, now ? work : null), { immediate: true, flush: 'sync' })
  onScopeDispose(() => mark(holder, null))
}

/** Counts what is typed into `form` from the first change on, until it is as it was again. */
export function useUnsavedForm(form: MaybeRefOrGetter<object>): void {
  const now = () => JSON.stringify(toValue(form))
  const first = now()
  useUnsavedWork(() => now() !== first)
}
