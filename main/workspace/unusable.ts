/** Certificates that were found impossible to open, until they change or are found to open again. */
import type { LostBecause } from '../../preload/contract/certificates.ts'
import type { StoredCertificate } from './certificates-table.ts'

export class Unusable {
  readonly #found = new Map<string, { etag: string; because: LostBecause }>()

  note({ id, etag }: StoredCertificate, because: LostBecause): void {
    this.#found.set(id, { etag, because })
  }

  clear(id: string): void {
    this.#found.delete(id)
  }

  /** Null as far as is known. */
  because({ id, etag }: Pick<StoredCertificate, 'id' | 'etag'>): LostBecause | null {
    const found = this.#found.get(id)
    return found?.etag === etag ? found.because : null
  }
}
