/** For specs: one decoder's process for all tests of a file. */
import type { Decoder } from '../decoder-host.ts'
import { createDecoder } from '../decoder-host.ts'
import { forkWithNode } from '../fork-decoder.ts'

let decoder: Decoder | undefined

/** To be asked for in each test: the files of a worker share this module, and each of them closes what it used. */
export const sharedDecoder = (): Decoder => (decoder ??= createDecoder({ fork: forkWithNode }))

export const closeSharedDecoder = (): void => {
  decoder?.close()
  decoder = undefined
}
