import { WarifuError } from '../warifu-error.ts'

/** Primary result codes, https://www.sqlite.org/rescode.html; extended codes carry them in the low byte. */
const sqlite = {
  perm: 3,
  busy: 5,
  locked: 6,
  readonly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cantOpen: 14,
  notADatabase: 26,
} as const

const resultCode = (error: unknown): number | null =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null

const systemCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** True when the file itself is damaged, as opposed to its surroundings. */
export const isDamage = (error: unknown): boolean => {
  const code = resultCode(error)
  return code === sqlite.corrupt || code === sqlite.notADatabase
}

/** Names what SQLite or the file system said; what is not recognised comes back as it was. */
export const databaseFailure = (error: unknown, folder: string): unknown => {
  const reason = error instanceof Error ? error.message : ''
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new WarifuError('disk-full', {})
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
      return new WarifuError('data-folder-not-writable', { folder, reason })
  }
  switch (resultCode(error)) {
    case sqlite.full:
      return new WarifuError('disk-full', {})
    case sqlite.busy:
    case sqlite.locked:
      return new WarifuError('workspace-in-use', { folder })
    case sqlite.perm:
    case sqlite.readonly:
    case sqlite.cantOpen:
    case sqlite.ioError:
      return new WarifuError('data-folder-not-writable', { folder, reason })
    case sqlite.corrupt:
    case sqlite.notADatabase:
      return new WarifuError('workspace-damaged', { folder })
    default:
      return error
  }
}
