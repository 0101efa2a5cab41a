/** Files the administrator offers: main keeps the bytes under an id, the window only ever sees these facts. */
import type { Result } from './errors.ts'

/** Files that hold a private key with its certificate, and so can be uploaded as they are. */
export const pfxExtensions = ['pfx', 'p12'] as const

export const isPfxName = (name: string): boolean =>
  pfxExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))

/** Every file that the inspector explains, by its usual endings. */
export const certificateExtensions = [
  ...pfxExtensions,
  ...['cer', 'crt', 'pem', 'der', 'p7b', 'p7c', 'csr', 'p10', 'key', 'p8', 'crl'],
] as const

/** How OpenAPI documents are called. */
export const openApiExtensions = ['json', 'yaml', 'yml'] as const

/** What a file turned out to be, when it is told by its content. */
export type FileKind =
  | 'pfx'
  | 'pem-certificate'
  | 'pem-bundle'
  | 'pem-private-key'
  | 'der-certificate'
  | 'certificate-request'
  | 'certificate-list'
  | 'pkcs7'
  | 'private-key'
  | 'encrypted-private-key'
  | 'public-key'
  | 'java-keystore'
  | 'certificate-store'
  | 'ssh-key'
  | 'pgp'
  | 'base64'
  | 'image'
  | 'pdf'
  | 'office-document'
  | 'archive'
  | 'program'
  | 'html'
  | 'json'
  | 'text'
  | 'empty'
  | 'unknown'

/** A file that main holds for the window until it is used or let go. */
export interface HeldFile {
  fileId: string
  /** The file's name without its folder. */
  name: string
  /** Size in bytes. */
  size: number
}

/** One of several files that were offered together: held, or why it is not. */
export interface OfferedFile {
  /** The file's name without its folder. */
  name: string
  held: Result<HeldFile>
}

/** Files that were chosen or dropped together, or the PFX files of a folder by their names. */
export interface OfferedFiles {
  files: readonly OfferedFile[]
  /** How many more there were than are taken at once. */
  omitted: number
}

/** How many files are taken at once. */
export const offeredFilesMost = 500
