/**
 * Waits on the loopback address for the browser to bring the answer of a sign-in (RFC 8252, 7.3).
 *
 * Guards against other pages and programs of this machine: only a POST with the secret `state` of this very sign-in
 * counts, everything else is turned away and the waiting goes on.
 */
import { timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WarifuError } from '../../warifu-error.ts'

/** As long as Microsoft's own page waits for whoever signs in. */
const patienceMs = 600_000

/** An answer is some two kilobytes. */
const longestAnswer = 65_536

export interface CodeAnswer {
  code: string
  clientInfo: string
}

export interface CodeReceiver {
  /** `http://localhost:<port>`: what a desktop application registers, whichever port it has. */
  redirectUri: string
  /** Fails with `sign-in-failed` when the authority refused or nobody came, `cancelled` when the signal says so. */
  answer: Promise<CodeAnswer>
  close(): void
}

/** @param page what the browser shows when the answer has come, as HTML; @param waitMs for how long it is waited for */
export const receiveCode = async (
  state: string,
  page: string,
  signal: AbortSignal,
  waitMs = patienceMs,
): Promise<CodeReceiver> => {
  const { promise, resolve, reject } = Promise.withResolvers<CodeAnswer>()
  // Nobody may be waiting yet when it fails.
  promise.catch(() => undefined)
  const server = createServer((request, response) => {
    void take(request, response).catch(() => response.destroy())
  })

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('Connection', 'close')
    const answered = request.method === 'POST' && request.url === '/' ? await readForm(request) : null
    if (answered === null || !isSame(answered.get('state') ?? '', state)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'",
    })
    response.end(page)
    const code = answered.get('code')
    if (code !== null) resolve({ code, clientInfo: answered.get('client_info') ?? '' })
    else reject(new WarifuError('sign-in-failed', { reason: reasonOf(answered) }))
  }

  const cancel = (): void => reject(new WarifuError('cancelled', {}))
  signal.addEventListener('abort', cancel, { once: true })
  if (signal.aborted) cancel()
  const patience = setTimeout(() => reject(new WarifuError('sign-in-failed', { reason: 'nobody' })), waitMs)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    redirectUri: `http://localhost:${(server.address() as AddressInfo).port}`,
    answer: promise,
    close: () => {
      signal.removeEventListener('abort', cancel)
      clearTimeout(patience)
      server.close()
      // The browser may keep a connection that it has opened to be quick.
      setTimeout(() => server.closeAllConnections(), 1_000).unref()
    },
  }
}

const readForm = async (request: IncomingMessage): Promise<URLSearchParams | null> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > longestAnswer) return null
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const reasonOf = (answered: URLSearchParams): string =>
  firstLine(answered.get('error_description') ?? answered.get('error') ?? '')

/** Entra ID's first line says what is wrong; the others are ids for its own support. */
export const firstLine = (text: string): string => (text.split(/[\r\n]/)[0] ?? '').slice(0, 300)
