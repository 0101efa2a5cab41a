import type { Socket } from 'node:net'
import type { BackEndCheck } from '../../../preload/contract/gateway.ts'

/** Enough of an answer to know nginx's two error pages by. */
const readBytes = 8192

/**
 * Sends a GET of the base URL when `whenOpen` says so, and reads what the server says to it. Rejects with the socket's
 * error, or with `ETIMEDOUT`.
 */
export const askBaseUrl = (
  socket: Socket,
  { pathname, host }: URL,
  timeoutMs: number,
  whenOpen: (ask: () => void) => void,
): Promise<BackEndCheck['serverSaid']> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const finish = (error: Error): void => {
      clearTimeout(timer)
      const status = Number(/^HTTP\/1\.[01] ([0-9]{3})/.exec(answer)?.[1] ?? NaN)
      // A server may answer and then break the connection off; the answer counts.
      if (answer === '') reject(error)
      else resolve(refusalIn(answer, status))
    }
    const timer = setTimeout(() => socket.destroy(errorWith('ETIMEDOUT')), timeoutMs)
    whenOpen(() =>
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Warifu\r\nConnection: close\r\n\r\n`,
      ),
    )
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1')
      if (answer.length > readBytes) finish(errorWith('ECONNRESET'))
    })
    socket.on('error', finish)
    socket.on('end', () => finish(errorWith('ECONNRESET')))
    socket.on('close', () => finish(errorWith('ECONNRESET')))
  })

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
