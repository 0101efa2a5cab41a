/** Certificates as a PKCS#7 file (`.p7b`): CMS SignedData without signers (RFC 5652, 5.2), as CAs hand out chains. */
import { element, explicit, integer, oid, sequence } from './der-writer.ts'
import { oids } from './oids.ts'

const emptySet = (): Buffer => element(0x31)

/** @param certificates DER, in the order in which they are to stand */
export const writePkcs7 = (certificates: readonly Uint8Array[]): Buffer =>
  sequence(
    oid(oids.signedData),
    explicit(
      0,
      sequence(
        integer(1),
        emptySet(),
        sequence(oid(oids.data)),
        // [0] IMPLICIT: the tag takes the place of the SET's own.
        explicit(0, ...certificates),
        emptySet(),
      ),
    ),
  )
