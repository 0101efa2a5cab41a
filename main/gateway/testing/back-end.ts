/** Real back ends for specs: Node's own HTTPS server, demanding a client certificate and echoing what it saw. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { issueCertificate, type IssuedCertificate } from '../../certificates/issue-certificate.ts'

export interface TestAuthority {
  ca: IssuedCertificate
  server: IssuedCertificate
}

/** What a back end needs of an authority, as PEM. */
export interface BackEndFiles {
  ca: Pick<IssuedCertificate, 'certificatePem'>
  server: Pick<IssuedCertificate, 'certificatePem' | 'privateKeyPem'>
}

/** A CA and a certificate for localhost and 127.0.0.1 that it issued. */
export const testAuthority = async (): Promise<TestAuthority> => {
  const ca = await issueCertificate({ subject: { commonName: 'Test CA' }, ca: true })
  const server = await issueCertificate({
    subject: { commonName: 'localhost' },
    issuer: ca,
    extendedKeyUsage: ['serverAuth'],
    subjectAlternativeNames: ['DNS:localhost', 'IP:127.0.0.1'],
  })
  return { ca, server }
}

export const clientCertificate = (ca: IssuedCertificate, commonName: string): Promise<IssuedCertificate> =>
  issueCertificate({ subject: { commonName }, issuer: ca, extendedKeyUsage: ['clientAuth'] })

export interface TestBackEnd extends AsyncDisposable {
  url: string
  port: number
  server: Server
  connections: ReadonlySet<Socket>
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The common name of the client certificate that a back end saw, or null. */
export const seenSubject = (request: IncomingMessage): string | null => {
  if (!(request.socket instanceof TLSSocket)) return null
  const { subject } = request.socket.getPeerCertificate() as { subject?: { CN?: string } }
  return subject?.CN ?? null
}

/** Answers with what it saw, as JSON. */
export const echo: Handler = (request, response) => {
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    const { method, url, headers } = request
    const body = Buffer.concat(pieces).toString('utf8')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ subject: seenSubject(request), method, url, headers, body }))
  })
}

export const startPlainBackEnd = (handler: Handler = echo): Promise<TestBackEnd> =>
  listening(createServer(handler), 'http')

export const startBackEnd = (
  { ca, server }: BackEndFiles,
  handler: Handler = echo,
  options: { requestCert?: boolean; rejectUnauthorized?: boolean; maxVersion?: 'TLSv1.2' | 'TLSv1.3' } = {},
): Promise<TestBackEnd> =>
  listening(
    createTlsServer(
      {
        key: server.privateKeyPem,
        cert: server.certificatePem,
        ca: ca.certificatePem,
        requestCert: true,
        rejectUnauthorized: true,
        ...options,
      },
      handler,
    ),
    'https',
  )

const listening = async (server: Server, scheme: 'http' | 'https'): Promise<TestBackEnd> => {
  const connections = new Set<Socket>()
  server.on(scheme === 'https' ? 'secureConnection' : 'connection', (socket: Socket) => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `${scheme}://localhost:${port}`,
    port,
    server,
    connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
