/** The languages that the operating system prefers, or those that `--stand-in-locale` puts in their place. */
import { options } from './state.ts'

/** As Chromium names its own languages: no region but for the few that are translated apart. */
export function getLocale(): string {
  const [preferred = 'en-US'] = getPreferredSystemLanguages()
  const { language } = new Intl.Locale(preferred)
  if (language === 'en' || language === 'zh' || language === 'pt') return preferred
  return language
}

export function getPreferredSystemLanguages(): string[] {
  if (options.locale !== undefined) return [options.locale]
  const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
  const named = [...(LANGUAGE ?? '').split(':'), LC_ALL, LC_MESSAGES, LANG]
    .filter((name) => name !== undefined && name !== '')
    .map((name) => (name ?? '').replace(/[.@].*$/, '').replace('_', '-'))
    .filter((name) => name !== 'C' && name !== 'POSIX')
  const languages = named.filter(isLocale)
  return languages.length > 0 ? [...new Set(languages)] : [Intl.DateTimeFormat().resolvedOptions().locale]
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length > 0
  } catch {
    return false
  }
}
