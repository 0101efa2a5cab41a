/**
 * The sample's back end: a real TLS 1.3 server on 127.0.0.1 that demands a client certificate, refuses the wrong ones
 * with the alert that says why, and tells the others what it saw.
 *
 * Guards nothing but itself: it holds no data, and only certificates of the sample's own authority get an answer.
 */
import { X509Certificate } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import { answer } from './answers.ts'
import { RecordTap } from './record-tap.ts'
import { alertRecord, alerts, isCipherSuite } from './tls-alert.ts'
import type { AlertDescription } from './tls-alert.ts'

export interface BackEndOptions {
  /** PEM: the server's own key and certificate, and the authority whose client certificates it accepts. */
  key: string
  certificate: string
  authority: string
  /** The port to listen on; where it is taken, or 0, the system chooses another. */
  port: number
}

export interface BackEnd {
  readonly port: number
  /** Ends every connection and stops listening. */
  stop: () => Promise<void>
}

export const startBackEnd = async (options: BackEndOptions): Promise<BackEnd> => {
  const secureContext = createSecureContext({
    key: options.key,
    cert: options.certificate,
    ca: options.authority,
    minVersion: 'TLSv1.3',
    // Without it OpenSSL refuses, with internal_error, every session that a client resumes.
    sessionIdContext: 'warifu-sample',
  })
  const authority = new X509Certificate(options.authority)
  const http = createHttpServer(answer)
  const sockets = new Set<Socket>()

  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    accept(socket, { secureContext, authority }, (connection) => http.emit('connection', connection))
  })
  await listen(listener, options.port)

  return {
    port: (listener.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        listener.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const accept = (
  socket: Socket,
  { secureContext, authority }: { secureContext: SecureContext; authority: X509Certificate },
  onAccepted: (connection: TLSSocket) => void,
): void => {
  const tap = new RecordTap(socket)
  const connection = new TLSSocket(tap, {
    isServer: true,
    secureContext,
    requestCert: true,
    // Node would close without saying why; `refusalOf` decides instead, and says it.
    rejectUnauthorized: false,
    ALPNProtocols: ['http/1.1'],
  })
  let trafficSecret: Buffer | undefined
  connection.on('keylog', (line) => {
    const [label, , secret = ''] = line.toString('ascii').trim().split(' ')
    if (label === 'SERVER_TRAFFIC_SECRET_0') trafficSecret = Buffer.from(secret, 'hex')
  })
  // A client that goes away or speaks no TLS is nothing to report.
  connection.on('error', () => connection.destroy())
  connection.once('secure', () => {
    const records = tap.takeRecords()
    const refusal = refusalOf(connection.getPeerX509Certificate(), authority)
    if (refusal === null) {
      onAccepted(connection)
      return
    }

    const suite = connection.getCipher().standardName
    if (trafficSecret && isCipherSuite(suite)) {
      tap.endWith(alertRecord({ suite, trafficSecret, records }, refusal))
    } else connection.destroy()
  })
}

/** What is wrong with the client's certificate, as an alert; null when it may come in. */
const refusalOf = (
  client: X509Certificate | undefined,
  authority: X509Certificate,
): AlertDescription | null => {
  if (!client) return alerts.certificateRequired
  if (!client.checkIssued(authority) || !client.verify(authority.publicKey)) return alerts.unknownCa
  const { notBefore, notAfter, extendedKeyUsage } = certificateFacts(client.raw)
  const now = new Date().toISOString()
  if (now < notBefore || now > notAfter) return alerts.certificateExpired
  const anyUse = extendedKeyUsage.length === 0
  return anyUse || extendedKeyUsage.includes('clientAuth') ? null : alerts.unsupportedCertificate
}

/** Only this machine can reach it. */
const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => {
      if (port !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
        resolve(listen(server, 0))
      } else reject(error)
    }
    server.once('error', onError)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError)
      resolve()
    })
  })
