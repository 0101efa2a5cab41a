/** Files the administrator offers: main keeps the bytes under an id, the window only ever sees these facts. */

/** Files that hold a private key with its certificate, and so can be uploaded as they are. */
export const pfxExtensions = ['pfx', 'p12'] as const

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
