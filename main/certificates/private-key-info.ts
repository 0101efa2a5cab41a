/** PrivateKeyInfo (PKCS#8, RFC 5208 and 5958) in the form that both runtimes load. */
import type { KeyFacts } from '../../preload/contract/certificates.ts'
import { WarifuError } from '../warifu-error.ts'
import { integer, sequence } from './der-writer.ts'
import { DamagedDer, NestedTooDeep, tag } from './der-reader.ts'
import { readSequence } from './der-fields.ts'
import { privateKeyFacts } from './public-key.ts'

export interface PrivateKey {
  pkcs8: Buffer
  facts: KeyFacts
}

/**
 * A copy without what may follow the key: attributes, and the public key of version 2 (as Rust and Go write it for
 * Ed25519), which BoringSSL takes for damage.
 *
 * @throws WarifuError `private-key-invalid` for what is no PrivateKeyInfo.
 */
export const readPrivateKeyInfo = (bytes: Uint8Array): PrivateKey => {
  try {
    const fields = readSequence(bytes, 'PrivateKeyInfo')
    fields.take(tag.integer)
    const algorithm = fields.take(tag.sequence)
    const key = fields.take(tag.octetString)
    const pkcs8 = sequence(integer(0), algorithm.bytes, key.bytes)
    return { pkcs8, facts: privateKeyFacts(pkcs8) }
  } catch (error) {
    if (error instanceof DamagedDer || error instanceof NestedTooDeep) {
      throw new WarifuError('private-key-invalid', { reason: 'not-pkcs8' })
    }
    throw error
  }
}
