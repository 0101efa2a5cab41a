/** Before each spec of the renderer, which share their modules: what one of them mounts ends with its test. */
import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'

disableAutoUnmount()
enableAutoUnmount(afterEach)

/** Neither Node nor the DOM of the specs has one. */
vi.stubGlobal('scheduler', {
  postTask: (act: () => void) =>
    new Promise<void>((resolve) => {
      setTimeout(() => {
        act()
        resolve()
      })
    }),
})
