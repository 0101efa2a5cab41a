/** Whether the steps are shown on the first screen. Kept by the page itself: nothing depends on it. */
import { ref } from 'vue'

const key = 'warifu.guide'

export const dismissed = ref(localStorage.getItem(key) === 'dismissed')

export function dismiss(): void {
  dismissed.value = true
  localStorage.setItem(key, 'dismissed')
}
