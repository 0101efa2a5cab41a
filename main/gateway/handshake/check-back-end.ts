/**
 * A real handshake with a back end, told as *the server asked for*, *we sent* and *the server said*.
 *
 * It is made like those of calls (same context, same verification), but what the server sends is looked at on its way:
 * Node tells neither whether a client certificate was asked for nor by whom it should be issued.
 */
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, createSecureContext, type TLSSocket } from 'node:tls'
import type { BackEndCheck, PresentedCertificate } from '../../../preload/contract/gateway.ts'
import type { Identity } from '../configuration.ts'
import { failure, type Failure } from '../failure.ts'
import {
  verificationError,
  verificationFailure,
  verificationOptions,
  type ServerVerification,
} from '../server-verification.ts'
import { trustSystemAuthorities } from '../system-authorities.ts'
import { alertOf, connectionFailure } from '../tls-failure.ts'
import { whenAccepted } from './acceptance.ts'
import { askBaseUrl } from './ask-base-url.ts'
import { RecordedHandshake } from './recorded-handshake.ts'
import type { ServerFlight } from './server-flight.ts'
import { acceptedAuthority, chainSubjects, serverChain } from './server-chain.ts'

export interface CheckTarget {
  serviceUrl: string
  /** PEM of the authorities that the back end must chain to; null: the system's store. */
  trustPem: string | null
  verification: ServerVerification
  /** Whether HTTP/2 is offered. */
  http2: boolean
  /** What to present; null for nothing. */
  identity: Identity | null
}

/** For the whole check; an administrator waits for it. */
const checkMs = 10_000

/** Never fails: whatever goes wrong is what the check tells. */
export const checkBackEnd = async ({ serviceUrl, ...target }: CheckTarget): Promise<BackEndCheck> => {
  const at = new Date().toISOString()
  const startedAt = performance.now()
  const certificateChosen = target.identity !== null
  const url = URL.parse(serviceUrl)
  if (url === null) {
    const serverSaid = failed(failure('BackEndUnreachable', 'no valid URL'), null)
    return { at, durationMs: 0, place: serviceUrl, certificateChosen, ...noHandshake, serverSaid }
  }
  const plain = url.protocol === 'http:'
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const port = Number(url.port) || (plain ? 80 : 443)
  const outcome = await (plain ? checkPlain(url, host, port) : checkTls(url, { ...target, host, port }))
  const durationMs = performance.now() - startedAt
  return { at, durationMs, place: `${host}:${port}`, certificateChosen, ...outcome }
}

type Outcome = Pick<BackEndCheck, 'serverAskedFor' | 'weSent' | 'serverSaid'>

const nothingAsked: Outcome['serverAskedFor'] = {
  protocol: null,
  cipher: null,
  alpn: null,
  clientCertificate: null,
  authorities: [],
  signatureAlgorithms: [],
  chain: [],
}

const noHandshake = {
  serverAskedFor: nothingAsked,
  weSent: { kind: 'nothing', because: 'no-handshake' },
} as const

const checkPlain = async (url: URL, host: string, port: number): Promise<Outcome> => {
  const socket = connectTcp({ host, port })
  const serverSaid = await askBaseUrl(socket, url, checkMs, (ask) => socket.on('connect', ask)).catch(
    (error: unknown) => failed(connectionFailure(error, { host, port, presents: null }), error),
  )
  socket.destroy()
  return {
    serverAskedFor: nothingAsked,
    weSent: { kind: 'nothing', because: 'plain-http' },
    serverSaid,
  }
}

interface TlsTarget extends Omit<CheckTarget, 'serviceUrl'> {
  host: string
  port: number
}

const checkTls = async (url: URL, target: TlsTarget): Promise<Outcome> => {
  const { host, port, identity, verification } = target
  const tcp = connectTcp({ host, port, noDelay: true })
  const recorded = new RecordedHandshake(tcp)
  const attempt = { host, port, presents: identity?.subject ?? null }
  let socket: TLSSocket
  try {
    socket = handshake(recorded, target)
  } catch {
    tcp.destroy()
    const cause = failure('ClientCertificateUnusable', identity?.subject ?? '')
    return { serverAskedFor: nothingAsked, weSent: sent(identity, null), serverSaid: failed(cause, null) }
  }
  recorded.follow(socket)
  const said = await askBaseUrl(socket, url, checkMs, (ask) =>
    socket.on('secureConnect', () => {
      const refused = verificationFailure(socket, verification, host)
      if (refused) socket.destroy(refused)
      else whenAccepted(socket, ask)
    }),
  ).catch((error: unknown) => failed(connectionFailure(error, attempt), error))
  const flight = recorded.flight()
  const serverAskedFor = {
    protocol: flight.protocol,
    cipher: said.kind === 'failed' ? null : socket.getCipher().standardName,
    alpn: socket.alpnProtocol || null,
    clientCertificate: flight.asksForCertificate,
    authorities: flight.authorities,
    signatureAlgorithms: flight.signatureAlgorithms,
    chain: serverChain(flight.chain, verification.serverName ?? host, verificationError(socket)),
  }
  closeQuietly(socket, tcp)
  return { serverAskedFor, weSent: sent(identity, flight), serverSaid: explained(said, identity, flight) }
}

const handshake = (
  recorded: RecordedHandshake,
  { host, trustPem, verification, identity, http2 }: TlsTarget,
): TLSSocket => {
  if (trustPem === null) trustSystemAuthorities()
  return connectTls({
    socket: recorded.socket,
    host,
    ...verificationOptions(verification, host),
    secureContext: createSecureContext({
      minVersion: verification.minimumVersion,
      ...(trustPem === null ? {} : { ca: trustPem }),
      ...(identity && { key: identity.privateKeyPem, cert: identity.certificatePem }),
    }),
    ALPNProtocols: http2 ? ['h2', 'http/1.1'] : ['http/1.1'],
    // The server's own certificate is judged after the handshake, so that what it asked for can be told either way.
    rejectUnauthorized: false,
  })
}

const closeQuietly = (socket: TLSSocket, tcp: Socket): void => {
  socket.on('error', () => undefined)
  socket.destroy()
  tcp.destroy()
}

const sent = (identity: Identity | null, flight: ServerFlight | null): BackEndCheck['weSent'] => {
  if (flight === null || flight.protocol === null) return { kind: 'nothing', because: 'no-handshake' }
  if (flight.asksForCertificate === false) return { kind: 'nothing', because: 'not-asked' }
  if (identity === null) return { kind: 'nothing', because: 'none-chosen' }
  const { certificateId, subject, thumbprint, certificatePem } = identity
  const certificate: PresentedCertificate = { certificateId, subject, thumbprint }
  const chain = chainSubjects(certificatePem)
  return {
    kind: 'certificate',
    certificate,
    chain,
    namedAuthority: acceptedAuthority(certificatePem, flight),
  }
}

const failed = ({ code, detail }: Failure, error: unknown): BackEndCheck['serverSaid'] => ({
  kind: 'failed',
  code,
  detail,
  alert: alertOf(error),
})

/** What is known of the handshake says more than the bare end of it. */
const explained = (
  said: BackEndCheck['serverSaid'],
  identity: Identity | null,
  { asksForCertificate }: ServerFlight,
): BackEndCheck['serverSaid'] => {
  if (said.kind !== 'failed' || asksForCertificate !== true) return said
  const ended = said.code === 'BackEndClosedConnection' || said.alert === 'handshake_failure'
  if (!ended) return said
  return {
    ...said,
    code: identity === null ? 'BackEndRequiresClientCertificate' : 'BackEndRefusedCertificate',
  }
}
