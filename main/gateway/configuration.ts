/**
 * What the gateway's worker serves by: complete and plain, so that it is taken at once or not at all.
 *
 * It holds private keys and passwords. It goes from the main process to the worker and nowhere else.
 */
import type { CertificateReference } from '../../preload/contract/apis.ts'
import type { PresentedCertificate } from '../../preload/contract/gateway.ts'
import { compileProgram, type Instruction, type PolicyProgram } from '../policy/program.ts'
import { namesCertificate } from '../policy/references.ts'
import { isWarifuError } from '../warifu-error.ts'
import type { Failure } from './failure.ts'
import { failure } from './failure.ts'

/** A client certificate with its key, as TLS takes them. */
export interface Identity extends PresentedCertificate {
  privateKeyPem: string
  /** The leaf, then its chain. */
  certificatePem: string
}

export interface ApiConfiguration {
  id: string
  displayName: string
  /** Without slashes at either end; empty for the root. */
  path: string
  serviceUrl: string
  /** PEM of the authorities that the back end must chain to; null: the system's store. */
  trustPem: string | null
  inbound: readonly Instruction[]
  backend: readonly Instruction[]
  outbound: readonly Instruction[]
  /** The certificate that its calls present; null for none. */
  certificateId: string | null
  /** Passwords by the name that the policy calls them by. */
  passwords: Readonly<Record<string, string>>
  /** Why calls to it cannot be served; null when they can. */
  refusal: Failure | null
}

export interface GatewayConfiguration {
  /** Counts up; the worker confirms it. */
  version: number
  apis: readonly ApiConfiguration[]
  identities: Readonly<Record<string, Identity>>
}

/** Where a configuration comes from: the workspace, at this moment. */
export interface ConfigurationSource {
  apis(): readonly SourceApi[]
  certificates(): readonly { id: string; thumbprint: string; subject: string }[]
  identityOf(certificateId: string): Promise<{ privateKeyPem: string; certificatePem: string }>
  basicPassword(apiId: string): Promise<string | null>
}

export interface SourceApi {
  id: string
  displayName: string
  path: string
  serviceUrl: string
  trustPem: string | null
  policyText: string
}

let lastVersion = 0

/**
 * Reads everything the worker needs. Certificates that no API uses are not opened. What one API lacks (its
 * certificate, a password, a policy that can be read) is told in the answers to its calls and hinders no other.
 */
export const buildConfiguration = async (source: ConfigurationSource): Promise<GatewayConfiguration> => {
  const opening = new Map<string, Promise<Identity | Failure>>()
  const open = (id: string): Promise<Identity | Failure> => {
    const opened = opening.get(id) ?? openIdentity(source, id)
    opening.set(id, opened)
    return opened
  }
  const version = ++lastVersion
  const apis = await Promise.all(source.apis().map((api) => configureApi(source, api, open)))
  const identities: Record<string, Identity> = {}
  for (const [id, opened] of opening) {
    const identity = await opened
    if (!('code' in identity)) identities[id] = identity
  }
  return { version, apis, identities }
}

const configureApi = async (
  source: ConfigurationSource,
  { policyText, ...api }: SourceApi,
  open: (certificateId: string) => Promise<Identity | Failure>,
): Promise<ApiConfiguration> => {
  const closed = { ...api, inbound: [], backend: [], outbound: [], certificateId: null, passwords: {} }
  let program: PolicyProgram
  try {
    program = compileProgram([{ scope: 'api', text: policyText }])
  } catch (error) {
    if (!isWarifuError(error)) throw error
    return { ...closed, refusal: failure('PolicyInvalid') }
  }
  const { inbound, backend, outbound, refusedBecause } = program
  if (refusedBecause.length > 0) {
    const names = [...new Set(refusedBecause.map(({ policy }) => policy))].join(', ')
    return { ...closed, refusal: failure('PolicyNotApplicable', names) }
  }
  const certificate = await certificateFor(source, [...inbound, ...backend], open)
  if (certificate !== null && typeof certificate !== 'string') return { ...closed, refusal: certificate }
  const passwords = await passwordsFor(source, api.id, [...inbound, ...backend])
  if ('code' in passwords) return { ...closed, refusal: passwords }
  return {
    ...api,
    inbound,
    backend,
    outbound,
    certificateId: certificate,
    passwords: passwords.byName,
    refusal: null,
  }
}

/** The id of the certificate that the last `authentication-certificate` names; null when there is none. */
const certificateFor = async (
  source: ConfigurationSource,
  instructions: readonly Instruction[],
  open: (certificateId: string) => Promise<Identity | Failure>,
): Promise<string | Failure | null> => {
  const last = instructions.findLast(({ policy }) => policy === 'authentication-certificate')
  if (last?.policy !== 'authentication-certificate') return null
  const { reference } = last
  const certificate = source.certificates().find((candidate) => namesCertificate(reference, candidate))
  if (!certificate) return failure('ClientCertificateMissing', describe(reference))
  const opened = await open(certificate.id)
  return 'code' in opened ? opened : certificate.id
}

const describe = ({ by, value }: CertificateReference): string => `${by} ${value}`

const openIdentity = async (
  source: ConfigurationSource,
  certificateId: string,
): Promise<Identity | Failure> => {
  const certificate = source.certificates().find(({ id }) => id === certificateId)
  if (!certificate) return failure('ClientCertificateMissing', certificateId)
  try {
    const { privateKeyPem, certificatePem } = await source.identityOf(certificateId)
    const { subject, thumbprint } = certificate
    return { certificateId, subject, thumbprint, privateKeyPem, certificatePem }
  } catch (error) {
    if (!isWarifuError(error)) throw error
    return failure('ClientCertificateUnusable', `${certificate.subject}: ${error.code}`)
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
