/** Which of a PFX's contents can authenticate an API to its back end, and if none can: why. */
import { WarifuError } from '../warifu-error.ts'
import { isKeySupported } from './findings.ts'
import type { PfxIdentity } from './identities.ts'
import { keyName } from './public-key.ts'
import type { PfxContents } from './read-pfx.ts'

/**
 * Never empty. What speaks against an identity without making it useless is told by `findings`.
 *
 * @throws WarifuError `no-certificate`, `no-private-key`, `key-mismatch`, `key-type-unsupported`.
 */
export const identitiesForUpload = (contents: PfxContents): readonly PfxIdentity[] => {
  const { identities, otherCertificates, otherKeys } = contents
  const [first] = identities
  if (!first) throw withoutIdentity(otherCertificates.length, otherKeys.length, contents)
  if (!identities.some(({ leaf }) => isKeySupported(leaf.certificate.key))) {
    throw new WarifuError('key-type-unsupported', { keyType: keyName(first.leaf.certificate.key) })
  }
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
