import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { childrenOf, readDer } from './der-reader.ts'
import { consistentRsaNumbers, rsaPublicNumbers } from './rsa-private-key.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })

/** Where the last octet of each number stands in `pkcs8`. */
const lastOctets = (): number[] => {
  const octets = childrenOf(readDer(pkcs8))[2]?.content ?? Buffer.alloc(0)
  const start = octets.byteOffset - pkcs8.byteOffset
  return childrenOf(readDer(octets)).map(({ offset, bytes }) => start + offset + bytes.length - 1)
}

describe('the numbers of an RSA private key', () => {
  it('are those of its public half', () => {
    expect(consistentRsaNumbers(pkcs8)).toEqual(
      rsaPublicNumbers(publicKey.export({ format: 'der', type: 'spki' })),
    )
  })

  it.each(['n', 'e', 'd', 'p', 'q', 'd mod p-1', 'd mod q-1', 'q^-1 mod p'])(
    'are found damaged in one bit of %s',
    (name) => {
      const number = ['version', 'n', 'e', 'd', 'p', 'q', 'd mod p-1', 'd mod q-1', 'q^-1 mod p'].indexOf(
        name,
      )
      const damaged = Buffer.from(pkcs8)
      const at = lastOctets()[number] ?? -1
      damaged.writeUInt8(damaged.readUInt8(at) ^ 2, at)
      expect(consistentRsaNumbers(damaged)).toBeUndefined()
    },
  )
})
