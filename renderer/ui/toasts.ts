/** Short news in the corner: done, copied, failed in the background. What needs an answer is a dialog instead. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Toast {
  id: number
  kind: 'good' | 'info' | 'danger'
  text: string
}

export const useToasts = defineStore('toasts', () => {
  const toasts = ref<Toast[]>([])
  let last = 0

  function show(text: string, kind: Toast['kind'] = 'good'): void {
    last += 1
    // Three at most: an older one has been read or will not be.
    toasts.value = [...toasts.value.slice(-2), { id: last, kind, text }]
  }

  const dismiss = (id: number) => (toasts.value = toasts.value.filter((toast) => toast.id !== id))

  return { toasts, show, dismiss }
})
