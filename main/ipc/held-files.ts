/**
 * Files the administrator offered, held in memory under a random id until they are used or let go.
 *
 * Guards the border to the window: the page knows ids, names and sizes, never paths, bytes or passwords that
 * were found right. Everything held is overwritten when it is let go; what is in use then, at the end of its use.
 */
import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Result } from '../../preload/contract/errors.ts'
import { offeredFilesMost } from '../../preload/contract/files.ts'
import type { HeldFile } from '../../preload/contract/files.ts'
import type { OpenApiDocument } from '../operations/openapi/read-openapi.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'

/** The largest real PFX in a corpus of 536 was 18 KB; 1 MiB leaves room for any chain. */
export const fileSizeLimit = 1_048_576

/** Ten thousand certificates of the largest kind seen are some 200 MB in a backup. */
export const backupSizeLimit = 268_435_456

/**
 * Enough for a full batch, a folder that is dropped over it, and some more. Another one is refused: to let one go that
 * the window still shows would only be told of when it is used.
 */
export const heldLimit = 2 * offeredFilesMost + 200

export interface HeldBytes {
  readonly name: string
  readonly bytes: Buffer
  /** What opened the file, kept from its inspection to its upload, or from a preview to its restoring. */
  password?: string
  /** What it says, once it was read as an OpenAPI document. */
  document?: OpenApiDocument
  /** Stops whatever is being decoded for this file. */
  decoding?: AbortController
}

export class HeldFiles {
  readonly #files = new Map<string, HeldBytes>()
  /** How many use each file now. */
  readonly #uses = new Map<HeldBytes, number>()

  /** Reads a regular file of at most `limit` bytes. Fails with `file-not-readable`, `file-empty`, `file-too-large` or `too-many-files-held`. */
  async hold(path: string, limit = fileSizeLimit): Promise<HeldFile> {
    const name = basename(path)
    return this.holdBytes(name, await readLimited(path, name, limit), limit)
  }

  /** As `hold`, for files that nobody waits for: the failure is the answer. */
  async holdOrExplain(path: string): Promise<Result<HeldFile>> {
    try {
      return { ok: true, value: await this.hold(path) }
    } catch (error) {
      if (isWarifuError(error)) return { ok: false, error: error.toFailure() }
      throw error
    }
  }

  holdBytes(name: string, bytes: Buffer, limit = fileSizeLimit): HeldFile {
    if (bytes.length === 0) throw new WarifuError('file-empty', { name })
    if (bytes.length > limit) {
      throw new WarifuError('file-too-large', { bytes: bytes.length, limit })
    }
    if (this.#files.size >= heldLimit) throw new WarifuError('too-many-files-held', { most: heldLimit })
    const fileId = randomUUID()
    this.#files.set(fileId, { name, bytes })
    return { fileId, name, size: bytes.length }
  }

  /** Fails with `file-no-longer-held` when the id is not, or no longer, known. */
  get(fileId: string): HeldBytes {
    const file = this.#files.get(fileId)
    if (!file) throw new WarifuError('file-no-longer-held', {})
    return file
  }

  /**
   * Lends a file for as long as `work` takes: its bytes stay whole even if it is let go meanwhile, since what is sealed
   * of overwritten bytes would be lost. Fails as `get` and `work` do.
   */
  async use<T>(fileId: string, work: (file: HeldBytes) => Promise<T>): Promise<T> {
    const file = this.get(fileId)
    this.#uses.set(file, (this.#uses.get(file) ?? 0) + 1)
    try {
      return await work(file)
    } finally {
      const others = (this.#uses.get(file) ?? 1) - 1
      if (others > 0) this.#uses.set(file, others)
      else {
        this.#uses.delete(file)
        if (this.#files.get(fileId) !== file) file.bytes.fill(0)
      }
    }
  }

  release(fileId: string): void {
    const file = this.#files.get(fileId)
    if (!file) return
    file.decoding?.abort()
    if (!this.#uses.has(file)) file.bytes.fill(0)
    delete file.password
    this.#files.delete(fileId)
  }

  releaseAll(): void {
    for (const fileId of [...this.#files.keys()]) this.release(fileId)
  }
}

async function readLimited(path: string, name: string, limit: number): Promise<Buffer> {
  try {
    await using file = await open(path, 'r')
    const facts = await file.stat()
    if (!facts.isFile()) throw new WarifuError('file-not-readable', { name, reason: 'EISDIR' })
    if (facts.size > limit) {
      throw new WarifuError('file-too-large', { bytes: facts.size, limit })
    }
    return await file.readFile()
  } catch (error) {
    if (isWarifuError(error)) throw error
    throw new WarifuError('file-not-readable', {
      name,
      reason: (error as NodeJS.ErrnoException).code ?? 'unknown',
    })
  }
}
