/** What names what: certificates on one side, the APIs and other places that name them on the other. */
import type { Api } from '../../../preload/contract/apis.ts'
import { isLost, weakFindings } from '../../../preload/contract/certificates.ts'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { otherUseName } from '../../app/other-use.ts'
import { folded } from '../certificates/certificate-filter.ts'
import { expiryOf } from '../certificates/expiry.ts'
import { isUsed } from '../certificates/in-use.ts'

export type Problem = 'expired' | 'soon' | 'not-yet' | 'unusable' | 'weak' | 'unused' | 'missing'

export interface Node {
  /** Unique on both sides. */
  key: string
  name: string
  /** What tells it from others of its name: the last four of a thumbprint, a path. */
  hint: string
  problem: Problem | undefined
  /** What the problem's words count. */
  days: number
  /** Where in the program it is looked at; null where that is not here. */
  address: string | null
  /** Keys on the other side. */
  links: readonly string[]
  /** Without links: whether there are none is not known. */
  unknown: boolean
  /** What it is found by. */
  text: string
}

export interface Graph {
  certificates: readonly Node[]
  places: readonly Node[]
}

/** The most pressing one. */
function problemOf(certificate: Certificate, soonDays: number): Pick<Node, 'problem' | 'days'> {
  const { findings, notBefore, notAfter } = certificate
  const { state, days } = expiryOf(notBefore, notAfter, soonDays)
  if (findings.some(({ code }) => isLost(code))) return { problem: 'unusable', days: 0 }
  if (notAfter !== '' && state !== 'valid') return { problem: state, days }
  if (findings.some(({ code }) => weakFindings.includes(code))) return { problem: 'weak', days: 0 }
  const unused = !isUsed(certificate) && certificate.usageUnknown !== true
  return { problem: unused ? 'unused' : undefined, days: 0 }
}

const apiKey = (id: string) => `api ${id}`

/** @param soonDays from how many days before its end on a certificate wants attention */
export function graphOf(certificates: readonly Certificate[], apis: readonly Api[], soonDays: number): Graph {
  const namedBy = new Map<string, string[]>()
  const name = (place: string, certificate: string) =>
    namedBy.set(place, [...(namedBy.get(place) ?? []), certificate])
  const others = new Map<string, Omit<Node, 'links'>>()

  // What a service's APIs present is known before its policies have been looked through for every use.
  const presenting = Map.groupBy(apis, ({ credentials }) =>
    credentials.kind === 'mutual' ? credentials.certificateId : null,
  )

  const left = certificates.map((one): Node => {
    const key = `certificate ${one.id}`
    const uses = (one.otherUses ?? []).map((use) => {
      const place = `${use.kind} ${use.id}`
      const text = otherUseName(use)
      const address =
        use.kind === 'gateway-https' ? '/settings' : use.kind === 'all-apis' ? '/all-apis' : null
      others.set(place, {
        ...{ key: place, name: text, hint: '', text: folded(text), address },
        ...{ problem: undefined, days: 0, unknown: false },
      })
      return place
    })
    const apiIds = [...one.usedBy, ...(presenting.get(one.id) ?? [])].map(({ id }) => apiKey(id))
    const links = [...new Set([...apiIds, ...uses])]
    for (const place of links) name(place, key)
    return {
      ...{ key, name: one.commonName, hint: one.thumbprint.slice(-4), links },
      unknown: one.usageUnknown === true,
      ...problemOf(one, soonDays),
      address: `/certificates?show=${encodeURIComponent(one.id)}`,
      text: folded([one.commonName, one.subject, one.thumbprint].join('\n')),
    }
  })

  const right = apis.map(({ id, displayName, path, serviceUrl, credentials }): Node => {
    const missing = credentials.kind === 'mutual' && credentials.certificateId === null
    return {
      ...{ key: apiKey(id), name: displayName, hint: `/${path}`, days: 0 },
      problem: missing ? 'missing' : undefined,
      address: `/apis/${encodeURIComponent(id)}/security`,
      links: namedBy.get(apiKey(id)) ?? [],
      unknown: credentials.kind === 'other',
      text: folded([displayName, path, serviceUrl].join('\n')),
    }
  })
  const beside = [...others.values()].map((other) => ({ ...other, links: namedBy.get(other.key) ?? [] }))
  const places = [...right, ...beside]
  // An API may have gone between the two readings.
  const there = new Set(places.map(({ key }) => key))
  const known = left.map((node) => ({ ...node, links: node.links.filter((link) => there.has(link)) }))
  return { certificates: known, places }
}

/** What answers to `query` and, if asked for, has a problem; with what is bound to it, so that the lines stay. */
export function narrow(graph: Graph, query: string, onlyProblems: boolean): Graph {
  const words = folded(query).split(' ').filter(Boolean)
  const all = [...graph.certificates, ...graph.places]
  const found = all.filter(
    ({ text, problem }) =>
      words.every((word) => text.includes(word)) && (!onlyProblems || problem !== undefined),
  )
  if (found.length === all.length) return graph
  const shown = new Set(found.flatMap(({ key, links }) => [key, ...links]))
  const among = (nodes: readonly Node[]) =>
    nodes
      .filter(({ key }) => shown.has(key))
      .map((node) => ({ ...node, links: node.links.filter((link) => shown.has(link)) }))
  return { certificates: among(graph.certificates), places: among(graph.places) }
}
