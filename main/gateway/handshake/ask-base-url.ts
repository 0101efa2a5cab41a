import { connect as connectHttp2 } from 'node:http2'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { BackEndCheck } from '../../../preload/contract/gateway.ts'

/** Enough of an answer to know nginx's two error pages by. */
const readBytes = 8192

interface Question {
  /** `status` is NaN where the answer is no HTTP. */
  onAnswer: (status: number, text: string) => void
  onError: (error: Error) => void
}

/**
 * Sends a GET of the base URL when `whenOpen` says so, in HTTP/2 where the handshake settled on that, and reads what the
 * server says to it. Rejects with the socket's error, or with `ETIMEDOUT`.
 */
export const askBaseUrl = (
  socket: Socket,
  url: URL,
  timeoutMs: number,
  whenOpen: (ask: () => void) => void,
): Promise<BackEndCheck['serverSaid']> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(errorWith('ETIMEDOUT')), timeoutMs)
    const question: Question = {
      onAnswer: (status, text) => {
        clearTimeout(timer)
        resolve(refusalIn(text, status))
      },
      onError: (error) => {
        clearTimeout(timer)
        reject(error)
      },
    }
    const read = (): void => (isHttp2(socket) ? undefined : readHttp1(socket, question))
    socket.on(socket instanceof TLSSocket ? 'secureConnect' : 'connect', read)
    socket.on('error', question.onError)
    socket.on('close', () => question.onError(errorWith('ECONNRESET')))
    whenOpen(() => (isHttp2(socket) ? askHttp2(socket, url, question) : askHttp1(socket, url)))
  })

const isHttp2 = (socket: Socket): socket is TLSSocket =>
  socket instanceof TLSSocket && socket.alpnProtocol === 'h2'

const askHttp1 = (socket: Socket, { pathname, host }: URL): void =>
  void socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Warifu\r\nConnection: close\r\n\r\n`,
  )

const readHttp1 = (socket: Socket, { onAnswer, onError }: Question): void => {
  let answer = ''
  const finish = (error: Error): void => {
    // A server may answer and then break the connection off; the answer counts.
    if (answer === '') onError(error)
    else onAnswer(Number(/^HTTP\/1\.[01] ([0-9]{3})/.exec(answer)?.[1] ?? NaN), answer)
  }
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1')
    if (answer.length > readBytes) finish(errorWith('ECONNRESET'))
  })
  // Before the listeners that know nothing of the answer.
  socket.prependListener('error', finish)
  socket.prependListener('close', () => finish(errorWith('ECONNRESET')))
  socket.on('end', () => finish(errorWith('ECONNRESET')))
}

const askHttp2 = (socket: TLSSocket, { pathname, host }: URL, { onAnswer, onError }: Question): void => {
  const session = connectHttp2('https://back-end.invalid', { createConnection: () => socket })
  // The socket tells of it, too, and with the cause.
  session.on('error', () => undefined)
  const stream = session.request({ ':path': pathname, ':authority': host, 'user-agent': 'Warifu' })
  let status = NaN
  let text = ''
  stream.on('response', (headers) => (status = headers[':status'] ?? NaN))
  stream.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1')
    if (text.length > readBytes) onAnswer(status, text)
  })
  stream.on('end', () => {
    if (!Number.isNaN(status)) onAnswer(status, text)
  })
  stream.on('error', onError)
}

const refusalIn = (answer: string, status: number): BackEndCheck['serverSaid'] => {
  if (status === 400 && answer.includes('No required SSL certificate was sent')) {
    return { kind: 'refused-in-http', status, because: 'no-certificate' }
  }
  if (status === 400 && answer.includes('The SSL certificate error')) {
    return { kind: 'refused-in-http', status, because: 'certificate' }
  }
  return { kind: 'accepted', status: Number.isNaN(status) ? null : status }
}

const errorWith = (code: string): Error => Object.assign(new Error(code), { code })
