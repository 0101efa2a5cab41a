/** Reads an HTTP/1.1 response head (RFC 9112, 4) into what the gateway decides by. */
import { responseFraming, type Framing } from './framing.ts'
import { MalformedMessage, listMembers, readHead, type Field } from './message-head.ts'

export interface HttpResponse {
  status: number
  /** Reason phrase; may be empty. */
  reason: string
  fields: readonly Field[]
  framing: Framing
  /** Whether the back end will take another request on this connection. */
  keepAlive: boolean
  /** Seconds the back end keeps an idle connection, when it says so (`Keep-Alive: timeout=5`). */
  keepAliveSeconds: number | null
  connectionFields: readonly string[]
}

/** `text`: Latin-1, up to and including the empty line. `method` is the request's. Throws `MalformedMessage`. */
export const readResponse = (text: string, method: string): HttpResponse => {
  const { startLine, fields } = readHead(text)
  const [, minor, digits, reason = ''] = statusLine.exec(startLine) ?? []
  if (digits === undefined) throw new MalformedMessage('The status line is not "HTTP/1.1 200 reason".')
  const status = Number(digits)
  let contentLength: string | null = null
  let transferEncoding: string | null = null
  let connection: string | null = null
  let keepAliveSeconds: number | null = null
  for (const field of fields) {
    switch (field.name) {
      case 'content-length':
        if (contentLength !== null && contentLength !== field.value) {
          throw new MalformedMessage('Content-Length is there twice.')
        }
        contentLength = field.value
        break
      case 'transfer-encoding':
        if (transferEncoding !== null) throw new MalformedMessage('Transfer-Encoding is there twice.')
        transferEncoding = field.value
        break
      case 'connection':
        connection = connection === null ? field.value : `${connection}, ${field.value}`
        break
      case 'keep-alive':
        keepAliveSeconds = Number(/timeout=([0-9]{1,6})/i.exec(field.value)?.[1] ?? NaN)
        if (Number.isNaN(keepAliveSeconds)) keepAliveSeconds = null
        break
    }
  }
  const connectionFields = connection === null ? noFields : listMembers(connection)
  return {
    status,
    reason,
    fields,
    framing: responseFraming({ contentLength, transferEncoding }, status, method),
    keepAlive: minor === '1' && !connectionFields.includes('close'),
    keepAliveSeconds,
    connectionFields,
  }
}

const noFields: readonly string[] = []
/** Some servers leave out the blank before an empty reason. */
const statusLine = /^HTTP\/1\.([01]) ([1-9][0-9]{2})(?: (.*))?$/
