import type { certificates as en } from '../en/certificates.ts'
import type { Translated } from '../types.ts'

export const certificates: Translated<typeof en> = {}
