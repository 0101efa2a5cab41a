/** Private keys outside of a PFX: PKCS#8 plain and encrypted, and the older forms of OpenSSL (PKCS#1, SEC 1). */
import { createPrivateKey } from 'node:crypto'
import { WarifuError } from '../warifu-error.ts'
import { Password } from './decrypt-with-password.ts'
import { DamagedDer, readDer } from './der-reader.ts'
import type { EncryptionScheme } from './encryption-scheme.ts'
import { IterationBudget } from './limits.ts'
import { derToPem, type PemBlock } from './pem.ts'
import { privateKeyFacts } from './public-key.ts'
import { readEncryptedKey } from './safe-bags.ts'

export type PrivateKeyFile =
  | { kind: 'plain'; pkcs8: Buffer }
  | { kind: 'encrypted'; scheme: EncryptionScheme; ciphertext: Buffer }
  /** OpenSSL's own PEM encryption, announced in headers instead of ASN.1. */
  | { kind: 'encrypted-pem'; pem: string; cipher: string }

/** Undefined for PEM blocks that hold no private key. */
export const privateKeyFromPem = ({ label, headers, der }: PemBlock): PrivateKeyFile | undefined => {
  const dekInfo = headers['DEK-Info']
  switch (label) {
    case 'PRIVATE KEY':
      return { kind: 'plain', pkcs8: der }
    case 'ENCRYPTED PRIVATE KEY':
      return encryptedKeyFromDer(der)
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
    case 'DSA PRIVATE KEY':
      if (dekInfo === undefined) return { kind: 'plain', pkcs8: toPkcs8(derToPem(label, der)) }
      return {
        kind: 'encrypted-pem',
        cipher: dekInfo.split(',')[0] ?? '',
        pem: encryptedPem(label, dekInfo, der),
      }
    default:
      return undefined
  }
}

const encryptedPem = (label: string, dekInfo: string, der: Buffer): string =>
  derToPem(label, der).replace('\n', `\nProc-Type: 4,ENCRYPTED\nDEK-Info: ${dekInfo}\n\n`)

/** A DER file that `sniffFileKind` calls `private-key`: PKCS#8, PKCS#1 or SEC 1, told apart by trying. */
export const plainKeyFromDer = (der: Buffer): PrivateKeyFile => {
  try {
    privateKeyFacts(der)
    return { kind: 'plain', pkcs8: der }
  } catch (error) {
    if (!(error instanceof DamagedDer)) throw error
  }
  const labels = ['RSA PRIVATE KEY', 'EC PRIVATE KEY']
  for (const label of labels) {
    try {
      return { kind: 'plain', pkcs8: toPkcs8(derToPem(label, der)) }
    } catch (error) {
      if (!(error instanceof WarifuError)) throw error
    }
  }
  throw invalid()
}

export const encryptedKeyFromDer = (der: Buffer): PrivateKeyFile => ({
  kind: 'encrypted',
  ...readEncryptedKey(readDer(der), new IterationBudget()),
})

/**
 * PKCS#8, not encrypted.
 *
 * @throws WarifuError `wrong-password`, `private-key-invalid`.
 */
export const unlockPrivateKey = (file: PrivateKeyFile, passwordText: string | null): Buffer => {
  switch (file.kind) {
    case 'plain':
      return file.pkcs8
    case 'encrypted-pem':
      return toPkcs8(file.pem, passwordText ?? '')
    case 'encrypted': {
      const password = new Password(passwordText)
      try {
        return password.decrypt(file.scheme, file.ciphertext, isPrivateKeyInfo, invalid)
      } finally {
        password.forget()
      }
    }
  }
}

const isPrivateKeyInfo = (plaintext: Buffer): boolean => {
  try {
    privateKeyFacts(plaintext)
    return true
  } catch (error) {
    if (error instanceof DamagedDer) return false
    throw error
  }
}

/** With a password, whatever fails is put down to it: OpenSSL's old form carries no integrity check. */
const toPkcs8 = (pem: string, passphrase?: string): Buffer => {
  try {
    const key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase })
    return key.export({ format: 'der', type: 'pkcs8' })
  } catch {
    throw passphrase === undefined ? invalid() : new WarifuError('wrong-password', {})
  }
}

const invalid = (): WarifuError => new WarifuError('private-key-invalid', { reason: 'not-pkcs8' })
