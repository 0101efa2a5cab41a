/** Which of the two dialogs is open: writing a backup file, or restoring one. */
import { defineStore } from 'pinia'
import { ref } from 'vue'

export const useBackups = defineStore('backups', () => {
  const open = ref<'write' | 'restore'>()
  return {
    open,
    write: () => (open.value = 'write'),
    restore: () => (open.value = 'restore'),
    close: () => (open.value = undefined),
  }
})
