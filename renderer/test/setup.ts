/** Before each spec of the renderer, which share their modules: what one of them mounts ends with its test. */
import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'

disableAutoUnmount()
enableAutoUnmount(afterEach)

/** jsdom has no such scheduler. */
vi.stubGlobal('scheduler', {
  postTask: (act: () => void) =>
    new Promise<void>((resolve) => {
      setTimeout(() => resolve(act()))
    }),
})
