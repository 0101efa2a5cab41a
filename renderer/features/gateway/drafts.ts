/** Test calls as they were typed, by API, while the window is open. Never written anywhere. */
import type { HeaderRow, Method } from './test-call.ts'

export interface CallDraft {
  method: Method
  path: string
  headers: readonly HeaderRow[]
  body: string
}

export const drafts = new Map<string, CallDraft>()
