/** What screens and dialogs show that are loaded on demand. It comes right after the first table. */
import { batch } from './batch.ts'
import { checks } from './checks.ts'
import { copying } from './copying.ts'
import { help } from './help.ts'
import { inspect } from './inspect.ts'
import { operations } from './operations.ts'
import { policy } from './policy.ts'

export const later = {
  batch,
  checks,
  copying,
  help,
  inspect,
  operations,
  policy,
} as const
