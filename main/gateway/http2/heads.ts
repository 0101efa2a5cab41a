/**
 * Heads between HTTP/1.1, in which the gateway writes and reads them, and HTTP/2 (RFC 9113, 8): the same fields, with
 * the start line in pseudo-header fields and no fields about the connection.
 */
import { STATUS_CODES } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http2'
import { noBody, responseFraming, type Framing } from '../http1/framing.ts'
import { readHead, type Field } from '../http1/message-head.ts'
import type { HttpResponse } from '../http1/response.ts'

/** RFC 9113, 8.2.2: they are about a connection of HTTP/1.1. `host` is said by `:authority`. */
const notInHttp2: ReadonlySet<string> = new Set([
  'connection',
  'host',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
])

/** Of a head as the gateway writes it for HTTP/1.1: Latin-1 text with its empty line. */
export const requestHeaders = (head: string): OutgoingHttpHeaders => {
  const { startLine, fields } = readHead(head)
  const [method = '', target = ''] = startLine.split(' ')
  const headers: OutgoingHttpHeaders = {
    ':method': method,
    ':scheme': 'https',
    ':authority': fields.find(({ name }) => name === 'host')?.value ?? '',
    ':path': target,
  }
  for (const { name, value } of fields) {
    if (notInHttp2.has(name)) continue
    const before = headers[name]
    // Several lines of one field are one list (RFC 9110, 5.3); cookies are joined in their own way (RFC 9113, 8.2.3).
    headers[name] =
      before === undefined ? value : `${String(before)}${name === 'cookie' ? '; ' : ', '}${value}`
  }
  return headers
}

/**
 * The answer's head as HTTP/1.1 would have it. A body whose length is not said goes to the client in chunks.
 *
 * @param rawHeaders names and values in turn, as they came
 * @param whole the head is all of the answer
 */
export const responseOf = (
  status: number,
  rawHeaders: readonly string[],
  method: string,
  whole: boolean,
): HttpResponse => {
  const fields = fieldsOf(rawHeaders)
  const contentLength = fields.find(({ name }) => name === 'content-length')?.value ?? null
  const bodiless = method === 'HEAD' || status === 204 || status === 304 || status < 200
  if (whole && !bodiless && contentLength === null) fields.push(fieldOf('content-length', '0'))
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    fields,
    framing: whole || bodiless ? noBody : framingOf(contentLength, status, method),
    keepAlive: true,
    keepAliveSeconds: null,
    connectionFields: [],
  }
}

const framingOf = (contentLength: string | null, status: number, method: string): Framing =>
  contentLength === null
    ? { kind: 'chunked' }
    : responseFraming({ contentLength, transferEncoding: null }, status, method)

/** Fields of a head or of trailers, without the pseudo-header fields. */
export const fieldsOf = (rawHeaders: readonly string[]): Field[] => {
  const fields: Field[] = []
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? ''
    if (!name.startsWith(':')) fields.push(fieldOf(name, rawHeaders[place + 1] ?? ''))
  }
  return fields
}

const fieldOf = (name: string, value: string): Field => ({ name, value, line: `${name}: ${value}\r\n` })
