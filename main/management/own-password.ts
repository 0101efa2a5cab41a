import { randomBytes } from 'node:crypto'
import type { IdentityFacts } from '../../preload/contract/certificates.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import type { CertificateUpload } from './service.ts'

/**
 * The upload as it may be kept. Where the organisation lets no password be saved that people type, the identity is
 * written anew under a random one: key and certificates are the same, and the typed password is kept nowhere.
 */
export const withOwnPassword = async <Upload extends CertificateUpload>(
  { decoder, policy }: Pick<EmbeddedContext, 'decoder' | 'policy'>,
  upload: Upload,
  identity: IdentityFacts,
): Promise<Upload> => {
  if (policy.PasswordSavingAllowed !== false) return upload
  const opened = (await decoder.open(upload.pfx, upload.password)).find(
    ({ leaf }) => leaf.sha256Thumbprint === identity.leaf.sha256Thumbprint,
  )
  // The decoder found this identity in the same bytes a moment ago.
  if (opened === undefined) throw new TypeError('the identity is gone')
  const pem = Buffer.from(opened.privateKeyPem + opened.certificatePem)
  const password = randomBytes(24).toString('base64url')
  const { friendlyName } = identity
  try {
    const pfx = await decoder.makePfx({
      ...{ files: [pem], keyPassword: null, password },
      ...(friendlyName !== undefined && { friendlyName }),
    })
    return { ...upload, pfx, password, identity: 0 }
  } finally {
    pem.fill(0)
  }
}
