/**
 * Guards that calls reach the back end that was meant: what its certificate must fulfil, as the API is set.
 *
 * Node verifies chain and name together and the name only where the chain holds, so each is judged here when the
 * other is switched off.
 */
import { isIP } from 'node:net'
import { checkServerIdentity, type ConnectionOptions, type TLSSocket } from 'node:tls'
import type { GatewaySettings } from '../../preload/contract/apis.ts'

export type ServerVerification = Omit<GatewaySettings, 'serveUnguarded' | 'http2'>

/** For `tls.connect`. `minimumVersion` belongs to the secure context. */
export const verificationOptions = (
  { verifyChain, verifyName, serverName }: ServerVerification,
  host: string,
): Pick<ConnectionOptions, 'servername' | 'rejectUnauthorized' | 'checkServerIdentity'> => {
  const name = serverName ?? host
  return {
    // RFC 6066, 3: an address is not a server name.
    ...(isIP(name) ? {} : { servername: name }),
    rejectUnauthorized: verifyChain,
    ...(verifyName ? {} : { checkServerIdentity: () => undefined }),
  }
}

/**
 * Why a server whose handshake Node did not refuse is not the one that was meant; null when it is. A resumed session
 * was judged when it began.
 */
export const verificationFailure = (
  socket: TLSSocket,
  { verifyChain, verifyName, serverName }: ServerVerification,
  host: string,
): Error | null => {
  if (socket.isSessionReused()) return null
  const code = verificationError(socket)
  const isAboutName = code === 'ERR_TLS_CERT_ALTNAME_INVALID'
  if (code !== null && (isAboutName ? verifyName : verifyChain)) {
    // `getPeerCertificate` is typed as always full.
    const { subjectaltname = '' } = socket.getPeerCertificate() as { subjectaltname?: string }
    return Object.assign(new Error(code), { code, reason: subjectaltname })
  }
  // With a chain that does not hold, Node did not look at the name.
  if (verifyName && !verifyChain) {
    return checkServerIdentity(serverName ?? host, socket.getPeerCertificate()) ?? null
  }
  return null
}

/** OpenSSL's or Node's word on the server's certificate, as the code of an error; null: it holds. */
export const verificationError = ({ authorizationError }: TLSSocket): string | null =>
  // Node's types call it an Error.
  (authorizationError as unknown) === null ? null : String(authorizationError)
