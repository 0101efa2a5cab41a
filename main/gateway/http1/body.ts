/**
 * Follows a body through the bytes of a connection and tells where it ends, without copying it. Chunked bodies
 * (RFC 9112, 7.1) are checked octet by octet and can be passed on as they came.
 */
import type { Framing } from './framing.ts'
import { MalformedMessage } from './message-head.ts'

type OnContent = ((content: Buffer) => void) | undefined

export interface BodyReader {
  /** True after the last octet of the body. */
  readonly done: boolean
  /** Octets of content met so far: without chunk sizes and trailers. */
  readonly contentBytes: number
  /** The lines of the trailers met so far, as they came. */
  readonly trailers: string
  /**
   * Reads on in `bytes` from `from`; answers the place after the last octet that belongs to the body.
   * `onContent` is given the pieces of content. Throws `MalformedMessage`.
   */
  read(bytes: Buffer, from: number, onContent?: OnContent): number
}

export const bodyReader = (framing: Framing): BodyReader => {
  switch (framing.kind) {
    case 'none':
      return emptyBody
    case 'length':
      return new CountedBody(framing.length)
    case 'until-close':
      return new CountedBody(Infinity)
    case 'chunked':
      return new ChunkedBody()
  }
}

const emptyBody: BodyReader = { done: true, contentBytes: 0, trailers: '', read: (_bytes, from) => from }

class CountedBody implements BodyReader {
  contentBytes = 0
  readonly trailers = ''
  #left: number

  constructor(length: number) {
    this.#left = length
  }

  get done(): boolean {
    return this.#left === 0
  }

  read(bytes: Buffer, from: number, onContent?: OnContent): number {
    const to = Math.min(bytes.length, from + this.#left)
    this.#left -= to - from
    this.contentBytes += to - from
    if (to > from) onContent?.(bytes.subarray(from, to))
    return to
  }
}

type ChunkState = 'size' | 'extension' | 'size-end' | 'content' | 'content-end' | 'trailer' | 'done'

/** Chunk extensions and trailers are small in every use; more is an attempt to keep the gateway busy. */
const maxLineOctets = 8192
const carriageReturn = 13
const lineFeed = 10

class ChunkedBody implements BodyReader {
  contentBytes = 0
  trailers = ''
  #state: ChunkState = 'size'
  #size = 0
  #digits = 0
  /** Octets of the current extension, or of all trailers. */
  #lineOctets = 0
  /** In 'trailer': whether the octet before was CR, and whether the current line is still empty. */
  #afterCarriageReturn = false
  #lineEmpty = true
  /** In 'content-end': whether the CR has been met. */
  #half = false

  get done(): boolean {
    return this.#state === 'done'
  }

  read(bytes: Buffer, from: number, onContent?: OnContent): number {
    let index = from
    while (index < bytes.length && this.#state !== 'done') {
      if (this.#state === 'content') {
        const to = Math.min(bytes.length, index + this.#size)
        onContent?.(bytes.subarray(index, to))
        this.contentBytes += to - index
        this.#size -= to - index
        index = to
        if (this.#size === 0) this.#state = 'content-end'
      } else {
        // The loop's condition proves that the octet is there.
        this.#octet(bytes[index] as number)
        index++
      }
    }
    return index
  }

  #octet(octet: number): void {
    switch (this.#state) {
      case 'size':
        return this.#sizeOctet(octet)
      case 'extension':
        if (octet === carriageReturn) this.#state = 'size-end'
        else this.#lineOctet(octet)
        return
      case 'size-end':
        if (octet !== lineFeed) throw new MalformedMessage('A chunk size does not end in CRLF.')
        this.#state = this.#size === 0 ? 'trailer' : 'content'
        this.#digits = 0
        this.#lineOctets = 0
        return
      case 'content-end':
        if (octet !== (this.#half ? lineFeed : carriageReturn)) {
          throw new MalformedMessage('A chunk is longer than its size.')
        }
        if (this.#half) this.#state = 'size'
        this.#half = !this.#half
        return
      case 'trailer':
        return this.#trailerOctet(octet)
      case 'content':
      case 'done':
        return
    }
  }

  #sizeOctet(octet: number): void {
    const digit = hexadecimalDigit(octet)
    if (digit >= 0) {
      // Twelve digits are 256 TiB, and still exact in a double.
      if (++this.#digits > 12) throw new MalformedMessage('A chunk size is too large.')
      this.#size = this.#size * 16 + digit
    } else if (this.#digits === 0) {
      throw new MalformedMessage('A chunk has no size.')
    } else if (octet === carriageReturn) {
      this.#state = 'size-end'
    } else if (octet === 0x3b /* ; */) {
      this.#state = 'extension'
    } else {
      throw new MalformedMessage('A chunk size is not hexadecimal.')
    }
  }

  #trailerOctet(octet: number): void {
    if (octet === carriageReturn && !this.#afterCarriageReturn) {
      this.#afterCarriageReturn = true
    } else if (this.#afterCarriageReturn) {
      if (octet !== lineFeed) throw new MalformedMessage('A trailer does not end in CRLF.')
      this.#afterCarriageReturn = false
      if (this.#lineEmpty) this.#state = 'done'
      else this.trailers += '\r\n'
      this.#lineEmpty = true
    } else {
      this.#lineEmpty = false
      this.#lineOctet(octet)
      this.trailers += String.fromCharCode(octet)
    }
  }

  #lineOctet(octet: number): void {
    if ((octet < 32 && octet !== 9) || octet === 127) {
      throw new MalformedMessage('A chunk extension or trailer holds a control character.')
    }
    if (++this.#lineOctets > maxLineOctets)
      throw new MalformedMessage('A chunk extension or the trailers are too long.')
  }
}

const hexadecimalDigit = (octet: number): number => {
  if (octet >= 48 && octet <= 57) return octet - 48
  const letter = octet | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}
