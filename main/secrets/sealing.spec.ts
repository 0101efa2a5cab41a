import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { seal, sealingKeyBytes, unseal } from './sealing.ts'

const key = randomBytes(sealingKeyBytes)
const content = Buffer.from('the bytes of a PFX')

describe('sealing', () => {
  it('gives the content back for the same key and id', () => {
    expect(unseal(key, 'a', seal(key, 'a', content))).toEqual(content)
    expect(unseal(key, 'a', seal(key, 'a', Buffer.alloc(0)))).toEqual(Buffer.alloc(0))
  })

  it('shows nothing of the content and never seals twice alike', () => {
    const sealed = seal(key, 'a', content)
    expect(sealed.includes(content)).toBe(false)
    expect(seal(key, 'a', content)).not.toEqual(sealed)
  })

  it('opens neither for another id nor with another key', () => {
    const sealed = seal(key, 'a', content)
    expect(unseal(key, 'b', sealed)).toBeNull()
    expect(unseal(randomBytes(sealingKeyBytes), 'a', sealed)).toBeNull()
  })

  it('notices a change of any single byte and a cut at any place', () => {
    const sealed = seal(key, 'a', content)
    for (let place = 0; place < sealed.length; place++) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(unseal(key, 'a', changed)).toBeNull()
      expect(unseal(key, 'a', sealed.subarray(0, place))).toBeNull()
    }
  })
})
