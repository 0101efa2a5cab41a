/** The parts of a file, as the tree on the left lists them. */
import type { FileDescription } from '../../../preload/contract/inspections.ts'

export type Part = { kind: 'file' } | { kind: 'certificate' | 'key' | 'request' | 'list'; index: number }

/** What one wants to see first: the leaf, else whatever there is, else what is said of the file. */
export function firstPart({
  chains,
  certificates,
  privateKeys,
  requests,
  revocationLists,
}: FileDescription): Part {
  const leaf = chains[0]?.certificates[0]
  if (leaf !== undefined) return { kind: 'certificate', index: leaf }
  if (certificates.length > 0) return { kind: 'certificate', index: 0 }
  if (requests.length > 0) return { kind: 'request', index: 0 }
  if (revocationLists.length > 0) return { kind: 'list', index: 0 }
  if (privateKeys.some(({ key }) => key !== null)) return { kind: 'key', index: 0 }
  return { kind: 'file' }
}

export const samePart = (one: Part, other: Part): boolean =>
  one.kind === other.kind && ('index' in one ? one.index : 0) === ('index' in other ? other.index : 0)

export interface TreeLine {
  /** Steps from the leaf. */
  depth: number
  line:
    | { kind: 'certificate'; index: number; role: 'leaf' | 'intermediate' | 'root' }
    | { kind: 'missing'; issuer: string }
}

/** Each chain from its leaf down to its root, or to the place where the next issuer is missing. */
export function chainLines({ chains, certificates }: FileDescription): readonly TreeLine[] {
  const lines = chains.flatMap(({ certificates: places, end }): TreeLine[] => {
    const last = places.length - 1
    const issuers = places.map((index, depth): TreeLine => {
      const isRoot = depth === last && end.kind === 'root'
      const role = isRoot && depth > 0 ? 'root' : depth === 0 ? 'leaf' : 'intermediate'
      return { depth, line: { kind: 'certificate', index, role } }
    })
    return end.kind === 'missing'
      ? [...issuers, { depth: places.length, line: { kind: 'missing', issuer: end.issuer } }]
      : issuers
  })
  // Two that issued each other stand in no chain, but are there.
  const listed = new Set(lines.map(({ line }) => (line.kind === 'certificate' ? line.index : -1)))
  const others = [...certificates.keys()].filter((index) => !listed.has(index))
  return [
    ...lines,
    ...others.map((index): TreeLine => ({
      depth: 0,
      line: { kind: 'certificate', index, role: 'intermediate' },
    })),
  ]
}

/** The PEM of a certificate and its issuers, as far as the file has them. */
export function chainPem({ chains, certificates }: FileDescription, index: number): string {
  const chain = chains.find(({ certificates: places }) => places.includes(index))?.certificates ?? [index]
  return chain
    .slice(chain.indexOf(index))
    .map((place) => certificates[place]?.pem ?? '')
    .join('')
}
