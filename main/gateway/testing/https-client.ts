/** Clients that call the gateway by HTTPS, for specs. */
import { once } from 'node:events'
import { Agent, request, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { connect, TLSSocket, type ConnectionOptions } from 'node:tls'

export interface HttpsAnswer {
  status: number | undefined
  body: string
  /** The common name in the certificate that the gateway showed. */
  shown: string
  socket: TLSSocket
}

/** Without an agent each call has a connection of its own. */
export const getHttps = async (
  port: number,
  path: string,
  { body: sent, ...options }: RequestOptions & { ca: string; body?: Buffer },
): Promise<HttpsAnswer> => {
  const agent = options.agent ?? new Agent({ keepAlive: false, maxCachedSessions: 0 })
  const asking = request({ host: 'localhost', port, path, ...options, agent }).end(sent)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  // An answer that is cut is told by the answer.
  asking.on('error', () => undefined)
  const { socket } = response
  if (!(socket instanceof TLSSocket)) throw new TypeError('not by TLS')
  let body = ''
  for await (const piece of response) body += String(piece)
  return { status: response.statusCode, body, shown: shownBy(socket), socket }
}

export const shownBy = (socket: TLSSocket): string => socket.getPeerCertificate().subject.CN as string

/** A connection whose handshake is done. Fails as the handshake does. */
export const secureSocket = async (port: number, options: ConnectionOptions): Promise<TLSSocket> => {
  const socket = connect({ port, host: 'localhost', servername: 'localhost', ...options })
  await once(socket, 'secureConnect')
  socket.on('error', () => undefined)
  return socket
}
