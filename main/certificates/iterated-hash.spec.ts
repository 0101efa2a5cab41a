import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashSizes, iterateHash, type HashName } from './iterated-hash.ts'

describe('a hash applied to its own result', () => {
  it.each(Object.keys(hashSizes) as HashName[])('agrees with node:crypto for %s', (name) => {
    const start = createHash(name).update('start').digest()
    for (const rounds of [0, 1, 2, 999, 1000, 2500]) {
      let expected = start
      for (let round = 0; round < rounds; round++) expected = createHash(name).update(expected).digest()
      const digest = Buffer.from(start)
      iterateHash(name, digest, rounds)
      expect(digest.toString('hex')).toBe(expected.toString('hex'))
    }
  })
})
