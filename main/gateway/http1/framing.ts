/**
 * Guards where one HTTP/1.1 message ends and the next begins (RFC 9112, 6). A message that says it twice, or in
 * two ways, is refused.
 */
import { MalformedMessage, listMembers } from './message-head.ts'

export type Framing =
  | { kind: 'none' }
  | { kind: 'length'; length: number }
  | { kind: 'chunked' }
  /** Responses only: the body ends with the connection. */
  | { kind: 'until-close' }

export const noBody: Framing = { kind: 'none' }
const chunked: Framing = { kind: 'chunked' }
const untilClose: Framing = { kind: 'until-close' }

/** What the two framing fields of a message say; absent fields are null. */
export interface FramingFields {
  contentLength: string | null
  transferEncoding: string | null
}

const lengthOf = (contentLength: string): Framing => {
  // Fifteen digits are below 2^53 and far above any limit.
  if (!/^[0-9]{1,15}$/.test(contentLength)) throw new MalformedMessage('Content-Length is not a number.')
  const length = Number(contentLength)
  return length === 0 ? noBody : { kind: 'length', length }
}

/** Of a request: without either field there is no body. */
export const requestFraming = (
  { contentLength, transferEncoding }: FramingFields,
  minor: number,
): Framing => {
  if (transferEncoding === null) return contentLength === null ? noBody : lengthOf(contentLength)
  if (contentLength !== null) {
    throw new MalformedMessage('Content-Length and Transfer-Encoding are both there.')
  }
  if (minor === 0) throw new MalformedMessage('HTTP/1.0 knows no Transfer-Encoding.')
  if (listMembers(transferEncoding).join() !== 'chunked') {
    throw new MalformedMessage('Transfer-Encoding is not "chunked".')
  }
  return chunked
}

/** Of a response to `method`. */
export const responseFraming = (
  { contentLength, transferEncoding }: FramingFields,
  status: number,
  method: string,
): Framing => {
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return noBody
  if (transferEncoding === null) return contentLength === null ? untilClose : lengthOf(contentLength)
  if (contentLength !== null) {
    throw new MalformedMessage('Content-Length and Transfer-Encoding are both there.')
  }
  if (listMembers(transferEncoding).join() !== 'chunked') {
    throw new MalformedMessage('Transfer-Encoding is not "chunked".')
  }
  return chunked
}
