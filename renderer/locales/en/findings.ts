import type { Finding } from '../../../preload/contract/certificates.ts'

/** What speaks against a certificate, or is worth knowing: one sentence each. */
export const findings = {
  'already-uploaded': 'This certificate has already been uploaded.',
  'chain-incomplete':
    'The issuer {issuer} is not in the file. A back end that does not know it will refuse the certificate.',
  expired: 'It expired on {date}. Back ends refuse it.',
  'expires-soon':
    'It expires in one day. Ask your CA for a renewal. | It expires in {n} days. Ask your CA for a renewal.',
  'is-a-certificate-authority':
    'It is the certificate of a CA. Such a certificate is not meant to be a client’s.',
  'key-type-unsupported': 'Its key ({key}) cannot be used for TLS client authentication.',
  'keychain-item-missing':
    'Its password or its key is no longer in the keychain, so it cannot be presented. Upload the same file again.',
  'no-client-authentication-usage':
    'It is not issued for client authentication (only for: {usages}). Strict back ends refuse it.',
  'no-digital-signature-usage': 'Its key usage does not allow digital signatures, which TLS needs.',
  'not-yet-valid': 'It is valid only from {date}. Until then back ends refuse it.',
  'password-not-needed': 'The file opens without a password: whoever has the file has the key.',
  'renewal-of': 'It looks like the renewal of {subject}, which is already there.',
  'sealed-certificate-damaged':
    'Its file in the workspace is damaged, so it cannot be presented. Upload the same file again.',
  'self-signed': 'It is self-signed. The back end must trust this very certificate.',
  'weak-encryption':
    'The file is encrypted with {algorithm}, which is weak today. What is uploaded is stored encrypted with AES-256.',
  'weak-key': 'Its key ({key}) is too short to be safe.',
  'weak-signature-algorithm': 'It is signed with {algorithm}, which many back ends no longer accept.',
} as const satisfies Record<Finding['code'], string>
