/**
 * Words, numbers and dates in the language in effect. `t` may be used anywhere: in a template it follows a change
 * of language at once, because it reads the language reactively.
 */
import { computed, shallowRef } from 'vue'
import type { Language } from '../../preload/contract/preferences.ts'
import type { en } from './en/index.ts'
import type { later } from './en/later.ts'
import type { PathsOf, Translated } from './types.ts'

type First = Translated<typeof en>
type Later = Translated<typeof later>
export type Words = First & Later
export type TextKey = PathsOf<typeof en & typeof later>

/** Tables load on demand: the window needs those of one language, and to begin with only the first of them. */
const firstTables: Record<Language, () => Promise<First>> = {
  en: async () => (await import('./en/index.ts')).en,
  ja: async () => (await import('./ja/index.ts')).ja,
}
const laterTables: Record<Language, () => Promise<Later>> = {
  en: async () => (await import('./en/later.ts')).later,
  ja: async () => (await import('./ja/later.ts')).later,
}

/** Language and words change together, so that no sentence is looked up in the other table. */
const shown = shallowRef<{ language: Language; words: Words | First | undefined }>({
  language: 'en',
  words: undefined,
})

export const language = computed(() => shown.value.language)

/** The newest that was asked for: tables that come late do not overrule it. */
let wanted: Language | undefined

/** Makes `next` the language of every text, and tells the page (fonts and line breaking follow `lang`). */
export async function showLanguage(next: Language): Promise<void> {
  wanted = next
  const [first, later] = await Promise.all([firstTables[next](), laterTables[next]()])
  if (wanted === next) show(next, { ...first, ...later })
}

/** The same for the start, which waits for no more than the first screens show; the rest follows at once. */
export async function startLanguage(next: Language): Promise<void> {
  if (shown.value.words !== undefined) return showLanguage(next)
  wanted = next
  show(next, await firstTables[next]())
  void showLanguage(next)
}

function show(next: Language, words: Words | First): void {
  shown.value = { language: next, words }
  document.documentElement.lang = next
}

/**
 * The text at `key`, with `{name}` filled from `values`. A `count` chooses between the forms of a text written
 * `one thing | {n} things`; a text of one form is for any count.
 */
export function t(key: TextKey, values: Record<string, string | number> = {}, count?: number): string {
  const text = textAt(key) ?? key
  if (count === undefined) return fill(text, values)
  const forms = text.split(' | ')
  return fill(forms.at(count === 1 ? 0 : -1) ?? text, { n: count, ...values })
}

/** Whether there is a text at a path that only the running program knows. */
export const hasText = (path: string): boolean => textAt(path) !== undefined

function textAt(path: string): string | undefined {
  let part: unknown = shown.value.words
  for (const name of path.split('.')) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, name)) return undefined
    part = (part as Record<string, unknown>)[name]
  }
  return typeof part === 'string' ? part : undefined
}

/** A place that has no value stays as it is written. */
const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** Made once: a list makes thousands of dates, and making the format takes longer than using it. */
function dateFormat(style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = dateLocale()
  const key = `${locale} ${style.dateStyle ?? ''} ${style.timeStyle ?? ''}`
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(locale, style)
  dateFormats.set(key, format)
  return format
}

/** The day a moment falls on where the reader is, e.g. `23 Nov 2026`; empty is one that nobody has told. */
export function formatDate(iso: string): string {
  if (iso === '') return t('ui.unknown')
  return dateFormat({ dateStyle: language.value === 'ja' ? 'long' : 'medium' }).format(new Date(iso))
}

/** Day and time to the minute, where the reader is; empty as in `formatDate`. */
export function formatDateTime(iso: string): string {
  if (iso === '') return t('ui.unknown')
  const style = language.value === 'ja' ? 'long' : 'medium'
  return dateFormat({ dateStyle: style, timeStyle: 'short' }).format(new Date(iso))
}

/** The time of day to the second, for what happened just now. */
export const formatTime = (iso: string): string => dateFormat({ timeStyle: 'medium' }).format(new Date(iso))

/** A mark on an axis of time, as short as its step allows: `23 Nov`, `Nov`, `2026`. */
export function formatTick(moment: number, step: 'weeks' | 'months' | 'year' | 'years'): string {
  const formats: Record<typeof step, Intl.DateTimeFormatOptions> = {
    weeks: { day: 'numeric', month: 'short' },
    months: { month: 'short' },
    year: { month: 'short' },
    years: { year: 'numeric' },
  }
  return new Intl.DateTimeFormat(dateLocale(), formats[step]).format(moment)
}

/** The year that goes with such marks: `2026` or `2026年`. */
export const formatYear = (moment: number): string => formatTick(moment, 'years')

const numberFormats = new Map<string, Intl.NumberFormat>()

/** With the separators of the language; its format is made once, as those of dates are. */
export function formatNumber(value: number): string {
  const format = numberFormats.get(language.value) ?? new Intl.NumberFormat(language.value)
  numberFormats.set(language.value, format)
  return format.format(value)
}

/** Names as a list in words: `A, B, and C` or `A、B、C`. */
export const formatList = (names: readonly string[]): string =>
  new Intl.ListFormat(language.value, { type: 'conjunction' }).format(names)

/** A size in the unit a person would choose, e.g. `4.2 kB`; `bytes` is exact below 1,000. */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const unit = units[step] ?? 'byte'
  return new Intl.NumberFormat(language.value, {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step)
}

/** Day before month, as administrators outside the United States read it, and no ambiguity for those inside. */
const dateLocale = (): string => (language.value === 'ja' ? 'ja-JP' : 'en-GB')
