import type { Socket } from 'node:net'
import type { BackEndCheck } from '../../../preload/contract/gateway.ts'

/** Enough of an answer to know nginx's two error pages by. */
const readBytes = 8192

/**
 * Waits for the connection to open and sends a GET of the base URL: in TLS 1.3 a server's refusal comes only with the
 * first read. Rejects with the socket's error, or with `ETIMEDOUT`. `check` runs when the connection has opened.
 */
export const askBaseUrl = (
  socket: Socket,
  opened: 'connect' | 'secureConnect',
  { pathname, host }: URL,
  timeoutMs: number,
  check: () => void = () => undefined,
): Promise<BackEndCheck['serverSaid']> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const finish = (): void => {
      clearTimeout(timer)
      const status = Number(/^HTTP\/1\.[01] ([0-9]{3})/.exec(answer)?.[1] ?? NaN)
      if (answer === '') reject(errorWith('ECONNRESET'))
      else resolve(refusalIn(answer, status))
    }
    const timer = setTimeout(() => {
      reject(errorWith('ETIMEDOUT'))
      socket.destroy()
    }, timeoutMs)
    socket.on(opened, () => {
      try {
        check()
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)))
        return
      }
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: Warifu\r\nConnection: close\r\n\r\n`,
      )
    })
    socket.on('data', (bytes) => {
      answer += bytes.toString('latin1')
      if (answer.length > readBytes) finish()
    })
    socket.on('end', finish)
    socket.on('close', finish)
    socket.on('error', (error) => {
      clearTimeout(timer)
      // A server may answer and then break the connection off; the answer counts.
      if (answer === '') reject(error)
      else finish()
    })
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
