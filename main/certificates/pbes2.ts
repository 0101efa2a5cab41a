/** PBES2 (RFC 8018, 6.2 and A.4): a key derivation (PBKDF2 or scrypt) and a cipher, each with parameters. */
import { pbkdf2Sync, scryptSync } from 'node:crypto'
import { WarifuError } from '../warifu-error.ts'
import { cipherSizes, type CipherName } from './ciphers.ts'
import { DamagedDer, tag, type DerNode } from './der-reader.ts'
import { readOctets, readOid, readUnsigned, sequenceFields, type Fields } from './der-fields.ts'
import { hmacsByOid, type NamedHash } from './hash-oids.ts'
import { limits, type IterationBudget } from './limits.ts'
import { oids } from './oids.ts'
import { checkedDecrypt, readSalt, unsupported, type EncryptionScheme } from './encryption-scheme.ts'

export interface KeyDerivation {
  /** e.g. `hmacWithSHA256`, `scrypt`. */
  name: string
  iterations: number
  /** Octets, where the parameters say so. */
  keyLength: number | undefined
  derive: (password: Buffer, length: number) => Buffer
}

export const readPbes2 = (parameters: DerNode, budget: IterationBudget): EncryptionScheme => {
  const outer = sequenceFields(parameters, 'PBES2-params')
  const isEarlyJava = outer.takeOptional(tag.oid) !== undefined
  const fields = isEarlyJava ? sequenceFields(outer.take(tag.sequence), 'PBES2-params') : outer
  const derivation = readKeyDerivation(fields.take(tag.sequence), budget)
  const announced = readCipher(fields.take(tag.sequence))
  const cipher = isEarlyJava ? { ...announced, name: aesOfKeyLength(derivation.keyLength) } : announced
  const length = cipherSizes[cipher.name].key ?? derivation.keyLength ?? cipher.defaultKeyLength
  // A PBKDF2 output of another length is another key: the file cannot have been written like this.
  if ((derivation.keyLength ?? length) !== length || length < 1 || length > 128) {
    throw new DamagedDer('PBKDF2-params.keyLength')
  }
  const name = `PBES2 ${cipher.name} ${derivation.name}`
  return {
    name,
    iterations: derivation.iterations,
    uses: 'octets',
    decrypt: (ciphertext, { octets }) => {
      const { effectiveBits } = cipher
      const decryption = { cipher: cipher.name, key: derivation.derive(octets, length), iv: cipher.iv }
      return checkedDecrypt({ ...decryption, ...(effectiveBits && { effectiveBits }) }, ciphertext, name)
    },
  }
}

/**
 * Early JDKs (before 8202837 was mended) wrote the algorithm twice, one inside the other, and AES-128 for every
 * AES; the key length is what they went by.
 */
const aesOfKeyLength = (keyLength: number | undefined): CipherName => {
  const name = aesNames.find((cipher) => cipherSizes[cipher].key === keyLength)
  if (!name) throw new DamagedDer('PBKDF2-params.keyLength')
  return name
}

const aesNames = ['AES-128-CBC', 'AES-192-CBC', 'AES-256-CBC'] as const

/** Also the first half of PBMAC1 (RFC 9579). */
export const readKeyDerivation = (algorithmIdentifier: DerNode, budget: IterationBudget): KeyDerivation => {
  const fields = sequenceFields(algorithmIdentifier, 'keyDerivationFunc')
  const algorithm = readOid(fields.takeAny(), 'keyDerivationFunc')
  if (algorithm === oids.pbkdf2) return readPbkdf2(fields, budget)
  if (algorithm === oids.scrypt) return readScrypt(fields)
  throw unsupported(algorithm)
}

const readPbkdf2 = (algorithm: Fields, budget: IterationBudget): KeyDerivation => {
  const fields = sequenceFields(algorithm.take(tag.sequence), 'PBKDF2-params')
  const salt = readSalt(fields.takeAny(), 'PBKDF2-params.salt')
  const iterations = readUnsigned(fields.takeAny(), 'PBKDF2-params.iterationCount')
  const keyLengthNode = fields.takeOptional(tag.integer)
  const prfNode = fields.takeOptional(tag.sequence)
  const prf = readPrf(prfNode)
  budget.charge(iterations, 'PBKDF2-params.iterationCount')
  return {
    name: prf.name,
    iterations,
    keyLength: keyLengthNode && readUnsigned(keyLengthNode, 'PBKDF2-params.keyLength'),
    derive: (password, length) => pbkdf2Sync(password, salt, iterations, length, prf.hash),
  }
}

/** DEFAULT hmacWithSHA1; NSS and GnuTLS leave out the NULL after the identifier, which is as good. */
const readPrf = (node: DerNode | undefined): NamedHash => {
  const id = node
    ? readOid(sequenceFields(node, 'PBKDF2-params.prf').takeAny(), 'PBKDF2-params.prf')
    : undefined
  const prf = hmacsByOid[id ?? '1.2.840.113549.2.7']
  if (!prf) throw unsupported(id ?? '')
  return prf
}

/** RFC 7914, 7. Its cost is memory rather than time: N is reported in the place of iterations. */
const readScrypt = (algorithm: Fields): KeyDerivation => {
  const fields = sequenceFields(algorithm.take(tag.sequence), 'scrypt-params')
  const salt = readSalt(fields.takeAny(), 'scrypt-params.salt')
  const [cost, blockSize, parallelization] = ['costParameter', 'blockSize', 'parallelizationParameter'].map(
    (name) => readUnsigned(fields.takeAny(), `scrypt-params.${name}`),
  ) as [number, number, number]
  const keyLengthNode = fields.takeOptional(tag.integer)
  const isPowerOfTwo = cost > 1 && Number.isInteger(Math.log2(cost))
  if (!isPowerOfTwo || blockSize < 1 || parallelization < 1) throw new DamagedDer('scrypt-params')
  const limit = Math.floor(limits.scryptMemory / (128 * blockSize * parallelization))
  if (cost > limit) throw new WarifuError('too-many-iterations', { iterations: cost, limit })
  return {
    name: 'scrypt',
    iterations: cost,
    keyLength: keyLengthNode && readUnsigned(keyLengthNode, 'scrypt-params.keyLength'),
    derive: (password, length) =>
      // OpenSSL counts a little more than 128 · N · r against maxmem.
      scryptSync(password, salt, length, {
        N: cost,
        r: blockSize,
        p: parallelization,
        maxmem: 2 * limits.scryptMemory,
      }),
  }
}

interface CipherParameters {
  name: CipherName
  iv: Buffer
  effectiveBits?: number
  /** For ciphers that take keys of any length. */
  defaultKeyLength: number
}

const ciphersByOid: Readonly<Record<string, CipherName>> = {
  '2.16.840.1.101.3.4.1.2': 'AES-128-CBC',
  '2.16.840.1.101.3.4.1.22': 'AES-192-CBC',
  '2.16.840.1.101.3.4.1.42': 'AES-256-CBC',
  '1.2.840.113549.3.7': 'DES-EDE3-CBC',
  '1.3.14.3.2.7': 'DES-CBC',
  '1.2.840.113549.3.2': 'RC2-CBC',
}

const readCipher = (algorithmIdentifier: DerNode): CipherParameters => {
  const fields = sequenceFields(algorithmIdentifier, 'encryptionScheme')
  const algorithm = readOid(fields.takeAny(), 'encryptionScheme')
  const name = ciphersByOid[algorithm]
  if (!name) throw unsupported(algorithm)
  const rc2 = name === 'RC2-CBC' ? sequenceFields(fields.take(tag.sequence), 'RC2-CBC-Parameter') : undefined
  const version = rc2?.takeOptional(tag.integer)
  const iv = readOctets((rc2 ?? fields).takeAny(), 'encryptionScheme.iv')
  if (iv.length !== cipherSizes[name].block) throw new DamagedDer('encryptionScheme.iv')
  if (!rc2) return { name, iv, defaultKeyLength: 0 }
  const effectiveBits = version ? rc2EffectiveBits(readUnsigned(version, 'RC2-CBC-Parameter.version')) : 32
  return { name, iv, effectiveBits, defaultKeyLength: effectiveBits / 8 }
}

/** RFC 8018, B.2.3: numbers from a table for the common sizes, the bits themselves from 256 on, 32 when absent. */
const rc2EffectiveBits = (version: number): number => {
  const bits = new Map([
    [160, 40],
    [120, 64],
    [58, 128],
  ]).get(version)
  if (bits) return bits
  if (version < 256 || version > 1024 || version % 8) throw new DamagedDer('RC2-CBC-Parameter.version')
  return version
}
