/**
 * Password-based encryption as PFX files and encrypted keys announce it: PKCS#12's own PBES1 schemes
 * (RFC 7292, C), those of PKCS#5 version 1.5 (RFC 8018, A.3) and PBES2 (A.4, in its own file).
 */
import { createHash } from 'node:crypto'
import { cipherSizes, type CipherName } from './ciphers.ts'
import { tag, type DerNode } from './der-reader.ts'
import { readOid, readUnsigned, sequenceFields, type Fields } from './der-fields.ts'
import { checkedDecrypt, readSalt, unsupported, type EncryptionScheme } from './encryption-scheme.ts'
import { iterateHash } from './iterated-hash.ts'
import type { IterationBudget } from './limits.ts'
import { oids } from './oids.ts'
import { readPbes2 } from './pbes2.ts'
import { pkcs12Kdf } from './pkcs12-kdf.ts'

/**
 * Reads an AlgorithmIdentifier and charges its iterations; nothing is derived yet.
 *
 * @throws WarifuError `algorithm-unsupported` by name, `too-many-iterations`; DamagedDer for impossible parameters.
 */
export const readEncryptionScheme = (
  algorithmIdentifier: DerNode,
  budget: IterationBudget,
): EncryptionScheme => {
  const fields = sequenceFields(algorithmIdentifier, 'encryptionAlgorithm')
  const algorithm = readOid(fields.takeAny(), 'encryptionAlgorithm')
  if (algorithm === oids.pbes2) return readPbes2(fields.take(tag.sequence), budget)
  const pkcs12 = pkcs12Schemes[algorithm]
  if (pkcs12) return pkcs12Scheme(pkcs12, readParameters(fields, budget))
  const pkcs5 = pkcs5Schemes[algorithm]
  if (pkcs5) return pkcs5Scheme(pkcs5, readParameters(fields, budget))
  throw unsupported(algorithm)
}

interface Scheme {
  name: string
  cipher: CipherName
  /** Octets of the key. */
  key: number
}

const pkcs12Schemes: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.12.1.1': { name: 'pbeWithSHAAnd128BitRC4', cipher: 'RC4', key: 16 },
  '1.2.840.113549.1.12.1.2': { name: 'pbeWithSHAAnd40BitRC4', cipher: 'RC4', key: 5 },
  '1.2.840.113549.1.12.1.3': { name: 'pbeWithSHAAnd3-KeyTripleDES-CBC', cipher: 'DES-EDE3-CBC', key: 24 },
  '1.2.840.113549.1.12.1.4': { name: 'pbeWithSHAAnd2-KeyTripleDES-CBC', cipher: 'DES-EDE-CBC', key: 16 },
  '1.2.840.113549.1.12.1.5': { name: 'pbeWithSHAAnd128BitRC2-CBC', cipher: 'RC2-CBC', key: 16 },
  '1.2.840.113549.1.12.1.6': { name: 'pbeWithSHAAnd40BitRC2-CBC', cipher: 'RC2-CBC', key: 5 },
}

interface Pkcs5Scheme extends Scheme {
  hash: 'md5' | 'sha1'
}

const pkcs5Schemes: Readonly<Record<string, Pkcs5Scheme>> = {
  '1.2.840.113549.1.5.3': { name: 'pbeWithMD5AndDES-CBC', cipher: 'DES-CBC', key: 8, hash: 'md5' },
  '1.2.840.113549.1.5.6': { name: 'pbeWithMD5AndRC2-CBC', cipher: 'RC2-CBC', key: 8, hash: 'md5' },
  '1.2.840.113549.1.5.10': { name: 'pbeWithSHA1AndDES-CBC', cipher: 'DES-CBC', key: 8, hash: 'sha1' },
  '1.2.840.113549.1.5.11': { name: 'pbeWithSHA1AndRC2-CBC', cipher: 'RC2-CBC', key: 8, hash: 'sha1' },
}

interface PbeParameters {
  salt: Buffer
  iterations: number
}

const readParameters = (fields: Fields, budget: IterationBudget): PbeParameters => {
  const parameters = sequenceFields(fields.take(tag.sequence), 'PBEParameter')
  const salt = readSalt(parameters.takeAny(), 'PBEParameter.salt')
  const iterations = readUnsigned(parameters.takeAny(), 'PBEParameter.iterations')
  budget.charge(iterations, 'PBEParameter.iterations')
  return { salt, iterations }
}

const pkcs12Scheme = (
  { name, cipher, key: keyLength }: Scheme,
  parameters: PbeParameters,
): EncryptionScheme => ({
  name,
  iterations: parameters.iterations,
  uses: 'pkcs12',
  decrypt: (ciphertext, { pkcs12: password }) => {
    const { block } = cipherSizes[cipher]
    const input = { hash: 'sha1', password, ...parameters } as const
    const key = pkcs12Kdf({ ...input, purpose: 'key', length: keyLength })
    const iv = block > 1 ? pkcs12Kdf({ ...input, purpose: 'iv', length: block }) : Buffer.alloc(0)
    return checkedDecrypt({ cipher, key, iv }, ciphertext, name)
  },
})

/** PBKDF1 (RFC 8018, 5.1): one digest, of which the first eight octets are the key and the next eight the IV. */
const pkcs5Scheme = (
  { name, cipher, hash }: Pkcs5Scheme,
  { salt, iterations }: PbeParameters,
): EncryptionScheme => ({
  name,
  iterations,
  uses: 'octets',
  decrypt: (ciphertext, { octets }) => {
    const digest = createHash(hash).update(octets).update(salt).digest()
    iterateHash(hash, digest, iterations - 1)
    return checkedDecrypt(
      { cipher, key: digest.subarray(0, 8), iv: digest.subarray(8, 16) },
      ciphertext,
      name,
    )
  },
})
