/**
 * Seals what is kept on disk, so that a stolen data folder is useless without the keychain.
 *
 * AES-256-GCM with a random 96-bit nonce per sealing (NIST SP 800-38D, 8.2.2; with one key per workspace the bound
 * of 2^32 sealings is out of reach). The id of what is sealed goes in as additional data, so that one certificate's
 * bytes cannot be put in another's place.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** `id` names the keychain item that holds the 32 bytes; it is stored next to everything sealed with it. */
export interface SealingKey {
  id: string
  bytes: Buffer
}

const formatVersion = 1
const nonceBytes = 12
const tagBytes = 16
export const sealingKeyBytes = 32

const additionalData = (subjectId: string) => Buffer.from(`warifu sealed ${formatVersion}\0${subjectId}`)

/** @returns format version (1 byte), nonce (12), ciphertext, tag (16) */
export const seal = (key: Buffer, subjectId: string, content: Uint8Array): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(additionalData(subjectId))
  const sealed = [Buffer.of(formatVersion), nonce, cipher.update(content), cipher.final()]
  return Buffer.concat([...sealed, cipher.getAuthTag()])
}

/** @returns the content, or null when these are not the bytes that were sealed for `subjectId` with `key` */
export const unseal = (key: Buffer, subjectId: string, sealed: Uint8Array): Buffer | null => {
  if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== formatVersion) return null
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const ciphertext = sealed.subarray(1 + nonceBytes, sealed.length - tagBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  decipher.setAAD(additionalData(subjectId))
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const content = decipher.update(ciphertext)
  try {
    decipher.final()
    return content
  } catch {
    // The only failure of `final` here is a tag that does not match; what did not authenticate is not handed on.
    content.fill(0)
    return null
  }
}
