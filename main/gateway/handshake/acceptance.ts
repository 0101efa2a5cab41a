import type { TLSSocket } from 'node:tls'

/** A round trip to a far back end; a server that has said nothing until then is taken to accept. */
const patienceMs = 100

/**
 * In TLS 1.3 the handshake is over for the client before the server has looked at its certificate (RFC 8446, 4.4.2).
 * Calls `then` when the server has sent a session ticket, which it does after that, or nothing for a while. A server
 * that refuses ends the connection meanwhile, and its alert is read instead of lost behind a write that fails.
 */
export const whenAccepted = (socket: TLSSocket, then: () => void): void => {
  if (socket.getProtocol() !== 'TLSv1.3') return then()
  let waiting = true
  const stop = (): void => {
    waiting = false
    clearTimeout(timer)
  }
  const go = (): void => {
    if (!waiting) return
    stop()
    then()
  }
  const timer = setTimeout(go, patienceMs)
  // The ticket is told from within a read, where nothing can be written.
  socket.once('session', () => setImmediate(go))
  socket.once('close', stop)
  socket.once('end', stop)
}
