/** Whether the window has room for two views of a policy side by side. */
import { onScopeDispose, ref } from 'vue'

export function useWide() {
  const query = window.matchMedia('(width >= 1100px)')
  const wide = ref(query.matches)
  const follow = () => (wide.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return wide
}
