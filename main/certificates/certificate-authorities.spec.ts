import { describe, expect, it } from 'vitest'
import { readCertificateAuthorities } from './certificate-authorities.ts'
import { explicit, integer, oid, sequence, setOf } from './der-writer.ts'
import { issueCertificate } from './issue-certificate.ts'
import { oids } from './oids.ts'

const { certificateDer, certificatePem, privateKeyPem } = await issueCertificate({
  subject: { commonName: 'CA' },
  ca: true,
})

describe('a file of certificate authorities', () => {
  it('may be PEM with one or several, DER, or PKCS#7', () => {
    const signedData = sequence(
      integer(1),
      setOf(),
      sequence(oid(oids.data)),
      explicit(0, certificateDer),
      setOf(),
    )
    const pkcs7 = sequence(oid(oids.signedData), explicit(0, signedData))
    expect(readCertificateAuthorities(Buffer.from(certificatePem))).toEqual([certificateDer])
    expect(readCertificateAuthorities(Buffer.from(`# CAs\n${certificatePem}${certificatePem}`))).toHaveLength(
      2,
    )
    expect(readCertificateAuthorities(certificateDer)).toEqual([certificateDer])
    expect(readCertificateAuthorities(pkcs7)).toEqual([certificateDer])
  })

  it.each([
    ['no certificate', Buffer.from(privateKeyPem), 'no-certificate'],
    ['nothing', Buffer.alloc(0), 'no-certificate'],
    ['a certificate that is cut short', certificateDer.subarray(0, 90), 'certificate'],
  ])('is refused when it holds %s', (_, bytes, reason) => {
    expect(() => readCertificateAuthorities(bytes)).toThrow(
      expect.objectContaining({ code: 'certificate-authority-invalid', details: { reason } }),
    )
  })
})
