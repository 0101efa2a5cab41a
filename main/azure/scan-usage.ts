/** Reads a whole service for what names a certificate; see `usage-index.ts`. */
import type { ApiReference, CertificateReference } from '../../preload/contract/apis.ts'
import type { OtherUse } from '../../preload/contract/certificates.ts'
import { referenceTo } from '../policy/credentials.ts'
import { attributeOf } from '../policy/nodes.ts'
import { scan } from '../policy/scanner.ts'
import { mapSome, segment } from './azure-context.ts'
import type { AzureContext } from './azure-context.ts'
import {
  apiEntity,
  backendEntity,
  fragmentEntity,
  gatewayEntity,
  gatewayHostEntity,
  namedValueEntity,
  nameOf,
  operationEntity,
  policyEntity,
  productEntity,
  revisionEntity,
} from './entities.ts'
import type { BackendEntity } from './entities.ts'
import { allApis, referencesIn, UsageIndex } from './usage-index.ts'
import type { Naming, Place } from './usage-index.ts'

/** A policy that may be there, and whose it is. */
interface Candidate {
  path: string
  place: Place
}

/** Fails as the client does: what could not be read might name a certificate. */
export const scanUsage = async (
  context: AzureContext,
  namedValues: ReadonlyMap<string, string>,
): Promise<UsageIndex> => {
  const backEndIds = new Set<string>()
  const candidates: Candidate[] = []
  let done = 0
  const tell = () => context.onProgress('usage', { done, total: candidates.length })

  const add = (...found: readonly Candidate[]): void => {
    candidates.push(...found)
    tell()
  }

  add({ path: '/policies/policy', place: allApis })
  add(...(await productPolicies(context)), ...(await fragments(context)))
  const apis = await context.list('/apis', apiEntity)
  // A revision's own line, where the list has one, comes again with the revisions of its API.
  const current = apis.filter(({ name }) => !name.includes(';'))
  await mapSome(current, async ({ name, properties }) => {
    add(...(await apiPolicies(context, { id: name, displayName: properties.displayName })))
  })

  const namings = await mapSome(candidates, async ({ path, place }): Promise<Naming> => {
    const answer = await context.find(path, { format: 'rawxml' })
    const text = answer === null ? '' : context.parse(answer, policyEntity).properties.value
    for (const id of backEndsIn(text)) backEndIds.add(id)
    done++
    tell()
    return { path, place, references: referencesIn(text, namedValues) }
  })
  const backends = await context.listIfOffered('/backends', backendEntity)
  const carrying = backends.flatMap((backend) => backEndNaming(backend, backEndIds, backends))
  return new UsageIndex([...namings, ...carrying, ...(await gatewayHosts(context))])
}

/** Of those that are no secret: a secret is not a thumbprint. */
export const readNamedValues = async (context: AzureContext): Promise<Map<string, string>> => {
  const values = await context.listIfOffered('/namedValues', namedValueEntity)
  return new Map(values.map(({ properties }) => [properties.displayName, properties.value]))
}

const productPolicies = async (context: AzureContext): Promise<Candidate[]> => {
  const products = await context.listIfOffered('/products', productEntity)
  return products.map(({ name, properties: { displayName } }) => ({
    path: `/products/${segment(name)}/policies/policy`,
    place: { other: { kind: 'product', id: name, displayName } },
  }))
}

const fragments = async (context: AzureContext): Promise<Candidate[]> => {
  const found = await context.listIfOffered('/policyFragments', fragmentEntity)
  return found.map(({ name }) => ({
    path: `/policyFragments/${segment(name)}`,
    place: { other: { kind: 'fragment', id: name, displayName: name } },
  }))
}

/** The API's own policy and those of its operations, in every revision. */
const apiPolicies = async (context: AzureContext, api: ApiReference): Promise<Candidate[]> => {
  const revisions = await context.listIfOffered(`/apis/${segment(api.id)}/revisions`, revisionEntity)
  const older = revisions.filter(({ isCurrent }) => isCurrent !== true)
  const ids = [api.id, ...older.map(({ apiRevision }) => `${api.id};rev=${apiRevision}`)]
  const place: Place = { api }
  const found = await mapSome(ids, async (id) => {
    const path = `/apis/${segment(id)}`
    const operations = await context.list(`${path}/operations`, operationEntity)
    return [
      { path: `${path}/policies/policy`, place },
      ...operations.map(({ name }) => ({
        path: `${path}/operations/${segment(name)}/policies/policy`,
        place,
      })),
    ]
  })
  return found.flat()
}

/** To which back ends a policy sends calls. */
const backEndsIn = (text: string): string[] =>
  scan(text).elements.flatMap((element) => {
    const attribute = element.name === 'set-backend-service' ? attributeOf(element, 'backend-id') : undefined
    return attribute === undefined ? [] : [text.slice(attribute.value.start, attribute.value.end)]
  })

/** Nothing where it carries no certificate. @param called back ends to which a policy sends calls */
const backEndNaming = (
  { name, properties }: BackendEntity,
  called: ReadonlySet<string>,
  all: readonly BackendEntity[],
): Naming[] => {
  const references = certificatesOf(properties)
  if (references.length === 0) return []
  const pools = all.filter(({ properties: { pool } }) =>
    (pool?.services ?? []).some(({ id }) => nameOf(id) === name),
  )
  const effective = called.has(name) || pools.some((pool) => called.has(pool.name))
  const other: OtherUse = {
    ...{ kind: 'back-end', id: name, displayName: properties.title || name },
    ...(effective ? {} : { withoutEffect: true }),
  }
  return [{ path: `/backends/${segment(name)}`, place: { other }, references }]
}

const certificatesOf = (properties: BackendEntity['properties']): CertificateReference[] => {
  const cluster = properties.properties?.serviceFabricCluster
  const { certificateIds, certificate } = properties.credentials ?? {}
  return [
    ...(certificateIds ?? []).map((id) => referenceTo('certificate-id', nameOf(id))),
    ...(certificate ?? []).map((thumbprint) => referenceTo('thumbprint', thumbprint)),
    ...(cluster?.clientCertificateId
      ? [referenceTo('certificate-id', nameOf(cluster.clientCertificateId))]
      : []),
    ...(cluster?.clientCertificatethumbprint
      ? [referenceTo('thumbprint', cluster.clientCertificatethumbprint)]
      : []),
  ]
}

const gatewayHosts = async (context: AzureContext): Promise<Naming[]> => {
  const gateways = await context.listIfOffered('/gateways', gatewayEntity)
  const found = await mapSome(gateways, async ({ name }) => {
    const path = `/gateways/${segment(name)}`
    const hosts = await context.listIfOffered(`${path}/hostnameConfigurations`, gatewayHostEntity)
    const authorities = await context.listIfOffered(`${path}/certificateAuthorities`, gatewayEntity)
    const place: Place = { other: { kind: 'gateway', id: name, displayName: name } }
    return [
      ...hosts.map((host) => ({
        path: `${path}/hostnameConfigurations/${segment(host.name)}`,
        place,
        references: [referenceTo('certificate-id', nameOf(host.properties.certificateId))],
      })),
      ...authorities.map((authority) => ({
        path: `${path}/certificateAuthorities/${segment(authority.name)}`,
        place,
        references: [referenceTo('certificate-id', authority.name)],
      })),
    ]
  })
  return found.flat()
}
