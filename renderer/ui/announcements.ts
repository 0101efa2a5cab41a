import { onBeforeUnmount, shallowRef, watch } from 'vue'

/**
 * What the window's one live region says (`Announcer.vue`). A line that replaces a screen while it loads cannot be a
 * live region itself: a screen reader often says nothing of a region that comes with its text (WCAG technique ARIA22).
 */
export const announced = shallowRef('')

/** Has it said for as long as the component is there, and again whenever it changes. An empty text says nothing. */
export function useAnnouncement(text: () => string): void {
  const change = (before: string | undefined, now: string): void => {
    // Somebody else may have begun to speak.
    if (now !== '' || announced.value === before) announced.value = now
  }
  watch(text, (now, before) => change(before, now), { immediate: true })
  onBeforeUnmount(() => change(text(), ''))
}
