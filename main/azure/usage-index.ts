/**
 * Which places of a service name which certificate. The service itself cannot be asked, so every policy of every
 * scope is read (global, products, APIs with their revisions, operations, fragments), every back end and every
 * gateway's host names.
 */
import type { ApiReference, CertificateReference } from '../../preload/contract/apis.ts'
import type { OtherUse } from '../../preload/contract/certificates.ts'
import { findReferences, namesCertificate } from '../policy/references.ts'
import type { NamedCertificate } from '../policy/credentials.ts'
import { referenceTo } from '../policy/credentials.ts'

/** Who is shown as the user: an API for all of its policies, or another place. */
export type Place = { api: ApiReference } | { other: OtherUse }

/** The one policy that every API inherits. */
export const allApis: Place = { other: { kind: 'all-apis', id: '', displayName: '' } }

/** What was found at one path below the service. */
export interface Naming {
  path: string
  place: Place
  references: readonly CertificateReference[]
}

export interface Uses {
  apis: readonly ApiReference[]
  others: readonly OtherUse[]
}

export class UsageIndex {
  readonly #namings: Map<string, Naming>

  constructor(namings: readonly Naming[]) {
    this.#namings = new Map(namings.map((naming) => [naming.path, naming]))
  }

  /** Takes what was just written, so that nobody has to look everywhere again. */
  note(naming: Naming): void {
    this.#namings.set(naming.path, naming)
  }

  /** Where a certificate is named, each place once. */
  namings(certificate: NamedCertificate): Naming[] {
    return [...this.#namings.values()].filter(({ references }) =>
      references.some((reference) => namesCertificate(reference, certificate)),
    )
  }

  uses(certificate: NamedCertificate): Uses {
    return usersOf(this.namings(certificate).map(({ place }) => place))
  }
}

/** Each user once, by name. */
export const usersOf = (places: readonly Place[]): Uses => {
  const apis = new Map<string, ApiReference>()
  const others = new Map<string, OtherUse>()
  for (const place of places) {
    if ('api' in place) apis.set(place.api.id, place.api)
    else others.set(`${place.other.kind}/${place.other.id}`, place.other)
  }
  const byName = (one: { displayName: string }, other: { displayName: string }) =>
    one.displayName.localeCompare(other.displayName)
  return { apis: [...apis.values()].sort(byName), others: [...others.values()].sort(byName) }
}

/** What a policy names; `{{names}}` in it are looked up. */
export const referencesIn = (
  text: string,
  namedValues: ReadonlyMap<string, string>,
): CertificateReference[] =>
  findReferences(text).map(({ by, value }) => {
    const name = /^\{\{\s*([\w.-]+)\s*\}\}$/.exec(value)?.[1]
    return name === undefined ? { by, value } : referenceTo(by, namedValues.get(name) ?? value)
  })
