import type { Certificate } from '../../../preload/contract/certificates.ts'
import { searchTextsOf } from './certificate-filter.ts'
import { sortedCertificates } from './certificate-order.ts'
import { inPieces, type Steps } from './in-pieces.ts'

let giveUpPreparing = (): void => undefined

/** What the first look at the list and the first key of its filter need, while nobody waits for either. */
export function prepareList(certificates: readonly Certificate[], language: string): void {
  giveUpPreparing()
  giveUpPreparing = inPieces(preparation(certificates, language))
}

function* preparation(certificates: readonly Certificate[], language: string): Steps<void> {
  yield* sortedCertificates(certificates, language).steps()
  yield* searchTextsOf(certificates).steps()
}
