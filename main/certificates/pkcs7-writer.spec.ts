import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { issueCertificate } from './issue-certificate.ts'
import { certificatesFromPkcs7 } from './pkcs7.ts'
import { writePkcs7 } from './pkcs7-writer.ts'

test('what is written opens in OpenSSL and here, with every certificate in its order', async () => {
  const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true })
  const leaf = await issueCertificate({ subject: { commonName: 'Leaf' }, issuer: root })
  const file = writePkcs7([leaf.certificateDer, root.certificateDer])
  expect(certificatesFromPkcs7(file)).toEqual([leaf.certificateDer, root.certificateDer])

  const options = ['pkcs7', '-inform', 'DER', '-print_certs', '-noout']
  const printed = execFileSync('openssl', options, { input: file, encoding: 'utf8' })
  expect(printed.match(/subject=.*/g)?.map((line) => line.replace(/\s/g, ''))).toEqual([
    'subject=CN=Leaf',
    'subject=CN=Root',
  ])
})
