/** What the window has room for, as it changes. */
import { onScopeDispose, ref } from 'vue'

/** Two views of a policy side by side. */
export const roomForTwo = '(width >= 1100px)'
/** A screen with the help beside it. */
export const roomForHelp = '(width >= 1000px)'
/** No room for a list and details beside it: they lie over a part of it. */
export const detailsOverList = '(width <= 1000px)'

/** Whether a media query holds. */
export function useMedia(media: string) {
  const query = window.matchMedia(media)
  const holds = ref(query.matches)
  const follow = () => (holds.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return holds
}
