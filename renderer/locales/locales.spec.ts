// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { en, ja } from './all.ts'
import { formatBytes, formatDate, formatList, showLanguage, t } from './text.ts'

type Table = { readonly [key: string]: string | Table }

/** Every text of a table with its path. */
const flat = (table: Table, path = ''): (readonly [string, string])[] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  )
const english = flat(en)
const japanese = new Map(flat(ja))
const places = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
]

describe('the two languages', () => {
  test('say the same things', () => {
    expect([...japanese.keys()].toSorted()).toEqual(english.map(([path]) => path).toSorted())
  })

  test('leave nothing empty', () => {
    expect([...english, ...japanese].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  test('name the same facts in each sentence', () => {
    const different = english.filter(([path, text]) => {
      const other = places(japanese.get(path) ?? '')
      // "one day left | {n} days left": a count may be a word in one form.
      const counts = text.includes(' | ') ? ['n'] : []
      const mine = new Set([...places(text), ...counts])
      return (
        other.some((name) => !mine.has(name)) ||
        [...mine].some((name) => name !== 'n' && !other.includes(name))
      )
    })
    expect(different.map(([path]) => path)).toEqual([])
  })

  test('use the guide’s words in Japanese', () => {
    expect(ja.certificates.wizard.title).toBe('証明書のアップロード')
    expect(ja.certificates.deletion.yes).toBe('はい、削除します')
    expect(ja.certificates.columns.thumbprint).toBe('拇印')
    expect(ja.certificates.columns.subject).toBe('件名')
    expect(ja.app.navigation.security).toBe('セキュリティ')
    expect(ja.app.navigation.certificates).toBe('クライアント証明書')
  })

  test('write Japanese with full-width punctuation', () => {
    const halfWidth = [...japanese].filter(([, text]) =>
      /[ぁ-んァ-ヶ一-龠][,.!?()]|[,!?()][ぁ-んァ-ヶ一-龠]/u.test(text),
    )
    expect(halfWidth).toEqual([])
  })
})

describe('a text', () => {
  test('follows the language and the count', async () => {
    await showLanguage('en')
    expect(t('certificates.expiry.left', {}, 1)).toBe('one day left')
    expect(t('certificates.expiry.left', {}, 12)).toBe('12 days left')
    await showLanguage('ja')
    expect(t('certificates.expiry.left', {}, 12)).toBe('残り 12 日')
    expect(document.documentElement.lang).toBe('ja')
  })

  test('takes values as they are, whatever they look like', async () => {
    await showLanguage('en')
    const name = '@:app.name {x} | <b> %'
    expect(t('errors.codes.file-empty.what', { name })).toBe(`“${name}” is empty.`)
  })

  test('writes dates, sizes and lists as the language does', async () => {
    await showLanguage('en')
    expect(formatDate('2026-11-03T12:00:00Z')).toBe('3 Nov 2026')
    expect(formatBytes(512)).toBe('512 bytes')
    expect(formatBytes(1_048_576)).toBe('1 MB')
    expect(formatList(['A', 'B', 'C'])).toBe('A, B, and C')
    await showLanguage('ja')
    expect(formatDate('2026-11-03T12:00:00Z')).toBe('2026年11月3日')
    expect(formatList(['A', 'B'])).toBe('A、B')
  })
})
