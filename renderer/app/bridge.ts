/** The one way out of the page: what the preload exposes, and nothing else. */
import type { Bridge } from '../../preload/contract/bridge.ts'

declare global {
  interface Window {
    readonly warifu: Bridge
  }
}

/** Read at each call, so that a spec can give each test its own. */
export const bridge = (): Bridge => window.warifu
