import { X509Certificate } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { certificateFacts } from './certificate-facts.ts'
import { element, sequence, setOf, oid, utf8String, bmpString } from './der-writer.ts'
import { readDer } from './der-reader.ts'
import { callName, formatName, readName } from './distinguished-name.ts'
import { findings } from './findings.ts'
import { issueCertificate, type KeyKind } from './issue-certificate.ts'

const day = 86_400_000
const now = new Date('2026-11-23T00:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * day)

describe('the facts of a certificate', () => {
  const keys: readonly [KeyKind, object][] = [
    ['rsa2048', { algorithm: 'RSA', bits: 2048 }],
    ['rsa3072', { algorithm: 'RSA', bits: 3072 }],
    ['ec-p256', { algorithm: 'EC', curve: 'P-256' }],
    ['ec-p384', { algorithm: 'EC', curve: 'P-384' }],
    ['ec-p521', { algorithm: 'EC', curve: 'P-521' }],
    ['ed25519', { algorithm: 'Ed25519' }],
  ]

  it.each(keys)('are those that the platform reads too, for %s', async (key, facts) => {
    const { certificateDer } = await issueCertificate({ subject: { commonName: 'orders' }, key, ca: true })
    const ours = certificateFacts(certificateDer)
    const theirs = new X509Certificate(certificateDer)
    expect(ours.key).toEqual(facts)
    expect(ours.serialNumber).toBe(theirs.serialNumber)
    expect(ours.thumbprint).toBe(theirs.fingerprint.replaceAll(':', ''))
    expect(ours.sha256Thumbprint).toBe(theirs.fingerprint256.replaceAll(':', ''))
    expect(new Date(ours.notBefore)).toEqual(theirs.validFromDate)
    expect(new Date(ours.notAfter)).toEqual(theirs.validToDate)
    expect(ours.ca).toBe(theirs.ca)
    expect(theirs.verify(theirs.publicKey)).toBe(true)
  })

  it('hold names in every language, from the narrowest to the widest part', async () => {
    const subject = { commonName: '受注API', organization: '株式会社コントソ, 東京', country: 'JP' }
    const { certificateDer } = await issueCertificate({ subject })
    const facts = certificateFacts(certificateDer)
    expect(facts.subject).toBe('CN=受注API, O=株式会社コントソ\\, 東京, C=JP')
    expect(facts.commonName).toBe('受注API')
    expect(facts.selfSigned).toBe(true)
  })

  it('hold alternative names of every kind', async () => {
    const subjectAlternativeNames = [
      'DNS:orders.example',
      'IP:192.0.2.1',
      'IP:2001:db8::1',
      'URI:https://a.example/',
      'email:a@b.example',
    ]
    const { certificateDer } = await issueCertificate({
      subject: { commonName: 'x' },
      subjectAlternativeNames,
    })
    expect(certificateFacts(certificateDer).subjectAlternativeNames).toEqual(subjectAlternativeNames)
  })

  it('are refused for what is no certificate', () => {
    expect(() => certificateFacts(Buffer.from('3003020101', 'hex'))).toThrow(
      expect.objectContaining({ code: 'certificate-invalid' }),
    )
  })
})

describe('a distinguished name', () => {
  const name = (...rdns: readonly (readonly [string, Buffer][])[]) =>
    readName(
      readDer(
        sequence(...rdns.map((rdn) => setOf(...rdn.map(([type, value]) => sequence(oid(type), value))))),
      ),
      'name',
    )

  it('is written as RFC 4514 says', () => {
    const parts = name(
      [['2.5.4.6', utf8String('JP')]],
      [['2.5.4.10', utf8String(' A+B, "C" #1; ')]],
      [['2.5.4.3', utf8String('#x')]],
    )
    expect(formatName(parts, ',')).toBe('CN=\\#x,O=\\ A\\+B\\, \\"C\\" #1\\;\\ ,C=JP')
  })

  it('cannot pretend to be another one by line breaks or by turning the writing direction', () => {
    const parts = name([['2.5.4.3', utf8String('evil\nCN=admin\u202e')]])
    expect(formatName(parts, ', ')).toBe('CN=evil\\0ACN=admin\\E2\\80\\AE')
    expect(callName(parts)).toBe('evil\\0ACN=admin\\E2\\80\\AE')
  })

  it('keeps what it does not know', () => {
    const parts = name([['1.2.3.4', element(0x02, Buffer.from([5]))]], [['2.5.4.3', bmpString('証明書')]])
    expect(formatName(parts, ',')).toBe('CN=証明書,1.2.3.4=#020105')
  })
})

describe('findings', () => {
  const codes = async (order: Partial<Parameters<typeof issueCertificate>[0]>): Promise<string[]> => {
    const { certificateDer } = await issueCertificate({
      subject: { commonName: 'x' },
      notBefore: inDays(-10),
      notAfter: inDays(300),
      ...order,
    })
    return findings({ leaf: certificateFacts(certificateDer), chain: [] }, now).map(({ code }) => code)
  }

  it('tell what speaks against a certificate', async () => {
    expect(await codes({})).toEqual(['self-signed'])
    expect(await codes({ notAfter: inDays(-1) })).toContain('expired')
    expect(await codes({ notBefore: inDays(1) })).toContain('not-yet-valid')
    expect(await codes({ notAfter: inDays(29) })).toContain('expires-soon')
    expect(await codes({ notAfter: inDays(31) })).not.toContain('expires-soon')
    expect(await codes({ extendedKeyUsage: ['serverAuth'] })).toContain('no-client-authentication-usage')
    expect(await codes({ extendedKeyUsage: ['clientAuth'] })).not.toContain('no-client-authentication-usage')
    expect(await codes({ ca: true })).toContain('is-a-certificate-authority')
    const issuer = await issueCertificate({ subject: { commonName: 'CA' }, ca: true })
    expect(await codes({ issuer })).toEqual(['chain-incomplete'])
  })

  it('tell weak keys, weak signatures and weak encryption', async () => {
    const { certificateDer } = await issueCertificate({ subject: { commonName: 'x' } })
    const leaf = {
      ...certificateFacts(certificateDer),
      selfSigned: false,
      signatureAlgorithm: 'sha1WithRSAEncryption',
      key: { algorithm: 'RSA', bits: 1024 } as const,
    }
    const schemes = [
      'pbeWithSHAAnd40BitRC2-CBC',
      'pbeWithSHAAnd3-KeyTripleDES-CBC',
      'PBES2 AES-256-CBC hmacWithSHA256',
    ]
    const encryption = { mac: null, schemes: schemes.map((algorithm) => ({ algorithm, iterations: 1 })) }
    const found = findings({ leaf, chain: [] }, now, encryption)
    expect(found).toEqual(
      expect.arrayContaining([
        { code: 'weak-key', key: leaf.key },
        { code: 'weak-signature-algorithm', algorithm: 'sha1WithRSAEncryption' },
        { code: 'weak-encryption', algorithm: 'pbeWithSHAAnd40BitRC2-CBC' },
      ]),
    )
    expect(found.filter(({ code }) => code === 'weak-encryption')).toHaveLength(1)
    const sealing = { ...leaf, keyUsage: ['keyEncipherment'] }
    expect(findings({ leaf: sealing, chain: [] }, now)).toContainEqual({ code: 'no-digital-signature-usage' })
    expect(findings({ leaf, chain: [] }, now, { mac: null, schemes: [] })).toContainEqual({
      code: 'password-not-needed',
    })
  })
})
