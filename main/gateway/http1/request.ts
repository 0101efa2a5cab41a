/** Reads an HTTP/1.1 request head (RFC 9112, 3) into what the gateway decides by. */
import { noBody, requestFraming, type Framing } from './framing.ts'
import { MalformedMessage, isToken, listMembers, readHead, type Field } from './message-head.ts'

export interface HttpRequest {
  method: string
  /** Of the target, beginning with `/`; percent-encoding as it came. */
  path: string
  /** With its `?`, or empty. */
  query: string
  /** Of the version `HTTP/1.x`. */
  minor: 0 | 1
  fields: readonly Field[]
  framing: Framing
  /** As sent; empty only in HTTP/1.0. */
  host: string
  /** Whether the client will send another request on this connection. */
  keepAlive: boolean
  /** Field names that `Connection` says are for this connection only, in lower case. */
  connectionFields: readonly string[]
  /** The protocols the client would like to change to, when it says so properly (RFC 9110, 7.8). */
  upgrade: string | null
}

/** The request is of another HTTP version. */
export class UnsupportedVersion extends Error {}

/** `text`: Latin-1, up to and including the empty line. Throws `MalformedMessage` or `UnsupportedVersion`. */
export const readRequest = (text: string): HttpRequest => {
  const { startLine, fields } = readHead(text)
  const { method, target, minor } = readRequestLine(startLine)
  let host: string | null = null
  let contentLength: string | null = null
  let transferEncoding: string | null = null
  let connection: string | null = null
  let upgrade: string | null = null
  for (const field of fields) {
    switch (field.name) {
      case 'host':
        if (host !== null) throw new MalformedMessage('Host is there twice.')
        host = field.value
        break
      case 'content-length':
        if (contentLength !== null) throw new MalformedMessage('Content-Length is there twice.')
        contentLength = field.value
        break
      case 'transfer-encoding':
        if (transferEncoding !== null) throw new MalformedMessage('Transfer-Encoding is there twice.')
        transferEncoding = field.value
        break
      case 'connection':
        connection = connection === null ? field.value : `${connection}, ${field.value}`
        break
      case 'upgrade':
        upgrade = field.value
        break
    }
  }
  if (host === null && minor === 1) throw new MalformedMessage('Host is missing.')
  const connectionFields = connection === null ? noFields : listMembers(connection)
  const framing =
    contentLength === null && transferEncoding === null
      ? noBody
      : requestFraming({ contentLength, transferEncoding }, minor)
  return {
    method,
    ...splitTarget(target),
    minor,
    fields,
    framing,
    host: host ?? '',
    // A client of HTTP/1.0 that asks for keep-alive may also be closed on, which is simpler.
    keepAlive: minor === 1 && !connectionFields.includes('close'),
    connectionFields,
    upgrade: upgrade !== null && connectionFields.includes('upgrade') ? withoutH2c(upgrade) : null,
  }
}

/**
 * What is left of the protocols without cleartext HTTP/2, whose requests would pass unread through the tunnel, and so
 * past the policy; null when nothing is.
 */
const withoutH2c = (upgrade: string): string | null =>
  upgrade
    .split(',')
    .map((protocol) => protocol.trim())
    .filter((protocol) => protocol !== '' && protocol.toLowerCase() !== 'h2c')
    .join(', ') || null

const noFields: readonly string[] = []

const readRequestLine = (line: string): { method: string; target: string; minor: 0 | 1 } => {
  const methodEnd = line.indexOf(' ')
  const targetEnd = line.indexOf(' ', methodEnd + 1)
  const method = line.slice(0, methodEnd)
  const target = line.slice(methodEnd + 1, targetEnd)
  const version = line.slice(targetEnd + 1)
  if (methodEnd < 1 || targetEnd <= methodEnd + 1 || !isToken(method)) {
    throw new MalformedMessage('The request line is not "METHOD target HTTP/1.1".')
  }
  if (version === 'HTTP/1.1') return { method, target, minor: 1 }
  if (version === 'HTTP/1.0') return { method, target, minor: 0 }
  if (/^HTTP\/[0-9]\.[0-9]$/.test(version)) throw new UnsupportedVersion(version)
  throw new MalformedMessage('The request line is not "METHOD target HTTP/1.1".')
}

/** RFC 9112, 3.2: origin form, or absolute form as sent to a proxy. `*` and `host:port` address no API. */
const splitTarget = (target: string): { path: string; query: string } => {
  let origin = target
  if (target.charCodeAt(0) !== slash) {
    const absolute = /^https?:\/\/[^/?#]+(.*)$/i.exec(target)
    if (!absolute) throw new MalformedMessage('The request target is neither a path nor an http URL.')
    const rest = absolute[1] ?? ''
    origin = rest.startsWith('/') ? rest : `/${rest}`
  }
  if (notAllowedInTarget.test(origin)) {
    throw new MalformedMessage('The request target holds a fragment or a backslash.')
  }
  const question = origin.indexOf('?')
  const path = question < 0 ? origin : origin.slice(0, question)
  if (dotSegment.test(path)) throw new MalformedMessage('The path holds a "." or ".." segment.')
  return { path, query: question < 0 ? '' : origin.slice(question) }
}

const slash = 47
/** A fragment is never sent; a backslash is a slash to some back ends. Other odd characters are harmless and common. */
const notAllowedInTarget = /[#\\]/
/** Also percent-encoded: a back end that decodes before it resolves would leave the API's base path. */
const dotSegment = /\/(?:\.|%2e){1,2}(?:\/|$)/i
