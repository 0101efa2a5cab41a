/**
 * Words, numbers and dates in the language in effect. `t` may be used anywhere: in a template it follows a change
 * of language at once, because it reads the language reactively.
 */
import { computed } from 'vue'
import { createI18n } from 'vue-i18n'
import type { Language } from '../../preload/contract/preferences.ts'
import type { en } from './en/index.ts'
import type { PathsOf, Translated } from './types.ts'

export type Words = Translated<typeof en>
export type TextKey = PathsOf<typeof en>

const noMessages: Record<string, Words> = {}

const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: false,
  messages: noMessages,
  // A text is never HTML here (`v-html` is forbidden by lint), so a warning about markup would be noise.
  warnHtmlMessage: false,
}).global

/** Both tables load on demand: the window needs one of them. */
const tables: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en/index.ts')).en,
  ja: async () => (await import('./ja/index.ts')).ja,
}

export const language = computed(() => i18n.locale.value)

/** Makes `next` the language of every text, and tells the page (fonts and line breaking follow `lang`). */
export async function showLanguage(next: Language): Promise<void> {
  if (!(next in i18n.messages.value)) i18n.setLocaleMessage(next, await tables[next]())
  i18n.locale.value = next
  document.documentElement.lang = next
}

/**
 * The text at `key`, with `{name}` filled from `values`. A `count` chooses between the forms of a text written
 * `one thing | {n} things`.
 */
export function t(key: TextKey, values: Record<string, string | number> = {}, count?: number): string {
  return count === undefined ? i18n.t(key, values) : i18n.t(key, { n: count, ...values }, count)
}

/** Whether there is a text at a path that only the running program knows. */
export const hasText = (path: string): boolean => i18n.te(path)

/** The day a moment falls on where the reader is, e.g. `23 Nov 2026` or `2026年11月23日`. */
export function formatDate(iso: string): string {
  return new Intl.DateTimeFormat(dateLocale(), {
    dateStyle: language.value === 'ja' ? 'long' : 'medium',
  }).format(new Date(iso))
}

/** Day and time to the minute, where the reader is. */
export function formatDateTime(iso: string): string {
  const style = language.value === 'ja' ? 'long' : 'medium'
  return new Intl.DateTimeFormat(dateLocale(), { dateStyle: style, timeStyle: 'short' }).format(new Date(iso))
}

/** The time of day to the second, for what happened just now. */
export const formatTime = (iso: string): string =>
  new Intl.DateTimeFormat(dateLocale(), { timeStyle: 'medium' }).format(new Date(iso))

export const formatNumber = (value: number): string => new Intl.NumberFormat(language.value).format(value)

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
