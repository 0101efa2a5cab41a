import type { sample as en } from '../en/sample.ts'
import type { Translated } from '../types.ts'

export const sample: Translated<typeof en> = {}
