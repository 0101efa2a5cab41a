/** What every component passes on to its root element; templates are checked strictly, so it is said here. */
import type { AriaAttributes } from 'vue'

declare module 'vue' {
  interface ComponentCustomProps extends AriaAttributes {
    form?: string
    id?: string | undefined
    role?: string
    tabindex?: number
    'data-autofocus'?: '' | undefined
  }
}

declare module '@vue/runtime-dom' {
  interface HTMLAttributes {
    popover?: 'manual' | 'auto' | 'hint'
  }
}
