/**
 * Heads as the gateway passes them on (RFC 9110, 7.6): hop-by-hop fields are left out, framing is said anew, and the
 * gateway adds where the call came from.
 */
import { STATUS_CODES } from 'node:http'
import { statusOf, failureBody, type Failure } from './failure.ts'
import { foldHeaderRules } from './header-rules.ts'
import type { Framing } from './http1/framing.ts'
import type { HttpRequest } from './http1/request.ts'
import type { HttpResponse } from './http1/response.ts'
import type { OwnAnswer, Route } from './route.ts'

/** Marks a test call; whatever a client sends by this name never reaches a back end. */
export const traceHeader = 'warifu-trace'

/** RFC 9110, 7.6.1, and the two that only proxies mean. Framing fields are said anew. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
])

/** Request fields that are replaced by the gateway's own. */
const replacedInRequest: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  traceHeader,
])

/** What the gateway says of itself and of the client. */
export interface Hop {
  /** The gateway's name in `Via`, of this run alone. */
  pseudonym: string
  clientAddress: string
  /** By which the client called. */
  scheme: 'http' | 'https'
}

/** The head of the request to the back end, as Latin-1 text. */
export const requestHead = (
  request: HttpRequest,
  route: Route,
  { pseudonym, clientAddress, scheme }: Hop,
): string => {
  const { fields, connectionFields, framing, host } = request
  let forwarded = ''
  let forwardedFor = ''
  let head = `${request.method} ${targetOf(request, route)} HTTP/1.1\r\nHost: ${route.host}\r\n`
  for (const { name, value, line } of fields) {
    if (name === 'x-forwarded-for') forwardedFor += `${value}, `
    else if (name === 'forwarded') forwarded += `${value}, `
    if (hopByHop.has(name) || replacedInRequest.has(name) || route.requestRules.dropped.has(name)) continue
    if (connectionFields.length > 0 && connectionFields.includes(name)) continue
    head += line
  }
  head += framingLine(framing)
  if (framing.kind === 'none' && methodsWithBody.has(request.method)) head += 'Content-Length: 0\r\n'
  if (request.upgrade !== null) head += `Connection: Upgrade\r\nUpgrade: ${request.upgrade}\r\n`
  head += `X-Forwarded-For: ${forwardedFor}${clientAddress}\r\nX-Forwarded-Host: ${host}\r\n`
  const element = `${forwardedElement(clientAddress, host)};proto=${scheme}`
  head += `X-Forwarded-Proto: ${scheme}\r\nForwarded: ${forwarded}${element}\r\nVia: 1.${request.minor} ${pseudonym}\r\n`
  return `${head}${route.requestRules.added(fields)}\r\n`
}

/** RFC 7239, 4: an address of IPv6, and a host with its port, stand in quotes. HTTP/1.0 may name no host. */
const forwardedElement = (address: string, host: string): string => {
  const from = address.includes(':') ? `"[${address}]"` : address
  return host === '' ? `for=${from}` : `for=${from};host="${host}"`
}

/** RFC 9110, 8.6: they anticipate content, so that its absence is said. */
const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

const framingLine = (framing: Framing): string => {
  if (framing.kind === 'length') return `Content-Length: ${framing.length}\r\n`
  return framing.kind === 'chunked' ? 'Transfer-Encoding: chunked\r\n' : ''
}

/** The request target below the back end's base URL. */
const targetOf = ({ path, query }: HttpRequest, { path: apiPath, basePath, rewrite }: Route): string => {
  const rest = restOf(path, apiPath)
  if (rewrite !== null) return basePath + rewrite.target({ rest, query })
  return `${basePath}${rest === '' && basePath === '' ? '/' : rest}${query}`
}

/** What of a path stands below the API's own. */
export const restOf = (path: string, apiPath: string): string =>
  apiPath === '' ? path : path.slice(apiPath.length + 1)

/** Whether the call has been through this gateway before (RFC 9110, 7.6.3). */
export const isLoop = ({ fields }: HttpRequest, pseudonym: string): boolean =>
  fields.some(({ name, value }) => name === 'via' && value.includes(pseudonym))

/** How the body of the answer goes to the client. */
export interface AnswerFraming {
  /** A client of HTTP/1.0 gets the content of a chunked body without its chunks. */
  dechunk: boolean
  /** The connection ends after the answer. */
  close: boolean
}

export const answerFraming = (response: HttpResponse, request: HttpRequest): AnswerFraming => {
  const dechunk = response.framing.kind === 'chunked' && request.minor === 0
  return { dechunk, close: !request.keepAlive || dechunk || response.framing.kind === 'until-close' }
}

/** The head of the answer to the client, as Latin-1 text. Also for 1xx answers, which have no framing. */
export const responseHead = (
  { status, reason, fields, connectionFields, framing }: HttpResponse,
  { responseRules }: Route,
  { dechunk, close }: AnswerFraming,
  pseudonym: string,
): string => {
  let head = `HTTP/1.1 ${status} ${reason}\r\n`
  const interim = status < 200
  for (const { name, line } of fields) {
    if (hopByHop.has(name) || (!interim && responseRules.dropped.has(name))) continue
    if (name === 'content-length' && framing.kind !== 'none') continue
    if (connectionFields.length > 0 && connectionFields.includes(name)) continue
    head += line
  }
  if (status === 101) head += `Connection: Upgrade\r\nUpgrade: ${upgradeOf(fields)}\r\n`
  if (interim) return `${head}\r\n`
  if (!dechunk) head += framingLine(framing)
  if (close) head += 'Connection: close\r\n'
  return `${head}Via: 1.1 ${pseudonym}\r\n${responseRules.added(fields)}\r\n`
}

const upgradeOf = (fields: HttpResponse['fields']): string =>
  fields.find(({ name }) => name === 'upgrade')?.value ?? ''

/** The gateway's own answer to a call that failed, whole. `route` is null for what never became a call. */
export const failureAnswer = (
  cause: Failure,
  route: Route | null,
  close: boolean,
  method: string,
): Buffer => {
  if (route?.failureOwnAnswer) return ownAnswer(route.failureOwnAnswer, close, method)
  const body = Buffer.from(failureBody(cause, route?.apiId ?? null), 'utf8')
  const status = statusOf(cause.code)
  const head =
    `HTTP/1.1 ${status} ${reasonOf(status)}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n` +
    `Cache-Control: no-store\r\nWarifu-Error: ${cause.code}\r\n${close ? 'Connection: close\r\n' : ''}` +
    `${route?.failureRules.added([]) ?? ''}\r\n`
  return method === 'HEAD' ? Buffer.from(head, 'latin1') : Buffer.concat([Buffer.from(head, 'latin1'), body])
}

/** An answer that the policy gives, whole. */
export const ownAnswer = (
  { status, reason, headers, body }: OwnAnswer,
  close: boolean,
  method: string,
): Buffer => {
  const content = Buffer.from(body, 'utf8')
  const fields = foldHeaderRules(headers).added([])
  const bodiless = status === 204 || status === 304
  const head =
    `HTTP/1.1 ${status} ${reason || reasonOf(status)}\r\n${fields}` +
    `${bodiless ? '' : `Content-Length: ${content.length}\r\n`}${close ? 'Connection: close\r\n' : ''}\r\n`
  const whole = method === 'HEAD' || bodiless ? [] : [content]
  return Buffer.concat([Buffer.from(head, 'latin1'), ...whole])
}

/** RFC 9110, 15. */
const reasonOf = (status: number): string => STATUS_CODES[status] ?? ''
