/** All texts of both languages, for whatever is not the window itself. */
import { en as firstEn } from './en/index.ts'
import { later as laterEn } from './en/later.ts'
import { ja as firstJa } from './ja/index.ts'
import { later as laterJa } from './ja/later.ts'
import type { Words } from './text.ts'

export const en = { ...firstEn, ...laterEn } as const
export const ja: Words = { ...firstJa, ...laterJa }
