/** What shows that a PFX is whole and its password right: MacData (RFC 7292, 4) in its old form and as PBMAC1. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { DamagedDer, tag, type DerNode } from './der-reader.ts'
import { readOctets, readOid, readUnsigned, sequenceFields, type Fields } from './der-fields.ts'
import { digestsByOid, hmacsByOid } from './hash-oids.ts'
import { hashSizes, type HashName } from './iterated-hash.ts'
import type { IterationBudget } from './limits.ts'
import { oids } from './oids.ts'
import type { PasswordForm } from './password-forms.ts'
import { readKeyDerivation } from './pbes2.ts'
import { readSalt, unsupported } from './encryption-scheme.ts'
import { pkcs12Kdf } from './pkcs12-kdf.ts'

export interface Mac {
  /** e.g. `SHA-256`, `PBMAC1 hmacWithSHA256`. */
  name: string
  iterations: number
  uses: keyof PasswordForm
  verify: (content: Buffer, form: PasswordForm) => boolean
}

/** Reads MacData and charges its iterations. */
export const readMac = (macData: DerNode, budget: IterationBudget): Mac => {
  const fields = sequenceFields(macData, 'macData')
  const digestInfo = sequenceFields(fields.take(tag.sequence), 'macData.mac')
  const algorithm = sequenceFields(digestInfo.take(tag.sequence), 'macData.mac.digestAlgorithm')
  const expected = readOctets(digestInfo.takeAny(), 'macData.mac.digest')
  const id = readOid(algorithm.takeAny(), 'macData.mac.digestAlgorithm')
  if (id === oids.pbmac1) return readPbmac1(algorithm, expected, budget)

  const digest = digestsByOid[id]
  if (!digest) throw unsupported(id)
  const salt = readSalt(fields.takeAny(), 'macData.macSalt')
  const count = fields.takeOptional(tag.integer)
  // Zero is taken for one, as OpenSSL does: at least one hash is computed anyhow.
  const iterations = Math.max(1, count ? readUnsigned(count, 'macData.iterations') : 1)
  budget.charge(iterations, 'macData.iterations')
  return {
    name: digest.name,
    iterations,
    uses: 'pkcs12',
    verify: (content, { pkcs12: password }) => {
      const { hash } = digest
      const length = hashSizes[hash].digest
      const key = pkcs12Kdf({ hash, purpose: 'mac', password, salt, iterations, length })
      return hmacMatches(hash, key, content, expected)
    },
  }
}

/**
 * RFC 9579. The salt and count of MacData itself do not apply. Its key length must be given and be at least 20
 * octets: with a short one, a MAC that fits could be found by trying (RFC 9579, 6).
 */
const readPbmac1 = (algorithm: Fields, expected: Buffer, budget: IterationBudget): Mac => {
  const fields = sequenceFields(algorithm.take(tag.sequence), 'PBMAC1-params')
  const derivation = readKeyDerivation(fields.take(tag.sequence), budget)
  const scheme = sequenceFields(fields.take(tag.sequence), 'PBMAC1-params.messageAuthScheme')
  const id = readOid(scheme.takeAny(), 'PBMAC1-params.messageAuthScheme')
  const hmac = hmacsByOid[id]
  if (!hmac) throw unsupported(id)
  const { keyLength } = derivation
  if (keyLength === undefined || keyLength < 20 || keyLength > 64)
    throw new DamagedDer('PBMAC1-params.keyLength')
  return {
    name: `PBMAC1 ${hmac.name}`,
    iterations: derivation.iterations,
    uses: 'octets',
    verify: (content, { octets }) =>
      hmacMatches(hmac.hash, derivation.derive(octets, keyLength), content, expected),
  }
}

const hmacMatches = (hash: HashName, key: Buffer, content: Buffer, expected: Buffer): boolean => {
  const actual = createHmac(hash, key).update(content).digest()
  key.fill(0)
  return actual.length === expected.length && timingSafeEqual(actual, expected)
}
