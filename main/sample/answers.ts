/** What the sample's back end answers: whom it saw, how, and what was asked. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'
import { setTimeout as delay } from 'node:timers/promises'
import { certificateFacts } from '../certificates/certificate-facts.ts'

const orders = [
  { id: 1001, customer: 'Contoso', item: 'Copper wire', quantity: 12 },
  { id: 1002, customer: '株式会社ファブリカム', item: '真鍮ねじ', quantity: 300 },
]

const paths = {
  '/': 'whom the back end saw',
  '/orders': 'a list of orders',
  '/echo': 'the body that was sent',
  '/slow': 'an answer that takes three seconds',
}

/** Longer than any impatient reader, shorter than any time-out. */
const slowSeconds = 3

export const answer = (request: IncomingMessage, response: ServerResponse): void => {
  const { pathname } = new URL(request.url ?? '/', 'https://127.0.0.1')
  // Nobody is left to tell when the client went away in the middle.
  void answerPath(pathname, request, response).catch(() => response.destroy())
}

const answerPath = async (
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  switch (path) {
    case '/':
      json(response, 200, { ...seen(request), paths })
      return
    case '/orders':
      json(response, 200, { ...seen(request), orders })
      return
    case '/echo':
      response.writeHead(200, { 'content-type': request.headers['content-type'] ?? 'text/plain' })
      request.pipe(response)
      return
    case '/slow':
      await delay(slowSeconds * 1000)
      json(response, 200, { ...seen(request), seconds: slowSeconds })
      return
    default:
      json(response, 404, { ...seen(request), paths })
      return
  }
}

/** The client certificate's facts in the same words as in the window, and the request as it arrived. */
const seen = (request: IncomingMessage): Record<string, unknown> => {
  const connection = request.socket
  if (!(connection instanceof TLSSocket)) throw new TypeError('the sample answers over TLS only')
  const raw = connection.getPeerX509Certificate()?.raw
  const certificate = raw && certificateFacts(raw)
  return {
    clientCertificate: certificate && {
      subject: certificate.subject,
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
      thumbprint: certificate.thumbprint,
    },
    tls: { protocol: connection.getProtocol(), cipher: connection.getCipher().standardName },
    request: { method: request.method, path: request.url, headers: request.headers },
  }
}

const json = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(JSON.stringify(value, null, 2))
}
