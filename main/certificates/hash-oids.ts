/** Hashes and the HMACs over them, as PFX files name them. */
import type { HashName } from './iterated-hash.ts'

export interface NamedHash {
  hash: HashName
  /** As shown to people, e.g. `SHA-256`. */
  name: string
}

export const digestsByOid: Readonly<Record<string, NamedHash>> = {
  '1.2.840.113549.2.5': { hash: 'md5', name: 'MD5' },
  '1.3.14.3.2.26': { hash: 'sha1', name: 'SHA-1' },
  '2.16.840.1.101.3.4.2.4': { hash: 'sha224', name: 'SHA-224' },
  '2.16.840.1.101.3.4.2.1': { hash: 'sha256', name: 'SHA-256' },
  '2.16.840.1.101.3.4.2.2': { hash: 'sha384', name: 'SHA-384' },
  '2.16.840.1.101.3.4.2.3': { hash: 'sha512', name: 'SHA-512' },
  '2.16.840.1.101.3.4.2.6': { hash: 'sha512-256', name: 'SHA-512/256' },
}

export const hmacsByOid: Readonly<Record<string, NamedHash>> = {
  '1.2.840.113549.2.6': { hash: 'md5', name: 'hmacWithMD5' },
  '1.2.840.113549.2.7': { hash: 'sha1', name: 'hmacWithSHA1' },
  '1.2.840.113549.2.8': { hash: 'sha224', name: 'hmacWithSHA224' },
  '1.2.840.113549.2.9': { hash: 'sha256', name: 'hmacWithSHA256' },
  '1.2.840.113549.2.10': { hash: 'sha384', name: 'hmacWithSHA384' },
  '1.2.840.113549.2.11': { hash: 'sha512', name: 'hmacWithSHA512' },
  '1.2.840.113549.2.13': { hash: 'sha512-256', name: 'hmacWithSHA512-256' },
}

/** Names for what is refused, so that the administrator can say to the CA what to write instead. */
export const refusedAlgorithms: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.5': 'SHA-512/224',
  '2.16.840.1.101.3.4.2.7': 'SHA3-224',
  '2.16.840.1.101.3.4.2.8': 'SHA3-256',
  '2.16.840.1.101.3.4.2.9': 'SHA3-384',
  '2.16.840.1.101.3.4.2.10': 'SHA3-512',
  '1.3.6.1.4.1.1722.12.2.1.16': 'BLAKE2b-512',
  '1.3.6.1.4.1.1722.12.2.2.8': 'BLAKE2s-256',
  '1.2.840.113549.2.12': 'hmacWithSHA512-224',
  '1.2.643.2.2.9': 'GOST R 34.11-94',
  '1.2.643.2.2.10': 'HMAC-GOST R 34.11-94',
  '1.2.643.2.2.21': 'GOST 28147-89',
  '1.2.643.7.1.1.2.2': 'GOST R 34.11-2012 (256)',
  '1.2.643.7.1.1.2.3': 'GOST R 34.11-2012 (512)',
  '1.2.643.7.1.1.5.2': 'Kuznyechik',
  '1.2.392.200011.61.1.1.1.2': 'Camellia-128-CBC',
  '1.2.392.200011.61.1.1.1.3': 'Camellia-192-CBC',
  '1.2.392.200011.61.1.1.1.4': 'Camellia-256-CBC',
  '1.2.410.200046.1.1.2': 'ARIA-128-CBC',
  '1.2.410.200046.1.1.7': 'ARIA-192-CBC',
  '1.2.410.200046.1.1.12': 'ARIA-256-CBC',
  '1.2.410.200004.1.4': 'SEED-CBC',
  '1.2.156.10197.1.104.2': 'SM4-CBC',
  '2.16.840.1.101.3.4.1.6': 'AES-128-GCM',
  '2.16.840.1.101.3.4.1.26': 'AES-192-GCM',
  '2.16.840.1.101.3.4.1.46': 'AES-256-GCM',
  '1.2.840.113549.3.9': 'RC5-CBC',
  '1.2.840.113549.1.5.1': 'pbeWithMD2AndDES-CBC',
  '1.2.840.113549.1.5.4': 'pbeWithMD2AndRC2-CBC',
}
