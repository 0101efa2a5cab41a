/**
 * What was committed since a backup was begun, beside that backup: so that a destroyed database costs nothing but
 * what a backup alone would lack.
 *
 * Each record is one transaction as a changeset of SQLite (https://www.sqlite.org/sessionintro.html) with its length
 * and its hash; a record that was cut short ends the log. Rows are told by their primary keys, so a change that a
 * backup already has can be applied once more without harm. Nothing waits for the disk here: the database itself
 * does, and both would have to be lost in the same power cut.
 */
import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'

const lengthBytes = 4
const hashBytes = 32

const hashOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export class ChangeLog {
  readonly #file: string
  #broken = false

  /** Begins an empty log. Fails as the file system does. */
  constructor(file: string) {
    this.#file = file
    writeFileSync(file, '', { mode: 0o600 })
  }

  /** Never fails: the change has been made. A log that lacks one is not continued, so that its end tells the truth. */
  append(changes: Uint8Array): void {
    if (this.#broken || changes.length === 0) return
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt32BE(changes.length)
    try {
      appendFileSync(this.#file, Buffer.concat([length, hashOf(changes), changes]))
    } catch {
      this.#broken = true
    }
  }
}

export interface LoggedChanges {
  /** In their order. */
  changes: readonly Uint8Array[]
  /** False when the log is not there or does not end with a whole record: later changes may be missing. */
  whole: boolean
}

/** Reads up to the first record that is damaged or cut. */
export const readChangeLog = (file: string): LoggedChanges => {
  if (!existsSync(file)) return { changes: [], whole: false }
  const bytes = readFileSync(file)
  const changes: Uint8Array[] = []
  let place = 0
  while (place < bytes.length) {
    const begin = place + lengthBytes + hashBytes
    if (begin > bytes.length) return { changes, whole: false }
    const end = begin + bytes.readUInt32BE(place)
    const record = bytes.subarray(begin, end)
    const hash = bytes.subarray(place + lengthBytes, begin)
    if (end > bytes.length || !hashOf(record).equals(hash)) return { changes, whole: false }
    changes.push(record)
    place = end
  }
  return { changes, whole: true }
}
