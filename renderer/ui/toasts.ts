/** Short news in the corner: done, copied, failed in the background. What needs an answer is a dialog instead. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

export interface Toast {
  id: number
  kind: 'good' | 'info' | 'danger'
  text: string
  /** Takes back what the toast tells of. */
  undo?: () => unknown
}

export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([])
  const last = ref(0)
  /** Whether there ever was one: from then on the corner stays. */
  const used = computed(() => last.value > 0)

  function show(text: string, kind: Toast['kind'] = 'good', undo?: () => unknown): void {
    last.value += 1
    // Three at most: an older one has been read or will not be.
    toasts.value = [...toasts.value.slice(-2), { id: last.value, kind, text, ...(undo && { undo }) }]
  }

  const dismiss = (id: number) => (toasts.value = toasts.value.filter((toast) => toast.id !== id))

  return { toasts, used, show, dismiss }
})
