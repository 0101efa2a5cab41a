/** What every password-based scheme has in common, whichever standard it comes from. */
import { WarifuError } from '../warifu-error.ts'
import { cipherSizes, decrypt, type Decrypted, type Decryption } from './ciphers.ts'
import { DamagedDer, type DerNode } from './der-reader.ts'
import { readOctets } from './der-fields.ts'
import { refusedAlgorithms } from './hash-oids.ts'
import { limits } from './limits.ts'
import type { PasswordForm } from './password-forms.ts'

export interface EncryptionScheme {
  /** The standard's name, e.g. `pbeWithSHAAnd3-KeyTripleDES-CBC`, `PBES2 AES-256-CBC hmacWithSHA256`. */
  name: string
  iterations: number
  /** Which octets of a password the derivation takes. */
  uses: keyof PasswordForm
  /** Undefined where the padding comes out wrong. */
  decrypt: (ciphertext: Buffer, form: PasswordForm) => Decrypted | undefined
}

export const unsupported = (algorithm: string): WarifuError =>
  new WarifuError('algorithm-unsupported', { algorithm: refusedAlgorithms[algorithm] ?? algorithm })

/** Block ciphers without a partial block; otherwise the file is damaged, whatever the password. */
export const checkedDecrypt = (
  decryption: Decryption,
  ciphertext: Buffer,
  where: string,
): Decrypted | undefined => {
  const { block } = cipherSizes[decryption.cipher]
  if (ciphertext.length % block || (block > 1 && ciphertext.length === 0)) throw new DamagedDer(where)
  try {
    return decrypt(decryption, ciphertext)
  } finally {
    decryption.key.fill(0)
  }
}

export const readSalt = (node: DerNode, where: string): Buffer => {
  const salt = readOctets(node, where)
  if (salt.length > limits.saltBytes) throw new DamagedDer(where)
  return salt
}
