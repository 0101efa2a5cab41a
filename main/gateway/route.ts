/** How the calls to one API are served: its configuration, worked out once so that a call has little to decide. */
import { BlockList, isIPv6 } from 'node:net'
import type { OperationReference } from '../../preload/contract/operations.ts'
import type { CheckHeader, Instruction, IpFilter, ReturnResponse, SetHeader } from '../policy/instructions.ts'
import type { BackEnd } from './back-end-pool.ts'
import type { ApiConfiguration, GatewayConfiguration } from './configuration.ts'
import { failure, type Failure } from './failure.ts'
import { foldHeaderRules, type HeaderRules } from './header-rules.ts'
import type { HttpRequest } from './http1/request.ts'
import type { UrlTemplate } from '../operations/url-template.ts'
import { rewriteOf, type Rewrite } from './rewrite.ts'

export interface Route {
  /** Null stands for no API at all. */
  apiId: string | null
  /** Null where the API is served without any. */
  operation: OperationReference | null
  /** Without slashes at either end. */
  path: string
  backEnd: BackEnd
  /** For `Host`: the back end's own authority, or what the policy sets. */
  host: string
  /** Path of the back end's base URL, without a slash at its end. */
  basePath: string
  requestRules: HeaderRules
  responseRules: HeaderRules
  /** What the policy answers instead of the back end's answer; null passes that on. */
  responseAnswer: OwnAnswer | null
  /** For the gateway's own answer to a call that failed. */
  failureRules: HeaderRules
  failureOwnAnswer: OwnAnswer | null
  /** What may end a call before it reaches the back end, in the policy's order. */
  gates: readonly Gate[]
  /** Replaces path and query below the base URL; null leaves them. */
  rewrite: Rewrite | null
  refusal: Failure | null
}

/** Null lets the call pass. */
export type Gate = (request: HttpRequest, clientAddress: string) => Failure | OwnAnswer | null

/** An answer that the policy itself gives. */
export interface OwnAnswer {
  status: number
  reason: string
  headers: readonly SetHeader[]
  body: string
}

/** Up to and with a `return-response`, after which nothing is applied. */
const appliedInbound = (api: Servable): readonly Instruction[] => {
  const instructions = [...api.inbound, ...api.backend]
  const end = instructions.findIndex(({ policy }) => policy === 'return-response')
  return end < 0 ? instructions : instructions.slice(0, end + 1)
}

/** The back end's base URL: the API's own, or the last that its policy sets. */
export const backEndUrl = (api: Servable): string =>
  appliedInbound(api).findLast((instruction) => instruction.policy === 'set-backend-service')?.baseUrl ??
  api.serviceUrl

/** What a route is made of: an API's own configuration, or with an operation's in place of it. */
type Servable = Omit<ApiConfiguration, 'operations'>

/** @param operation whose route it is; null for an API that is served without any */
export const routeOf = (
  api: Servable,
  identities: GatewayConfiguration['identities'],
  operation: (OperationReference & { template: UrlTemplate }) | null = null,
): Route => {
  const inbound = appliedInbound(api)
  const url = URL.parse(backEndUrl(api))
  const identity = api.certificateId === null ? null : (identities[api.certificateId] ?? null)
  const headers = inbound.flatMap((instruction) => headerPolicy(instruction, api.passwords))
  const host = headers.findLast(({ name }) => name.toLowerCase() === 'host')?.values[0]
  const lastRewrite = inbound.findLast((instruction) => instruction.policy === 'rewrite-uri')
  const rewrite = lastRewrite ? rewriteOf(lastRewrite, operation?.template ?? null) : null
  return {
    apiId: api.id,
    operation: operation && { id: operation.id, displayName: operation.displayName },
    // As it comes in a request: percent-encoded where it is not ASCII.
    path: URL.parse(api.path, 'http://gateway.invalid/')?.pathname.slice(1) ?? api.path,
    backEnd: backEndOf(url, api, identity),
    host: host ?? url?.host ?? '',
    basePath: url?.pathname.replace(/\/+$/, '') ?? '',
    requestRules: foldHeaderRules(headers.filter(({ name }) => name.toLowerCase() !== 'host')),
    responseRules: headerRules(api.outbound),
    responseAnswer: answerIn(api.outbound),
    failureRules: headerRules(api.onError),
    failureOwnAnswer: answerIn(api.onError),
    gates: inbound.flatMap(gateOf),
    rewrite,
    refusal:
      api.refusal ??
      rewrite?.refusal ??
      (url === null ? failure('BackEndUnreachable', 'no valid URL') : null),
  }
}

const backEndOf = (
  url: URL | null,
  { trustPem, verification, http2 }: Servable,
  identity: BackEnd['identity'],
): BackEnd => {
  const plain = url?.protocol === 'http:'
  return {
    protocol: plain ? 'http:' : 'https:',
    // The brackets of an IPv6 address belong to the URL, not to the address.
    host: url?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '',
    port: Number(url?.port) || (plain ? 80 : 443),
    trustPem: plain ? null : trustPem,
    verification,
    identity: plain ? null : identity,
    // Over TLS only, where the handshake settles it.
    http2: http2 && !plain,
  }
}

const headerPolicy = (instruction: Instruction, passwords: ApiConfiguration['passwords']): SetHeader[] => {
  if (instruction.policy === 'set-header') return [instruction]
  if (instruction.policy !== 'authentication-basic') return []
  const { username, password } = instruction
  const secret = password.kind === 'literal' ? password.value : (passwords[password.name] ?? '')
  // RFC 7617 in UTF-8, which every server that says anything about it expects.
  const value = `Basic ${Buffer.from(`${username}:${secret}`, 'utf8').toString('base64')}`
  return [{ policy: 'set-header', name: 'Authorization', existsAction: 'override', values: [value] }]
}

const headerRules = (instructions: readonly Instruction[]): HeaderRules =>
  foldHeaderRules(instructions.filter((instruction) => instruction.policy === 'set-header'))

const answerIn = (instructions: readonly Instruction[]): OwnAnswer | null => {
  const first = instructions.find((instruction) => instruction.policy === 'return-response')
  return first ? answerOf(first) : null
}

const gateOf = (instruction: Instruction): Gate[] => {
  switch (instruction.policy) {
    case 'check-header':
      return [headerGate(instruction)]
    case 'ip-filter':
      return [addressGate(instruction)]
    case 'return-response':
      return [answerGate(answerOf(instruction))]
    case 'authentication-certificate':
    case 'authentication-basic':
    case 'set-header':
    case 'set-backend-service':
    case 'rewrite-uri':
      return []
  }
}

const headerGate = (policy: CheckHeader): Gate => {
  const name = policy.name.toLowerCase()
  const normal = (value: string): string => (policy.ignoreCase ? value.toLowerCase() : value)
  const allowed = new Set(policy.values.map(normal))
  const refused: OwnAnswer = {
    status: policy.failedCheckHttpCode,
    reason: '',
    headers: [
      { policy: 'set-header', name: 'Content-Type', existsAction: 'override', values: ['application/json'] },
    ],
    body: JSON.stringify({ statusCode: policy.failedCheckHttpCode, message: policy.failedCheckErrorMessage }),
  }
  return ({ fields }) => {
    const values = fields.filter((field) => field.name === name).map(({ value }) => normal(value))
    const passes = allowed.size === 0 ? values.length > 0 : values.some((value) => allowed.has(value))
    return passes ? null : refused
  }
}

const addressGate = ({ action, addresses, ranges }: IpFilter): Gate => {
  const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4')
  const list = new BlockList()
  for (const address of addresses) list.addAddress(address, family(address))
  for (const { from, to } of ranges) list.addRange(from, to, family(from))
  return (_request, clientAddress) =>
    list.check(clientAddress, family(clientAddress)) === (action === 'allow')
      ? null
      : failure('AddressNotAllowed', clientAddress)
}

const answerGate =
  (answer: OwnAnswer): Gate =>
  () =>
    answer

const answerOf = ({ status, headers, body }: ReturnResponse): OwnAnswer => ({
  status: status.code,
  reason: status.reason ?? '',
  headers,
  body: body ?? '',
})
