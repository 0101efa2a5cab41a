/** A connection whose outgoing TLS records are remembered until someone has looked at them. */
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

const headerLength = 5
const lingerMs = 5000

export class RecordTap extends Duplex {
  readonly #socket: Socket
  #sent: Buffer[] | undefined = []

  constructor(socket: Socket) {
    super()
    this.#socket = socket
    socket.on('data', (chunk) => {
      if (!this.push(chunk)) socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', (error) => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  /** The records sent so far, each with its header. From now on nothing is remembered. */
  takeRecords(): Buffer[] {
    const bytes = Buffer.concat(this.#sent ?? [])
    this.#sent = undefined
    const records: Buffer[] = []
    let offset = 0
    while (offset + headerLength <= bytes.length) {
      const end = offset + headerLength + bytes.readUInt16BE(offset + 3)
      records.push(bytes.subarray(offset, end))
      offset = end
    }
    return records
  }

  /**
   * Sends `record` past the TLS engine as the connection's last word. What the client still sends is read, because
   * closing over unread data would make TCP drop the record; a client that does not close is closed.
   */
  endWith(record: Buffer): void {
    this.#socket.setTimeout(lingerMs, () => this.#socket.destroy())
    this.#socket.end(record)
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#sent?.push(chunk)
    this.#socket.write(chunk, done)
  }

  override _final(done: () => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
