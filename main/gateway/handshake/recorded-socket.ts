import { Duplex } from 'node:stream'
import type { Socket } from 'node:net'

/** A handshake is a few kilobytes; a server that sends more than this before it ends is not recorded further. */
const maxRecordedBytes = 256 * 1024

/** Stands between a TCP connection and TLS, and keeps what the server sent from the beginning. */
export class RecordedSocket extends Duplex {
  readonly #socket: Socket
  readonly #received: Buffer[] = []
  #recordedBytes = 0

  constructor(socket: Socket) {
    super()
    this.#socket = socket
    socket.on('data', (bytes) => {
      if (this.#recordedBytes < maxRecordedBytes) this.#received.push(bytes)
      this.#recordedBytes += bytes.length
      if (!this.push(bytes)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => setImmediate(() => this.destroy(error)))
    socket.on('close', () => this.destroy())
  }

  /** What the server has sent so far. */
  get received(): Buffer {
    return Buffer.concat(this.#received)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(bytes: Buffer, _encoding: string, done: () => void): void {
    // What goes wrong is told by the socket's own event, after the data that came before it.
    this.#socket.write(bytes, () => done())
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
