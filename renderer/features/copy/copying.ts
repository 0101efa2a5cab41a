/** Whether somebody is copying from the service that is shown to another one. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useCopying = defineStore('copying', () => {
  const open = ref(false)
  return { open, begin: () => (open.value = true), close: () => (open.value = false) }
})
