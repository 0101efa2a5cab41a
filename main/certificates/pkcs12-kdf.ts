/** Key derivation of RFC 7292, appendix B.2. */
import { createHash } from 'node:crypto'
import { hashSizes, iterateHash, type HashName } from './iterated-hash.ts'

/** The diversifier of B.3: what the derived octets are for. */
const purposes = { key: 1, iv: 2, mac: 3 } as const

export interface Pkcs12KdfInput {
  hash: HashName
  purpose: keyof typeof purposes
  /** UTF-16BE with its terminator, or nothing at all. */
  password: Uint8Array
  salt: Uint8Array
  iterations: number
  /** Octets wanted. */
  length: number
}

export const pkcs12Kdf = ({ hash, purpose, password, salt, iterations, length }: Pkcs12KdfInput): Buffer => {
  const { block } = hashSizes[hash]
  const diversifier = Buffer.alloc(block, purposes[purpose])
  const input = Buffer.concat([filled(salt, block), filled(password, block)])
  const derived: Buffer[] = []
  for (let have = 0; have < length;) {
    const digest = createHash(hash).update(diversifier).update(input).digest()
    iterateHash(hash, digest, iterations - 1)
    derived.push(digest)
    have += digest.length
    if (have < length) addToEachBlock(input, filled(digest, block), block)
  }
  input.fill(0)
  const key = Buffer.concat(derived, length)
  for (const digest of derived) digest.fill(0)
  return key
}

/** Copies of `octets` up to a whole number of blocks; nothing stays nothing. */
const filled = (octets: Uint8Array, block: number): Buffer =>
  octets.length === 0 ? Buffer.alloc(0) : Buffer.alloc(Math.ceil(octets.length / block) * block, octets)

/** Step 6C: each block of I becomes I + B + 1, as big-endian numbers without the overflow. */
const addToEachBlock = (input: Buffer, addend: Buffer, block: number): void => {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let index = block - 1; index >= 0; index--) {
      carry += (input[start + index] ?? 0) + (addend[index] ?? 0)
      input[start + index] = carry & 0xff
      carry >>= 8
    }
  }
}
