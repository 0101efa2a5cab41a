/** A real back end of HTTP/2 for specs: Node's own, demanding a client certificate. */
import { once } from 'node:events'
import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { TestAuthority } from './back-end.ts'

export interface Http2BackEnd extends AsyncDisposable {
  url: string
  server: Http2SecureServer
  /** Those that are open; `opened` counts all that there were. */
  sessions: ReadonlySet<ServerHttp2Session>
  opened(): number
}

export type StreamHandler = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void

/** The common name of the client certificate that was shown on the stream's connection. */
export const subjectOn = ({ session }: ServerHttp2Stream): string => {
  const { subject } = (session?.socket as TLSSocket | undefined)?.getPeerCertificate() ?? {}
  const name = subject?.CN
  return typeof name === 'string' ? name : ''
}

/** What `echoStream` answers. */
export interface Seen {
  subject: string
  headers: Record<string, string>
  body: string
  trailers: Record<string, string>
}

/** Answers with what it saw, as JSON, and with the request's trailers. */
export const echoStream: StreamHandler = (stream, headers) => {
  let trailers: IncomingHttpHeaders = {}
  stream.on('trailers', (met) => (trailers = met))
  void text(stream).then((body) => {
    stream.respond({ ':status': 200, 'content-type': 'application/json' })
    stream.end(JSON.stringify({ subject: subjectOn(stream), headers, body, trailers }))
  })
}

export const answerWith =
  (body: string): StreamHandler =>
  (stream) => {
    stream.respond({ ':status': 200 })
    stream.end(body)
  }

export const startHttp2BackEnd = async (
  { ca, server: { certificatePem, privateKeyPem } }: TestAuthority,
  onStream: StreamHandler = echoStream,
  options: SecureServerOptions = {},
): Promise<Http2BackEnd> => {
  const sockets = new Set<Socket>()
  const sessions = new Set<ServerHttp2Session>()
  let opened = 0
  const server = createSecureServer({
    key: privateKeyPem,
    cert: certificatePem,
    ca: ca.certificatePem,
    requestCert: true,
    rejectUnauthorized: true,
    ...options,
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('session', (session) => {
    opened++
    sessions.add(session)
    session.on('error', () => undefined)
    session.on('close', () => sessions.delete(session))
  })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined)
    onStream(stream, headers)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    server,
    sessions,
    opened: () => opened,
    [Symbol.asyncDispose]: async () => {
      for (const session of sessions) session.destroy()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** RFC 9113, 6: what the frames of `frameServer` are made of. */
export const frameTypes = { data: 0, headers: 1, resetStream: 3, settings: 4 } as const

export const frame = (type: number, flags: number, streamId: number, payload: Buffer): Buffer => {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(streamId, 5)
  return Buffer.concat([head, payload])
}

const prefaceLength = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'.length

/** A server that knows of HTTP/2 no more than its frames, to do what no library would: `onCall` answers a HEADERS. */
export const startFrameServer = async (
  { server: { certificatePem, privateKeyPem } }: TestAuthority,
  onCall: (socket: TLSSocket, streamId: number) => void,
): Promise<{ url: string } & AsyncDisposable> => {
  const sockets = new Set<TLSSocket>()
  const server = createTlsServer({ key: privateKeyPem, cert: certificatePem, ALPNProtocols: ['h2'] })
  server.on('secureConnection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.write(frame(frameTypes.settings, 0, 0, Buffer.alloc(0)))
    let unread = Buffer.alloc(0)
    let position = prefaceLength
    socket.on('data', (bytes: Buffer) => {
      unread = Buffer.concat([unread, bytes])
      while (unread.length >= position + 9) {
        const length = unread.readUIntBE(position, 3)
        if (unread[position + 3] === frameTypes.headers) onCall(socket, unread.readUInt32BE(position + 5))
        position += 9 + length
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
