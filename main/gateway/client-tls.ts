/**
 * HTTPS towards clients: TLS 1.2 or 1.3 by a certificate of the workspace, and HTTP/1.1 in it (ALPN, RFC 7301).
 *
 * The certificate of the moment answers each connection that begins; connections that are open go on with theirs.
 */
import type { Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'
import { serverContext } from '../certificates/server-context.ts'
import type { Identity } from './configuration.ts'

export class ClientTls {
  #identity: Identity
  #context: SecureContext

  /** Fails as `serverContext` does. */
  constructor(identity: Identity) {
    this.#identity = identity
    this.#context = serverContext(identity)
  }

  /** Another certificate from now on; sessions begun by the one before are not resumed. */
  use(identity: Identity): void {
    const { privateKeyPem, certificatePem } = this.#identity
    if (identity.privateKeyPem === privateKeyPem && identity.certificatePem === certificatePem) return
    this.#context = serverContext(identity)
    this.#identity = identity
  }

  /** Shakes hands over `socket`; until that is done nothing comes out of what this answers. */
  wrap(socket: Socket): TLSSocket {
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: this.#context,
      ALPNProtocols: ['http/1.1'],
    })
    // A client of TLS 1.2 could make the gateway compute without end (CVE-2011-1473).
    secured.disableRenegotiation()
    return secured
  }
}

/** RFC 8446, 5.1: a record's first octet says handshake. No request of HTTP begins with it. */
export const handshakeRecord = 22

/** A client where HTTPS is spoken, until its first octet tells whether it speaks TLS. */
export class ClientGreeting {
  readonly #socket: Socket
  readonly #deadline: number

  /** @param waitMs how long the first octet may take; the socket waits then, and has it again when it is resumed */
  constructor(socket: Socket, waitMs: number, onFirstOctet: (speaksTls: boolean) => void) {
    this.#socket = socket
    this.#deadline = performance.now() + waitMs
    const end = (): void => this.destroy()
    // Stays: TLS over the socket listens for none of its errors.
    socket.on('error', end)
    socket.once('end', end)
    socket.once('data', (bytes: Buffer) => {
      socket.off('end', end).pause()
      socket.unshift(bytes)
      onFirstOctet(bytes[0] === handshakeRecord)
    })
  }

  sweep(now: number): void {
    if (this.#deadline <= now) this.destroy()
  }

  /** No call is under way here. */
  stop(): void {
    this.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }
}
