/** Which of a PFX's contents can authenticate an API to its back end, each proved by a signature; if none: why. */
import { WarifuError } from '../warifu-error.ts'
import { isKeySupported } from './findings.ts'
import { proveBySignature, type PfxIdentity } from './identities.ts'
import { keyName } from './public-key.ts'
import type { PfxContents } from './read-pfx.ts'

/**
 * Never empty. What speaks against an identity without making it useless is told by `findings`.
 *
 * @throws WarifuError `no-certificate`, `no-private-key`, `key-mismatch`, `key-type-unsupported`,
 *   `private-key-invalid`.
 */
export const identitiesForUpload = (contents: PfxContents): readonly PfxIdentity[] => {
  const { identities, otherCertificates, otherKeys } = contents
  const [first] = identities
  if (!first) throw withoutIdentity(otherCertificates.length, otherKeys.length, contents)
  const usable = identities.filter(({ leaf }) => isKeySupported(leaf.certificate.key))
  if (usable.length === 0) {
    throw new WarifuError('key-type-unsupported', { keyType: keyName(first.leaf.certificate.key) })
  }
  for (const identity of usable) if (identity.proof !== 'signature') proveBySignature(identity)
  return identities
}

const withoutIdentity = (
  certificates: number,
  keys: number,
  { otherCertificates }: PfxContents,
): WarifuError => {
  if (certificates === 0) return new WarifuError('no-certificate', {})
  if (keys === 0) return new WarifuError('no-private-key', { certificates })
  const strange = otherCertificates.find(({ certificate }) => !isKeySupported(certificate.key))
  if (strange) return new WarifuError('key-type-unsupported', { keyType: keyName(strange.certificate.key) })
  return new WarifuError('key-mismatch', {})
}
