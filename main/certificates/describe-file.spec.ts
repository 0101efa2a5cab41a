import { createPublicKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { describeFile } from './describe-file.ts'
import {
  bitString,
  element,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  utf8String,
} from './der-writer.ts'
import { issueCertificate } from './issue-certificate.ts'
import { oids } from './oids.ts'
import { derToPem } from './pem.ts'
import { craftPfx } from './testing/craft-pfx.ts'

const now = new Date()
const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true })
const issuing = await issueCertificate({ subject: { commonName: 'Issuing' }, issuer: root, ca: true })
const leaf = await issueCertificate({
  subject: { commonName: '注文', organization: 'Contoso' },
  issuer: issuing,
  extendedKeyUsage: ['clientAuth'],
  subjectAlternativeNames: ['DNS:orders.example', 'IP:10.0.0.1', 'IP:::1'],
})
const look = (content: string | Buffer, password: string | null = null): ReturnType<typeof describeFile> =>
  describeFile({ name: 'file', bytes: Buffer.from(content), password }, now)

/** A structure of PKCS#10 or CRL with a signature that nobody checks. */
const signed = (content: Buffer): Buffer =>
  sequence(content, sequence(oid(oids.ecdsaWithSHA256)), bitString(Buffer.alloc(8)))
const name = sequence(setOf(sequence(oid(oids.commonName), utf8String('Issuing'))))

describe('the inspector', () => {
  it('shows the chain of a PEM bundle from leaf to root, whatever its order', () => {
    const { kind, certificates, chains, problem } = look(
      root.certificatePem + leaf.certificatePem + issuing.certificatePem,
    )
    expect(problem).toBeNull()
    expect(kind).toBe('pem-bundle')
    expect(certificates.map(({ facts }) => facts.commonName)).toEqual(['Root', '注文', 'Issuing'])
    expect(chains).toEqual([{ certificates: [1, 2, 0], end: { kind: 'root' } }])
  })

  it('says which issuer is missing', () => {
    expect(look(leaf.certificateDer).chains).toEqual([
      { certificates: [0], end: { kind: 'missing', issuer: 'CN=Issuing' } },
    ])
  })

  it('shows every extension by name and value', () => {
    const [certificate] = look(leaf.certificateDer).certificates
    expect(certificate?.extensions).toMatchObject([
      { name: 'basicConstraints', critical: true, values: ['CA:FALSE'] },
      { name: 'keyUsage', critical: true, values: ['digitalSignature'] },
      {
        name: 'subjectKeyIdentifier',
        critical: false,
        values: [expect.stringMatching(/^([0-9A-F]{2}:){19}[0-9A-F]{2}$/)],
      },
      { name: 'extKeyUsage', critical: false, values: ['clientAuth'] },
      { name: 'subjectAltName', critical: false, values: ['DNS:orders.example', 'IP:10.0.0.1', 'IP:::1'] },
    ])
    expect(certificate?.pem).toBe(leaf.certificatePem)
  })

  it('shows a key by kind and size, and never the key', () => {
    const description = look(leaf.privateKeyPem + leaf.certificatePem)
    expect(description.privateKeys).toEqual([
      { key: { algorithm: 'EC', curve: 'P-256' }, encrypted: false, certificate: 0 },
    ])
    expect(description.certificates[0]?.privateKey).toBe(0)
    expect(JSON.stringify(description)).not.toContain('PRIVATE KEY')
  })

  it('asks for the password of an encrypted key, and shows how it is encrypted', () => {
    const key = leaf.privateKey.export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'right',
    })
    expect(look(key)).toMatchObject({
      problem: { code: 'wrong-password' },
      privateKeys: [{ key: null, encrypted: true }],
      encryption: {
        mac: null,
        schemes: [{ algorithm: expect.stringMatching(/^PBES2 AES-256-CBC/) as string }],
      },
    })
    expect(look(key, 'right')).toMatchObject({
      problem: null,
      privateKeys: [{ key: { curve: 'P-256' }, encrypted: true }],
    })
  })

  it("opens OpenSSL's older keys, encrypted or not", () => {
    const plain = leaf.privateKey.export({ format: 'pem', type: 'sec1' })
    const locked = leaf.privateKey.export({
      format: 'pem',
      type: 'sec1',
      cipher: 'aes-128-cbc',
      passphrase: 'right',
    })
    expect(look(plain).privateKeys).toMatchObject([{ key: { curve: 'P-256' }, encrypted: false }])
    expect(look(locked, 'right').privateKeys).toMatchObject([{ key: { curve: 'P-256' }, encrypted: true }])
    expect(look(locked, 'wrong')).toMatchObject({ problem: { code: 'wrong-password' } })
    expect(look(leaf.privateKey.export({ format: 'der', type: 'sec1' })).privateKeys).toHaveLength(1)
  })

  it('shows of a PFX without its password what lies in the open', () => {
    const contents = { keys: [leaf.privateKey], certificates: [leaf.certificateDer], password: 'right' }
    expect(look(craftPfx(contents))).toMatchObject({
      kind: 'pfx',
      problem: { code: 'wrong-password' },
      certificates: [],
      privateKeys: [{ key: null, encrypted: true }],
      encryption: {
        mac: { algorithm: 'SHA-256', iterations: 1000 },
        schemes: [{ algorithm: 'PBES2 AES-256-CBC hmacWithSHA256', iterations: 1000 }],
      },
    })
    expect(look(craftPfx({ ...contents, encryption: 'none' })).certificates).toHaveLength(1)
    expect(look(craftPfx(contents), 'right')).toMatchObject({
      problem: null,
      certificates: [{ privateKey: 0 }],
      privateKeys: [{ certificate: 0 }],
    })
  })

  it('shows PKCS#7, and DER pasted as base64', () => {
    const certificates = explicit(0, leaf.certificateDer, issuing.certificateDer)
    const signedData = sequence(integer(1), setOf(), sequence(oid(oids.data)), certificates, setOf())
    const pkcs7 = sequence(oid(oids.signedData), explicit(0, signedData))
    expect(look(pkcs7).certificates).toHaveLength(2)
    expect(look(derToPem('PKCS7', pkcs7)).certificates).toHaveLength(2)
    expect(look(leaf.certificateDer.toString('base64')).certificates).toHaveLength(1)
  })

  it('shows a request with the extensions it asks for', () => {
    const spki = leaf.privateKey.export({ format: 'jwk' })
    expect(spki.crv).toBe('P-256')
    const san = sequence(
      oid(oids.subjectAltName),
      octetString(sequence(implicit(2, Buffer.from('orders.example')))),
    )
    const attribute = sequence(oid('1.2.840.113549.1.9.14'), setOf(sequence(san)))
    const key = sequence(sequence(oid(oids.ed25519)), bitString(Buffer.alloc(32)))
    const request = signed(sequence(integer(0), name, key, explicit(0, attribute)))
    expect(look(request)).toMatchObject({
      kind: 'certificate-request',
      requests: [
        {
          subject: 'CN=Issuing',
          key: { algorithm: 'Ed25519' },
          signatureAlgorithm: 'ecdsa-with-SHA256',
          extensions: [{ name: 'subjectAltName', values: ['DNS:orders.example'] }],
        },
      ],
    })
    expect(look(derToPem('CERTIFICATE REQUEST', request)).requests).toHaveLength(1)
  })

  it('shows a revocation list', () => {
    const entry = sequence(integer(7), time(now))
    const algorithm = sequence(oid(oids.ecdsaWithSHA256))
    const number = sequence(oid('2.5.29.20'), octetString(integer(5)))
    const list = sequence(
      integer(1),
      algorithm,
      name,
      time(now),
      time(now),
      sequence(entry, entry),
      explicit(0, sequence(number)),
    )
    expect(look(signed(list))).toMatchObject({
      kind: 'certificate-list',
      revocationLists: [
        { issuer: 'CN=Issuing', revokedCertificates: 2, extensions: [{ name: 'cRLNumber', values: ['05'] }] },
      ],
    })
  })

  it('shows unknown and damaged extensions as they stand', async () => {
    const { certificateDer } = await issueCertificate({ subject: { commonName: 'x' } })
    const id = element(0x06, Buffer.from('551d0f', 'hex'))
    const damaged = Buffer.from(certificateDer)
    // keyUsage's BIT STRING becomes an INTEGER.
    damaged[damaged.indexOf(id) + id.length + 5] = 0x02
    const [certificate] = look(damaged).certificates
    expect(certificate?.extensions[1]).toMatchObject({
      name: 'keyUsage',
      values: [expect.stringMatching(/^02:/)],
    })
    expect(certificate?.facts.keyUsage).toEqual([])
  })

  it('never shows nothing without saying why', () => {
    const publicKey = createPublicKey(leaf.privateKey).export({ format: 'pem', type: 'spki' })
    for (const content of [
      publicKey,
      derToPem('PKCS12', Buffer.from('noise')),
      derToPem('DH PARAMETERS', root.certificateDer),
    ]) {
      expect(look(content).problem).toMatchObject({ code: 'not-a-certificate-file' })
    }
    expect(look(leaf.certificatePem.slice(0, 300))).toMatchObject({
      kind: 'pem-certificate',
      problem: { code: 'file-damaged', details: { where: 'PEM' } },
    })
  })

  it('says what a file is when there is nothing to show', () => {
    expect(look('%PDF-1.7')).toMatchObject({
      problem: { code: 'not-a-certificate-file', details: { kind: 'pdf' } },
    })
    expect(look(leaf.certificateDer.subarray(0, 100))).toMatchObject({
      problem: { code: 'not-a-certificate-file' },
    })
    expect(look(Buffer.alloc(1_048_577))).toMatchObject({ problem: { code: 'file-too-large' } })
  })
})
