/** Writes PFX files as other programs write or wrote them, also with something wrong in them: for specs only. */
import { createCipheriv, createHmac, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto'
import { derNull, element, explicit, implicit, integer, octetString, oid, sequence } from '../der-writer.ts'
import { digestsByOid, hmacsByOid } from '../hash-oids.ts'
import { hashSizes, type HashName } from '../iterated-hash.ts'
import { oids } from '../oids.ts'
import { pkcs12Kdf } from '../pkcs12-kdf.ts'

export interface CraftedPfx {
  keys?: readonly KeyObject[]
  certificates?: readonly Uint8Array[]
  password: string
  /** How the password becomes octets for PKCS#12's own derivation; the standard's way when absent. */
  pkcs12Password?: Buffer
  /** … and for PBKDF2: UTF-8 when absent. */
  octets?: Buffer
  encryption?: 'aes-256' | 'aes-128' | '3des' | 'none'
  prf?: HashName
  mac?: HashName | 'pbmac1' | 'none'
  iterations?: number
  macIterations?: number
  /** Changes PKCS#8 before it is encrypted. */
  damageKey?: (pkcs8: Buffer) => Buffer
  /** Constructed, indefinite lengths outside, as Netscape's line and old Java wrote them. */
  indefiniteLengths?: boolean
}

const bmp = (text: string): Buffer => Buffer.from(`${text}\0`, 'utf16le').swap16()

export const craftPfx = (options: CraftedPfx): Buffer => {
  const { keys = [], certificates = [], damageKey } = options
  const certificateBags = certificates.map((der) =>
    bag(oids.certBag, sequence(oid(oids.x509Certificate), explicit(0, octetString(der)))),
  )
  const keyBags = keys.map((key) => {
    const whole = key.export({ format: 'der', type: 'pkcs8' })
    const pkcs8 = damageKey ? damageKey(whole) : whole
    if (options.encryption === 'none') return bag(oids.keyBag, pkcs8)
    const { algorithm, ciphertext } = encrypt(pkcs8, options)
    return bag(oids.pkcs8ShroudedKeyBag, sequence(algorithm, octetString(ciphertext)))
  })
  const safes = [
    ...(certificateBags.length ? [certificateSafe(sequence(...certificateBags), options)] : []),
    ...(keyBags.length ? [dataContent(sequence(...keyBags), options)] : []),
  ]
  const authenticatedSafe = sequence(...safes)
  const mac = options.mac === 'none' ? [] : [macData(authenticatedSafe, options)]
  const wrap = options.indefiniteLengths ? indefinite : sequence
  return wrap(integer(3), dataContent(authenticatedSafe, options), ...mac)
}

const indefinite = (...elements: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([0x30, 0x80]), ...elements, Buffer.alloc(2)])

const bag = (type: string, value: Buffer): Buffer => sequence(oid(type), explicit(0, value))

const dataContent = (content: Buffer, { indefiniteLengths }: CraftedPfx): Buffer => {
  if (!indefiniteLengths) return sequence(oid(oids.data), explicit(0, octetString(content)))
  const halves = [content.subarray(0, 100), content.subarray(100)].map(octetString)
  const pieces = Buffer.concat([Buffer.from([0x24, 0x80]), ...halves, Buffer.alloc(2)])
  return indefinite(oid(oids.data), Buffer.concat([Buffer.from([0xa0, 0x80]), pieces, Buffer.alloc(2)]))
}

const certificateSafe = (content: Buffer, options: CraftedPfx): Buffer => {
  if (options.encryption === 'none') return dataContent(content, options)
  const { algorithm, ciphertext } = encrypt(content, options)
  const info = sequence(oid(oids.data), algorithm, implicit(0, ciphertext))
  return sequence(oid(oids.encryptedData), explicit(0, sequence(integer(0), info)))
}

const encrypt = (plaintext: Buffer, options: CraftedPfx): { algorithm: Buffer; ciphertext: Buffer } => {
  const { encryption = 'aes-256', iterations = 1000, prf = 'sha256' } = options
  const salt = randomBytes(16)
  if (encryption === '3des') {
    const password = options.pkcs12Password ?? bmp(options.password)
    const input = { hash: 'sha1', password, salt, iterations } as const
    const key = pkcs12Kdf({ ...input, purpose: 'key', length: 24 })
    const iv = pkcs12Kdf({ ...input, purpose: 'iv', length: 8 })
    const parameters = sequence(octetString(salt), integer(iterations))
    return {
      algorithm: sequence(oid('1.2.840.113549.1.12.1.3'), parameters),
      ciphertext: seal('des-ede3-cbc', key, iv, plaintext),
    }
  }
  const [keyLength, cipher] = encryption === 'aes-128' ? [16, '2.16.840.1.101.3.4.1.2'] : [32, oids.aes256Cbc]
  const octets = options.octets ?? Buffer.from(options.password)
  const iv = randomBytes(16)
  const key = pbkdf2Sync(octets, salt, iterations, keyLength, prf)
  const scheme = sequence(oid(cipher), octetString(iv))
  return {
    algorithm: sequence(oid(oids.pbes2), sequence(pbkdf2(salt, iterations, prf), scheme)),
    ciphertext: seal(`aes-${keyLength * 8}-cbc`, key, iv, plaintext),
  }
}

const pbkdf2 = (salt: Buffer, iterations: number, prf: HashName, keyLength?: number): Buffer => {
  const [prfId = ''] = Object.entries(hmacsByOid).find(([, { hash }]) => hash === prf) ?? []
  const length = keyLength === undefined ? [] : [integer(keyLength)]
  const prfIdentifier = sequence(oid(prfId), derNull())
  return sequence(
    oid(oids.pbkdf2),
    sequence(octetString(salt), integer(iterations), ...length, prfIdentifier),
  )
}

const seal = (name: string, key: Buffer, iv: Buffer, plaintext: Buffer): Buffer => {
  const cipher = createCipheriv(name, key, iv)
  return Buffer.concat([cipher.update(plaintext), cipher.final()])
}

const macData = (content: Buffer, options: CraftedPfx): Buffer => {
  const { mac = 'sha256', macIterations: iterations = options.iterations ?? 1000 } = options
  const salt = randomBytes(8)
  if (mac === 'pbmac1') {
    const key = pbkdf2Sync(options.octets ?? Buffer.from(options.password), salt, iterations, 32, 'sha256')
    const scheme = sequence(oid(oids.hmacWithSHA256), derNull())
    const algorithm = sequence(oid(oids.pbmac1), sequence(pbkdf2(salt, iterations, 'sha256', 32), scheme))
    const digest = createHmac('sha256', key).update(content).digest()
    return sequence(sequence(algorithm, octetString(digest)), octetString(salt), integer(1))
  }
  const hash = mac === 'none' ? 'sha256' : mac
  const password = options.pkcs12Password ?? bmp(options.password)
  // A count that no test has the time for: what is checked is that nobody derives with it.
  const key =
    iterations > 1_000_000
      ? randomBytes(20)
      : pkcs12Kdf({ hash, purpose: 'mac', password, salt, iterations, length: hashSizes[hash].digest })
  const digest = createHmac(hash, key).update(content).digest()
  const [digestId = ''] = Object.entries(digestsByOid).find(([, named]) => named.hash === hash) ?? []
  const digestInfo = sequence(sequence(oid(digestId), derNull()), octetString(digest))
  return sequence(digestInfo, octetString(salt), integer(iterations))
}

/** `levels` SEQUENCEs inside each other. */
export const nestedSequences = (levels: number): Buffer =>
  Array.from({ length: levels }).reduce<Buffer>((content) => element(0x30, content), Buffer.alloc(0))
