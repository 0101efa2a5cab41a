import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { childrenOf, readDer } from './der-reader.ts'
import { element, explicit, implicit, integer, octetString, oid, sequence } from './der-writer.ts'
import type { HashName } from './iterated-hash.ts'
import { issueCertificate } from './issue-certificate.ts'
import { oids } from './oids.ts'
import { readPfx } from './read-pfx.ts'
import { cpuTime } from './testing/cpu-time.ts'
import { craftPfx, nestedSequences, type CraftedPfx } from './testing/craft-pfx.ts'
import { identitiesForUpload } from './upload-fitness.ts'

const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true })
const intermediate = await issueCertificate({ subject: { commonName: 'Issuing' }, issuer: root, ca: true })
const leaf = await issueCertificate({ subject: { commonName: 'orders' }, issuer: intermediate })
const other = await issueCertificate({ subject: { commonName: 'invoices' }, key: 'ed25519' })

const craft = (options: Partial<CraftedPfx> = {}): Buffer =>
  craftPfx({ keys: [leaf.privateKey], certificates: [leaf.certificateDer], password: 'right', ...options })

const codeOf = (read: () => unknown): unknown => {
  try {
    return read()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

const opens = (bytes: Buffer, password: string | null): boolean =>
  readPfx(bytes, password).identities.length > 0

describe('the password of a PFX', () => {
  const passwords: readonly [name: string, password: string][] = [
    ['an empty one', ''],
    ['one with blanks at both ends', ' right '],
    ['one of 500 characters', 'Abcdef9!'.repeat(62) + 'long'],
    ['one in Japanese', 'パスワード漢字'],
    ['full-width digits', '１２３４'],
    ['composed 濁点', 'がぎぐ'.normalize('NFC')],
    ['decomposed 濁点', 'がぎぐ'.normalize('NFD')],
    ['an emoji', 'k🔑ey'],
    ['accents', 'Schlüssel-ß'],
  ]
  const encryptions = ['aes-256', '3des'] as const

  describe.each(encryptions)('under %s', (encryption) => {
    it.each(passwords)('may be %s', (_, password) => {
      expect(opens(craft({ password, encryption }), password)).toBe(true)
      expect(opens(craft({ password, encryption, mac: 'none' }), password)).toBe(true)
      expect(codeOf(() => readPfx(craft({ password, encryption }), `${password}x`))).toBe('wrong-password')
    })
  })

  it('may be absent, or empty in either of the two ways that writers know', () => {
    expect(opens(craft({ password: '' }), null)).toBe(true)
    for (const encryption of encryptions) {
      const azure = craft({ password: '', pkcs12Password: Buffer.alloc(0), encryption })
      expect(opens(azure, '')).toBe(true)
      expect(opens(azure, null)).toBe(true)
    }
  })

  it('may be typed composed where the file has it decomposed, and the other way round', () => {
    for (const [written, typed] of [
      ['NFC', 'NFD'],
      ['NFD', 'NFC'],
    ] as const) {
      const bytes = craft({ password: 'パスワード'.normalize(written), encryption: '3des', mac: 'sha1' })
      expect(opens(bytes, 'パスワード'.normalize(typed))).toBe(true)
    }
  })

  it('distinguishes full-width digits from ASCII ones', () => {
    expect(codeOf(() => readPfx(craft({ password: '１２３４' }), '1234'))).toBe('wrong-password')
  })

  it('may have become octets in the ways of old OpenSSL and of J-SAFE', () => {
    const widened = Buffer.from(Buffer.from('für\0').toString('latin1'), 'utf16le').swap16()
    expect(opens(craft({ password: 'für', pkcs12Password: widened, encryption: '3des' }), 'für')).toBe(true)
    expect(opens(craft({ password: 'für', octets: Buffer.from('für', 'latin1') }), 'für')).toBe(true)
  })

  it('is not blamed for what it has nothing to do with', () => {
    const certificateDamaged = craft({ encryption: 'none', mac: 'none' })
    certificateDamaged[certificateDamaged.indexOf(leaf.certificateDer) + 1] = 0xff
    expect(codeOf(() => readPfx(certificateDamaged, 'right'))).toBe('certificate-invalid')
    expect(codeOf(() => readPfx(craft().subarray(0, 700), 'right'))).toBe('pfx-damaged')
  })

  it('is not needed where neither MAC nor encryption is there', () => {
    expect(opens(craft({ encryption: 'none', mac: 'none' }), 'anything')).toBe(true)
  })
})

describe('a PFX of any make', () => {
  const hashes: readonly HashName[] = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256']

  it.each(hashes)('opens with %s in its MAC and in PBKDF2', (hash) => {
    expect(opens(craft({ mac: hash, prf: hash }), 'right')).toBe(true)
  })

  it('opens with PBMAC1, without MAC, and with indefinite lengths and strings in pieces', () => {
    expect(readPfx(craft({ mac: 'pbmac1' }), 'right').encryption.mac).toEqual({
      algorithm: 'PBMAC1 hmacWithSHA256',
      iterations: 1000,
    })
    expect(opens(craft({ mac: 'none' }), 'right')).toBe(true)
    expect(opens(craft({ indefiniteLengths: true }), 'right')).toBe(true)
  })

  it('opens with anything behind its end', () => {
    expect(opens(Buffer.concat([craft(), Buffer.from('\n')]), 'right')).toBe(true)
  })

  it('has its keys paired by what they are, with the chain in order', () => {
    const { identities, otherCertificates } = readPfx(
      craft({
        keys: [other.privateKey, leaf.privateKey],
        certificates: [root, leaf, other, intermediate].map(({ certificateDer }) => certificateDer),
      }),
      'right',
    )
    const names = identities.map(({ leaf: { certificate }, chain }) =>
      [certificate, ...chain].map(({ subject }) => subject[0]?.value),
    )
    expect(names).toEqual([['invoices'], ['orders', 'Issuing', 'Root']])
    expect(otherCertificates).toEqual([])
  })

  it('opens with an Ed25519 key that brings its public half along (RFC 5958, version 2)', () => {
    const publicKey = createPublicKey(other.privateKey).export({ format: 'der', type: 'spki' }).subarray(-32)
    const asVersion2 = (pkcs8: Buffer): Buffer => {
      const [, algorithm, key] = childrenOf(readDer(pkcs8))
      const parts = [algorithm, key].map((node) => node?.bytes ?? Buffer.alloc(0))
      return sequence(integer(1), ...parts, implicit(1, Buffer.concat([Buffer.alloc(1), publicKey])))
    }
    const bytes = craft({
      keys: [other.privateKey],
      certificates: [other.certificateDer],
      damageKey: asVersion2,
    })
    const [identity] = readPfx(bytes, 'right').identities
    expect(identity?.proof).toBe('signature')
    // The form that BoringSSL loads too.
    expect(identity?.key.pkcs8).toEqual(other.privateKey.export({ format: 'der', type: 'pkcs8' }))
  })

  it('has every key proved: an RSA key by its numbers, others by a signature', async () => {
    const rsa = await issueCertificate({ subject: { commonName: 'rsa' }, key: 'rsa2048' })
    expect(readPfx(craft(), 'right').identities[0]?.proof).toBe('signature')
    const [identity] = readPfx(
      craft({ keys: [rsa.privateKey], certificates: [other.certificateDer, rsa.certificateDer] }),
      'right',
    ).identities
    expect(identity).toMatchObject({ proof: 'numbers', leaf: { certificate: { der: rsa.certificateDer } } })
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    const strange = craft({ keys: [stranger], certificates: [rsa.certificateDer] })
    expect(readPfx(strange, 'right').identities).toEqual([])
  })
})

describe('a damaged private half', () => {
  it('is found although the public half is whole', async () => {
    const rsa = await issueCertificate({ subject: { commonName: 'rsa' }, key: 'rsa2048' })
    const damageKey = (pkcs8: Buffer): Buffer => {
      // Somewhere in the last number, the CRT coefficient.
      const damaged = Buffer.from(pkcs8)
      damaged[damaged.length - 20] = (damaged.at(-20) ?? 0) ^ 0xff
      return damaged
    }
    const bytes = craft({ keys: [rsa.privateKey], certificates: [rsa.certificateDer], damageKey })
    expect(codeOf(() => readPfx(bytes, 'right'))).toBe('private-key-invalid')
  })
})

describe('what is fit for upload', () => {
  const fitness = (options: Partial<CraftedPfx>): unknown =>
    codeOf(() => identitiesForUpload(readPfx(craft(options), 'right')).length)

  it('is a key with its certificate', () => {
    expect(fitness({})).toBe(1)
  })
  it('is not a certificate alone', () => {
    expect(fitness({ keys: [] })).toBe('no-private-key')
  })
  it('is not a key alone', () => {
    expect(fitness({ certificates: [] })).toBe('no-certificate')
  })
  it('is not nothing', () => {
    expect(fitness({ keys: [], certificates: [] })).toBe('no-certificate')
  })
  it('is not a key beside a certificate of another one', () => {
    expect(fitness({ certificates: [other.certificateDer] })).toBe('key-mismatch')
  })
})

describe('what a PFX may ask for', () => {
  const refusal = (read: () => unknown): unknown => {
    try {
      return read()
    } catch (error) {
      return error
    }
  }

  it('ends at 1 MiB', () => {
    const bytes = Buffer.concat([craft(), Buffer.alloc(1_048_576)])
    expect(refusal(() => readPfx(bytes, 'right'))).toMatchObject({
      code: 'file-too-large',
      details: { limit: 1_048_576 },
    })
  })

  it('ends at 5 million iterations for one derivation, before anything is derived', () => {
    const bytes = craft({ macIterations: 5_000_001 })
    const time = cpuTime(() => {
      expect(refusal(() => readPfx(bytes, 'right'))).toMatchObject({
        code: 'too-many-iterations',
        details: { iterations: 5_000_001, limit: 5_000_000 },
      })
    })
    expect(time).toBeLessThan(200)
  })

  it('ends at 10 million iterations for the file', () => {
    const parameters = sequence(octetString(Buffer.alloc(8)), integer(4_000_000))
    const scheme = sequence(oid('1.2.840.113549.1.12.1.3'), parameters)
    const info = sequence(oid(oids.data), scheme, element(0x80, Buffer.alloc(8)))
    const safe = sequence(oid(oids.encryptedData), explicit(0, sequence(integer(0), info)))
    const content = octetString(sequence(safe, safe, safe))
    const bytes = sequence(integer(3), sequence(oid(oids.data), explicit(0, content)))
    expect(refusal(() => readPfx(bytes, ''))).toMatchObject({
      code: 'too-many-iterations',
      details: { iterations: 12_000_000, limit: 10_000_000 },
    })
  })

  it('ends at 32 levels of nesting', () => {
    const bytes = sequence(integer(3), sequence(oid(oids.data), explicit(0, nestedSequences(60))))
    expect(codeOf(() => readPfx(bytes, ''))).toBe('pfx-damaged')
    const indefinite = Buffer.concat([
      Buffer.from('308002010330800603550403a080', 'hex'),
      Buffer.from('3080'.repeat(60), 'hex'),
    ])
    expect(codeOf(() => readPfx(indefinite, ''))).toBe('not-a-pfx')
  })
})
