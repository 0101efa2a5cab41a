/** What the palette leads to: certificates, APIs and acts, and which of them answer to what was typed. */
import type { Api } from '../../../preload/contract/apis.ts'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { IconName } from '../../ui/icons.ts'
import { normalizeThumbprint } from '../certificates/certificate-filter.ts'
import { matchOf, searchable } from './match.ts'

export interface Entry {
  key: string
  kind: 'act' | 'certificate' | 'api'
  icon: IconName
  title: string
  /** What tells it from others of its title. */
  hint: string
  /** What it is found by, each `searchable`; the title comes first and counts most. */
  texts: readonly string[]
  thumbprint?: string
  run: () => unknown
}

const entry = (facts: Omit<Entry, 'texts'>, words: readonly string[]): Entry => ({
  ...facts,
  texts: [facts.title, ...words].map(searchable),
})

export const certificateEntry = (
  { id, commonName, subject, thumbprint, friendlyName = '' }: Certificate,
  go: (path: string) => unknown,
): Entry =>
  entry(
    {
      key: `certificate ${id}`,
      kind: 'certificate',
      icon: 'certificate',
      title: commonName,
      hint: `…${thumbprint.slice(-4)}`,
      thumbprint,
      run: () => go(`/certificates?show=${encodeURIComponent(id)}`),
    },
    [subject, friendlyName],
  )

export const apiEntry = ({ id, displayName, path, serviceUrl }: Api, go: (path: string) => unknown): Entry =>
  entry(
    {
      key: `api ${id}`,
      kind: 'api',
      icon: 'api',
      title: displayName,
      hint: `/${path}`,
      run: () => go(`/apis/${encodeURIComponent(id)}/security`),
    },
    [path, serviceUrl],
  )

export const actEntry = (
  name: string,
  { icon, title, words, run }: Pick<Entry, 'icon' | 'title' | 'run'> & { words: string },
): Entry => entry({ key: `act ${name}`, kind: 'act', icon, title, hint: '', run }, [words])

/** As many as one looks through; more are narrowed down by typing on. */
export const mostFound = 40

/** The best first. Without a query the acts, for one must see what there is. */
export function find(entries: readonly Entry[], typed: string): readonly Entry[] {
  const query = searchable(typed)
  if (query === '') return entries.filter(({ kind }) => kind === 'act')
  const digits = normalizeThumbprint(typed)
  return entries
    .map((one) => ({ one, score: scoreOf(one, query, digits) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostFound)
    .map(({ one }) => one)
}

/** The last four of a thumbprint are how the guide names certificates, so they beat any text. */
function scoreOf({ texts, thumbprint }: Entry, query: string, digits: string | null): number {
  if (digits !== null && thumbprint?.includes(digits) === true) return thumbprint.endsWith(digits) ? 12 : 7
  const [title = '', ...others] = texts
  const best = Math.max(0, ...others.map((text) => matchOf(text, query)))
  return Math.max(matchOf(title, query) * 2, best)
}
