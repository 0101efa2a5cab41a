/** Reads the vectors of TLS's presentation language (RFC 8446, 3.4) from bytes; past the end it throws. */
export class ByteReader {
  readonly #bytes: Buffer
  #position = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#position
  }

  number(octets: 1 | 2 | 3): number {
    const value = this.#bytes.readUIntBE(this.#position, octets)
    this.#position += octets
    return value
  }

  take(length: number): Buffer {
    if (length > this.left) throw new RangeError('The bytes end before their length.')
    this.#position += length
    return this.#bytes.subarray(this.#position - length, this.#position)
  }

  /** A vector whose length stands before it in `octets` octets. */
  vector(octets: 1 | 2 | 3): Buffer {
    return this.take(this.number(octets))
  }
}
