import type { findings as en } from '../en/findings.ts'
import type { Translated } from '../types.ts'

export const findings: Translated<typeof en> = {}
