import { expect, test } from 'vitest'
import type { Certificate, CertificateFacts } from './certificates.ts'
import { packCertificates, unpackCertificates } from './packed.ts'

const facts = (number: number): CertificateFacts => ({
  subject: `CN=client ${number}, O=割符`,
  issuer: 'CN=authority',
  commonName: `client ${number}`,
  serialNumber: '0A',
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  thumbprint: String(number).padStart(40, '0'),
  sha256Thumbprint: String(number).padStart(64, '0'),
  key: { algorithm: 'EC', curve: 'P-256' },
  signatureAlgorithm: 'ecdsa-with-SHA256',
  ...{ selfSigned: false, ca: false, keyUsage: [], extendedKeyUsage: [], subjectAlternativeNames: [] },
})
const certificate = (number: number, chain: readonly CertificateFacts[]): Certificate => ({
  ...facts(number),
  ...{ id: `id-${number}`, etag: 'e', chain, uploadedAt: '2026-02-01T00:00:00.000Z' },
  ...{ findings: [{ code: 'expires-soon', days: 3 }], usedBy: [{ id: 'api', displayName: '受発注' }] },
})

test('certificates arrive as they were sent, whatever their chains', () => {
  const [issuer, other] = [facts(90), facts(91)]
  const sent = [
    certificate(1, [issuer, other]),
    certificate(2, []),
    certificate(3, [facts(90), facts(91)]),
    certificate(4, [other]),
  ]
  expect(unpackCertificates(packCertificates(sent))).toEqual(sent)
})

test('what certificates have alike is one, and what differs is not', () => {
  const own = { ...certificate(2, []), usedBy: [], key: { algorithm: 'RSA' as const, bits: 2048 } }
  const [one, two, other] = unpackCertificates(
    packCertificates([certificate(1, []), certificate(3, []), own]),
  )
  expect(two?.key).toBe(one?.key)
  expect(two?.usedBy).toBe(one?.usedBy)
  expect(other).toEqual(own)
})

test('a chain that many have crosses once', () => {
  const chain = [facts(90), facts(91)]
  const one = packCertificates([certificate(1, chain)])
  const two = packCertificates([certificate(1, chain), certificate(2, chain)])
  expect(two.split('client 90')).toHaveLength(one.split('client 90').length)
  expect(unpackCertificates(packCertificates([]))).toEqual([])
})
