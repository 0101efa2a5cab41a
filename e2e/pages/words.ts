/** The window's own words, so that a page object finds by accessible name in either language. */
import type { Language } from '../../preload/contract/preferences.ts'
import { en, ja } from '../../renderer/locales/all.ts'
import type { Translated } from '../../renderer/locales/types.ts'

export type Words = Translated<typeof en>

export const wordsIn = (language: Language): Words => (language === 'ja' ? ja : en)

/** A text with its `{name}`s filled in. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(values[name] ?? placeholder))

/** Matches a text whatever its `{name}`s were filled with. */
export const anyFill = (text: string): RegExp =>
  new RegExp(
    text
      .split(/\{\w+\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.+'),
  )
