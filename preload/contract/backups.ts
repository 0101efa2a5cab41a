/** The workspace as one encrypted file: to keep elsewhere, or to move to another computer. */
import type { ApiReference } from './apis.ts'

/** Characters of a passphrase at least: a backup that is carried about can be guessed at for years. */
export const shortestPassphrase = 12

/** An extension of our own, so that a dialog can show backups and nothing else. */
export const backupExtension = 'warifu-backup'

/** A backup that was written. */
export interface BackupWritten {
  /** The file's name without its folder. */
  name: string
  /** Certificates that cannot be opened any more, and so are not in it. */
  leftOut: readonly BackupCertificate[]
}

/** A certificate in a backup, as far as one must know it to decide. */
export interface BackupCertificate {
  commonName: string
  thumbprint: string
  notAfter: string
}

/** What restoring a backup would do. Nothing that is only in the workspace is ever touched. */
export interface RestorePreview {
  /** When and by whom (`user@host`) the backup was made. */
  createdAt: string
  createdBy: string
  certificates: {
    added: readonly BackupCertificate[]
    /** There already, but its keychain item is gone or its file is damaged; the backup mends it. */
    mended: readonly BackupCertificate[]
    kept: readonly BackupCertificate[]
  }
  /** By id, or else by path. */
  apis: {
    added: readonly ApiReference[]
    /** There already, with other properties, credentials or policy; the backup's take their place. */
    replaced: readonly ApiReference[]
    kept: readonly ApiReference[]
  }
  /** The policy of all APIs: whether the backup's takes the place of what is there. */
  allApisPolicy: 'absent' | 'set' | 'kept'
  /** The certificate for the gateway's HTTPS: absent where clients of the backup's gateway called by HTTP. */
  gatewayHttps: 'absent' | 'set' | 'kept'
  /** True when the backup holds preferences (language, theme, port), which the caller may apply. */
  preferences: boolean
}
