/** What is loaded after the first table, in Japanese. */
import type { later as en } from '../en/later.ts'
import type { Translated } from '../types.ts'
import { batch } from './batch.ts'
import { checks } from './checks.ts'
import { copying } from './copying.ts'
import { help } from './help.ts'
import { inspect } from './inspect.ts'
import { operations } from './operations.ts'
import { policy } from './policy.ts'

export const later: Translated<typeof en> = {
  batch,
  checks,
  copying,
  help,
  inspect,
  operations,
  policy,
}
