import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { RecordedSocket } from './recorded-socket.ts'
import { readServerFlight, type ServerFlight } from './server-flight.ts'

/** A handshake that is looked at: what the server sent on `socket`, read with the secret of our own side. */
export class RecordedHandshake {
  readonly #recorded: RecordedSocket
  #secret: Buffer | null = null

  constructor(tcp: Socket) {
    this.#recorded = new RecordedSocket(tcp)
  }

  /** What TLS is spoken over. */
  get socket(): Duplex {
    return this.#recorded
  }

  /** Listens for the secret that TLS 1.3 encrypts the server's part of the handshake with. */
  follow(tls: TLSSocket): void {
    tls.on('keylog', (line: Buffer) => (this.#secret = handshakeSecret(line) ?? this.#secret))
  }

  /** As far as it has come. */
  flight(): ServerFlight {
    return readServerFlight(this.#recorded.received, this.#secret)
  }
}

/** Lines of NSS's key log format: `SERVER_HANDSHAKE_TRAFFIC_SECRET <client random> <secret>`, in hexadecimal. */
const handshakeSecret = (line: Buffer): Buffer | null => {
  const [label, , secret] = line.toString('ascii').trim().split(' ')
  return label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET' && secret ? Buffer.from(secret, 'hex') : null
}
