/** A certificate with its key as the one by which a server of this program answers TLS. */
import { createSecureContext, type SecureContext } from 'node:tls'
import { WarifuError } from '../warifu-error.ts'

/**
 * TLS 1.2 or 1.3 with the leaf and its chain. Fails with `certificate-refused-by-tls` where the TLS library does not
 * take them, e.g. for a signature by SHA-1.
 */
export const serverContext = (identity: { privateKeyPem: string; certificatePem: string }): SecureContext => {
  try {
    return createSecureContext({
      key: identity.privateKeyPem,
      cert: identity.certificatePem,
      minVersion: 'TLSv1.2',
      honorCipherOrder: true,
    })
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new WarifuError('certificate-refused-by-tls', { reason: code })
  }
}
