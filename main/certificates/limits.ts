/** What a PFX may ask of the program, whoever wrote it. Everything is checked before it costs anything. */
import { WarifuError } from '../warifu-error.ts'
import { DamagedDer } from './der-reader.ts'

export const limits = {
  /** 1 MiB. The largest PFX met in two dozen projects' tests has 18 KB. */
  fileBytes: 1_048_576,
  /** For one derivation: what the JDK allows too. */
  iterations: 5_000_000,
  /** For a file: a few seconds on an ordinary machine; Firefox and GnuTLS write 3 × 600,000 today. */
  fileIterations: 10_000_000,
  saltBytes: 131_072,
  safes: 1024,
  bags: 4096,
  certificates: 128,
  keys: 32,
  /** safeContentsBags inside each other. */
  bagNesting: 4,
  /** scrypt (RFC 7914) needs 128 · N · r bytes. */
  scryptMemory: 128 * 1_048_576,
  friendlyNameCharacters: 256,
} as const

/** @throws WarifuError `pfx-too-complex` above the limit. */
export const checkCount = (
  what: 'safes' | 'bags' | 'certificates' | 'keys' | 'bagNesting',
  count: number,
): void => {
  if (count > limits[what]) throw new WarifuError('pfx-too-complex', { what, limit: limits[what] })
}

/** Adds up what a file's key derivations will cost, while its structure is read and before any of them runs. */
export class IterationBudget {
  #spent = 0

  /** @throws WarifuError `too-many-iterations`; DamagedDer for a count of zero, which no scheme allows. */
  charge(iterations: number, where: string): void {
    if (iterations < 1) throw new DamagedDer(where)
    if (iterations > limits.iterations) {
      throw new WarifuError('too-many-iterations', { iterations, limit: limits.iterations })
    }
    this.#spent += iterations
    if (this.#spent > limits.fileIterations) {
      throw new WarifuError('too-many-iterations', { iterations: this.#spent, limit: limits.fileIterations })
    }
  }
}
