import { WarifuError } from '../warifu-error.ts'

/** Primary result codes, https://www.sqlite.org/rescode.html; extended codes carry them in the low byte. */
const full = [13]
const inUse = [5, 6] // BUSY, LOCKED
const notWritable = [3, 8, 10, 14] // PERM, READONLY, IOERR, CANTOPEN
const damaged = [11, 26] // CORRUPT, NOTADB

const noSpace = ['ENOSPC', 'EDQUOT']
const noAccess = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EIO']

/** -1 when the error is not SQLite's. */
const resultCode = (error: Error): number =>
  'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : -1

const systemCode = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : ''

/** Names what SQLite or the file system said; what is not recognised comes back as it was. */
export const databaseFailure = (thrown: unknown, folder: string): Error => {
  const error = thrown instanceof Error ? thrown : new Error('unexpected')
  const result = resultCode(error)
  const system = systemCode(error)
  if (full.includes(result) || noSpace.includes(system)) return new WarifuError('disk-full', {})
  if (inUse.includes(result)) return new WarifuError('workspace-in-use', { folder })
  if (damaged.includes(result)) return new WarifuError('workspace-damaged', { folder })
  if (notWritable.includes(result) || noAccess.includes(system)) {
    return new WarifuError('data-folder-not-writable', { folder, reason: error.message })
  }
  return error
}
