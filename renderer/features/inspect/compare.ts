/** Two certificates fact by fact. */
import type { DescribedCertificate } from '../../../preload/contract/inspections.ts'
import { formatDateTime, t, type TextKey } from '../../locales/text.ts'
import { keyWords } from '../certificates/findings.ts'
import { describeExtension } from './extension-words.ts'

export interface ComparedFact {
  label: string
  /** Null where that side has none. */
  sides: readonly [string | null, string | null]
  differs: boolean
  mono: boolean
}

type Read = (certificate: DescribedCertificate) => string

const facts: readonly { label: TextKey; read: Read; mono?: boolean }[] = [
  { label: 'certificates.facts.subject', read: ({ facts }) => facts.subject },
  { label: 'certificates.facts.issuer', read: ({ facts }) => facts.issuer },
  { label: 'certificates.facts.serialNumber', read: ({ facts }) => facts.serialNumber, mono: true },
  { label: 'certificates.facts.notBefore', read: ({ facts }) => formatDateTime(facts.notBefore) },
  { label: 'certificates.facts.notAfter', read: ({ facts }) => formatDateTime(facts.notAfter) },
  { label: 'certificates.facts.thumbprint', read: ({ facts }) => facts.thumbprint, mono: true },
  { label: 'certificates.facts.sha256Thumbprint', read: ({ facts }) => facts.sha256Thumbprint, mono: true },
  { label: 'certificates.facts.key', read: ({ facts }) => keyWords(facts.key) },
  { label: 'certificates.facts.signatureAlgorithm', read: ({ facts }) => facts.signatureAlgorithm },
]

export function compareCertificates(
  one: DescribedCertificate,
  other: DescribedCertificate,
): readonly ComparedFact[] {
  const compared = facts.map(({ label, read, mono = false }): ComparedFact => {
    const sides = [read(one), read(other)] as const
    return { label: t(label), sides, differs: sides[0] !== sides[1], mono }
  })
  const ids = new Set([...one.extensions, ...other.extensions].map(({ id }) => id))
  const extensions = [...ids].map((id): ComparedFact => {
    const found = [one, other].map(({ extensions }) => extensions.find((extension) => extension.id === id))
    const [first, second] = found.map((extension) => {
      if (!extension) return null
      const values = describeExtension(extension).values.map(({ text }) => text)
      return [...values, ...(extension.critical ? [t('inspect.critical')] : [])].join('\n')
    })
    const named = found.find((extension) => extension !== undefined)
    return {
      label: named ? describeExtension(named).label : id,
      sides: [first ?? null, second ?? null],
      differs: first !== second,
      mono: false,
    }
  })
  return [...compared, ...extensions]
}
