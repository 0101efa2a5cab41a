/**
 * What the gateway's worker serves by: complete and plain, so that it is taken at once or not at all.
 *
 * It holds private keys and passwords. It goes from the main process to the worker and nowhere else.
 */
import type { CertificateReference, GatewaySettings } from '../../preload/contract/apis.ts'
import type { Failure as ContractFailure } from '../../preload/contract/errors.ts'
import type { PresentedCertificate } from '../../preload/contract/gateway.ts'
import { serverContext } from '../certificates/server-context.ts'
import { parsePolicy } from '../policy/document.ts'
import { compile, type Instruction, type ScopedDocument } from '../policy/program.ts'
import { normaliseThumbprint } from '../policy/references.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { failure, type Failure } from './failure.ts'
import type { ServerVerification } from './server-verification.ts'

/** A client certificate with its key, as TLS takes them. */
export interface Identity extends PresentedCertificate {
  privateKeyPem: string
  /** The leaf, then its chain. */
  certificatePem: string
}

/** How the calls to an API are served, or those of one of its operations. */
export interface ServingConfiguration {
  inbound: readonly Instruction[]
  backend: readonly Instruction[]
  outbound: readonly Instruction[]
  onError: readonly Instruction[]
  /** The certificate that its calls present; null for none. */
  certificateId: string | null
  /** Passwords by the name that the policy calls them by. */
  passwords: Readonly<Record<string, string>>
  /** Why calls to it cannot be served; null when they can. */
  refusal: Failure | null
}

export interface OperationConfiguration extends ServingConfiguration {
  id: string
  displayName: string
  method: string
  urlTemplate: string
}

export interface ApiConfiguration extends ServingConfiguration {
  id: string
  displayName: string
  /** Without slashes at either end; empty for the root. */
  path: string
  serviceUrl: string
  /** PEM of the authorities that the back end must chain to; null: the system's store. */
  trustPem: string | null
  verification: ServerVerification
  /** Whether HTTP/2 is offered to the back end. */
  http2: boolean
  /** Where there are any, they alone are served; without, every call below the path is. */
  operations: readonly OperationConfiguration[]
}

/** What clients are answered HTTPS with, or why that is not possible. */
export type HttpsConfiguration = Identity | HttpsUnusable

export interface HttpsUnusable {
  because: ContractFailure
}

export interface GatewayConfiguration {
  /** Counts up; the worker confirms it. */
  version: number
  /** Null: clients call by plain HTTP. */
  https: HttpsConfiguration | null
  apis: readonly ApiConfiguration[]
  identities: Readonly<Record<string, Identity>>
}

/** Where a configuration comes from: the workspace, at this moment. */
export interface ConfigurationSource {
  /** The certificate by which clients are answered HTTPS; null for plain HTTP. */
  httpsCertificateId(): string | null
  /** The policy of all APIs; null where there is none. */
  allApisPolicy(): string | null
  apis(): readonly SourceApi[]
  certificates(): readonly SourceCertificate[]
  identityOf(certificateId: string): Promise<{ privateKeyPem: string; certificatePem: string }>
  basicPassword(apiId: string): Promise<string | null>
}

export interface SourceApi {
  id: string
  displayName: string
  path: string
  serviceUrl: string
  trustPem: string | null
  settings: GatewaySettings
  /** Null where the API has none of its own. */
  policyText: string | null
  operations: readonly SourceOperation[]
}

export interface SourceOperation {
  id: string
  displayName: string
  method: string
  urlTemplate: string
  policyText: string | null
}

export interface SourceCertificate {
  id: string
  thumbprint: string
  subject: string
}

let lastVersion = 0

/**
 * Reads everything the worker needs. Certificates that no API uses are not opened. What one API lacks (its
 * certificate, a password, a policy that can be read) is told in the answers to its calls and hinders no other.
 */
export const buildConfiguration = async (source: ConfigurationSource): Promise<GatewayConfiguration> => {
  const version = ++lastVersion
  const certificates = source.certificates()
  const open = opener(source)
  const present = presenter(certificates, open)
  const https = await openHttps(source.httpsCertificateId(), certificates, open)
  const ofAllApis = scoped('all-apis', source.allApisPolicy())
  const configured = await Promise.all(
    source.apis().map((api) => configureApi(source, api, ofAllApis, present)),
  )
  const identities: Record<string, Identity> = {}
  for (const identity of configured.flatMap((one) => one.identities)) {
    identities[identity.certificateId] = identity
  }
  return { version, https, apis: configured.map(({ api }) => api), identities }
}

/** Opens a certificate: each once, however many uses it has. Fails as `identityOf` does. */
type Open = (certificate: SourceCertificate) => Promise<Identity>

const opener = (source: ConfigurationSource): Open => {
  const opening = new Map<string, Promise<Identity>>()
  const open: Open = async ({ id: certificateId, subject, thumbprint }) => {
    const { privateKeyPem, certificatePem } = await source.identityOf(certificateId)
    return { certificateId, subject, thumbprint, privateKeyPem, certificatePem }
  }
  return (certificate) => {
    const opened = opening.get(certificate.id) ?? open(certificate)
    opening.set(certificate.id, opened)
    return opened
  }
}

const openHttps = async (
  id: string | null,
  certificates: readonly SourceCertificate[],
  open: Open,
): Promise<HttpsConfiguration | null> => {
  if (id === null) return null
  try {
    const certificate = certificates.find((one) => one.id === id)
    if (certificate === undefined) throw new WarifuError('not-found', { what: 'certificate', id })
    const identity = await open(certificate)
    serverContext(identity)
    return identity
  } catch (error) {
    if (!isWarifuError(error)) throw error
    return { because: error.toFailure() }
  }
}

/** Whether clients are to be answered HTTPS and cannot be. */
export const isUnusable = (https: HttpsConfiguration | null): https is HttpsUnusable =>
  https !== null && 'because' in https

/** Finds the certificate that a policy names, and opens it. */
type Present = (reference: CertificateReference) => Promise<Identity | Failure>

/** A list of the scope's document alone, or empty: a scope without a policy inherits. */
const scoped = (scope: ScopedDocument['scope'], text: string | null): ScopedDocument[] =>
  text === null ? [] : [{ scope, document: parsePolicy(text) }]

const configureApi = async (
  source: ConfigurationSource,
  { policyText, operations, settings, ...sourceApi }: SourceApi,
  ofAllApis: readonly ScopedDocument[],
  present: Present,
): Promise<{ api: ApiConfiguration; identities: Identity[] }> => {
  const { serveUnguarded, http2, ...verification } = settings
  const context = { source, apiId: sourceApi.id, serveUnguarded, present }
  const documents = [...ofAllApis, ...scoped('api', policyText)]
  const ofApi = await serve(context, documents)
  const ofOperations = await Promise.all(
    operations.map(async ({ policyText: own, ...operation }) => {
      const served = own === null ? ofApi : await serve(context, [...documents, ...scoped('operation', own)])
      return { operation: { ...operation, ...served.serving }, identity: served.identity }
    }),
  )
  const api = {
    ...{ ...sourceApi, ...ofApi.serving, verification, http2 },
    operations: ofOperations.map(({ operation }) => operation),
  }
  const identities = [ofApi, ...ofOperations].flatMap(({ identity }) => identity ?? [])
  return { api, identities }
}

interface ServeContext {
  source: ConfigurationSource
  apiId: string
  serveUnguarded: boolean
  present: Present
}

const serve = async (
  { source, apiId, serveUnguarded, present }: ServeContext,
  documents: readonly ScopedDocument[],
): Promise<{ serving: ServingConfiguration; identity: Identity | null }> => {
  const { refusedBecause, inbound, backend, outbound, onError } = compile(documents).program
  const sections = { inbound, backend, outbound, onError }
  const refused = (refusal: Failure): Awaited<ReturnType<typeof serve>> => ({
    serving: { ...sections, inbound: [], certificateId: null, passwords: {}, refusal },
    identity: null,
  })
  if (refusedBecause.some(({ because }) => because === 'malformed')) return refused(failure('PolicyInvalid'))
  if (refusedBecause.length > 0 && !serveUnguarded) {
    const names = [...new Set(refusedBecause.map(({ policy }) => policy))].join(', ')
    return refused(failure('PolicyNotApplicable', names))
  }
  const instructions = [...sections.inbound, ...sections.backend]
  const last = instructions.findLast((instruction) => instruction.policy === 'authentication-certificate')
  const identity = last ? await present(last.reference) : null
  if (identity && 'code' in identity) return refused(identity)
  const passwords = await passwordsFor(source, apiId, instructions)
  if ('code' in passwords) return refused(passwords)
  const certificateId = identity?.certificateId ?? null
  return {
    serving: { ...sections, certificateId, passwords: passwords.byName, refusal: null },
    identity,
  }
}

const presenter = (certificates: readonly SourceCertificate[], open: Open): Present => {
  const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]))
  const byThumbprint = new Map(certificates.map((certificate) => [certificate.thumbprint, certificate]))
  return async ({ by, value }) => {
    const certificate =
      by === 'certificate-id' ? byId.get(value) : byThumbprint.get(normaliseThumbprint(value) ?? value)
    if (!certificate) return failure('ClientCertificateMissing', `${by} ${value}`)
    try {
      return await open(certificate)
    } catch (error) {
      if (!isWarifuError(error)) throw error
      return failure('ClientCertificateUnusable', `${certificate.subject}: ${error.code}`)
    }
  }
}

/** Passwords of the API's `authentication-basic` policies that are kept in the keychain. */
const passwordsFor = async (
  source: ConfigurationSource,
  apiId: string,
  instructions: readonly Instruction[],
): Promise<{ byName: Record<string, string> } | Failure> => {
  const byName: Record<string, string> = {}
  for (const instruction of instructions) {
    if (instruction.policy !== 'authentication-basic' || instruction.password.kind !== 'named-value') continue
    const { name } = instruction.password
    const password = name === `basic-${apiId}` ? await readPassword(source, apiId) : null
    if (password === null) return failure('PasswordMissing', `{{${name}}}`)
    byName[name] = password
  }
  return { byName }
}

const readPassword = async (source: ConfigurationSource, apiId: string): Promise<string | null> => {
  try {
    return await source.basicPassword(apiId)
  } catch (error) {
    if (isWarifuError(error)) return null
    throw error
  }
}
