import { createPublicKey } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { explicit, implicit, integer, oid, sequence } from './der-writer.ts'
import { issueCertificate } from './issue-certificate.ts'
import { oids } from './oids.ts'
import { derToPem } from './pem.ts'
import { readPfx } from './read-pfx.ts'
import { sniffFileKind } from './sniff.ts'
import { craftPfx } from './testing/craft-pfx.ts'

const { certificateDer, certificatePem, privateKey, privateKeyPem } = await issueCertificate({
  subject: { commonName: 'orders' },
})
const pfx = craftPfx({ keys: [privateKey], certificates: [certificateDer], password: 'right' })
const publicKey = createPublicKey(privateKey)
const encryptedKey = privateKey.export({
  format: 'der',
  type: 'pkcs8',
  cipher: 'aes-256-cbc',
  passphrase: 'right',
})
const signedData = sequence(
  integer(1),
  sequence(),
  sequence(),
  explicit(0, certificateDer),
  implicit(9, Buffer.alloc(0)),
)

const kinds: readonly [string, string | Buffer, string][] = [
  ['a PFX', pfx, 'pfx'],
  ['a PFX that is cut short', pfx.subarray(0, 300), 'pfx'],
  ['a PFX written as text', derToPem('PKCS12', pfx), 'base64'],
  ['a PFX that was sent as text', Buffer.from(pfx.toString('latin1'), 'utf8'), 'pfx'],
  ['a PFX whose octets an editor replaced', Buffer.from(pfx.toString('utf8'), 'utf8'), 'pfx'],
  ['bare base64', pfx.toString('base64'), 'base64'],
  ['a PEM certificate', certificatePem, 'pem-certificate'],
  [
    'a PEM certificate with Windows line ends and a mark',
    `\ufeff${certificatePem.replaceAll('\n', '\r\n')}`,
    'pem-certificate',
  ],
  ['a PEM certificate in UTF-16', Buffer.from(`\ufeff${certificatePem}`, 'utf16le'), 'pem-certificate'],
  ['a PEM certificate that is cut short', certificatePem.slice(0, 200), 'pem-certificate'],
  ['a PEM public key', publicKey.export({ format: 'pem', type: 'spki' }), 'public-key'],
  ['a DER public key', publicKey.export({ format: 'der', type: 'spki' }), 'public-key'],
  ['a PEM key with its certificate', privateKeyPem + certificatePem, 'pem-bundle'],
  ['a PEM key', privateKeyPem, 'pem-private-key'],
  ['a DER certificate', certificateDer, 'der-certificate'],
  ['a DER key', privateKey.export({ format: 'der', type: 'pkcs8' }), 'private-key'],
  ['an older DER key', privateKey.export({ format: 'der', type: 'sec1' }), 'private-key'],
  ['an encrypted DER key', encryptedKey, 'encrypted-private-key'],
  ['PKCS#7', sequence(oid(oids.signedData), explicit(0, signedData)), 'pkcs7'],
  [
    'a PEM request',
    '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n',
    'certificate-request',
  ],
  ['a PEM revocation list', '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n', 'certificate-list'],
  ['a Java key store', Buffer.from('feedfeed00000002', 'hex'), 'java-keystore'],
  ['another Java key store', Buffer.from('cececece00000002', 'hex'), 'java-keystore'],
  ['a key store of Bouncy Castle', Buffer.from('0000000200000014', 'hex'), 'java-keystore'],
  ['a certificate store of Windows', Buffer.from('000000004345525420', 'hex'), 'certificate-store'],
  ['a PGP key', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQdG\n=abcd\n', 'pgp'],
  ['a public SSH key of another form', '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n', 'ssh-key'],
  ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n', 'ssh-key'],
  ['a public SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 somebody', 'ssh-key'],
  ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image'],
  ['a photograph', Buffer.from('0000001c6674797068656963', 'hex'), 'image'],
  ['an icon', Buffer.from('0000010001001010', 'hex'), 'image'],
  ['a drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image'],
  ['a document of Office', `PK\u0003\u0004${'\0'.repeat(26)}[Content_Types].xml`, 'office-document'],
  ['an older document of Office', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'office-document'],
  ['a tar', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0')]), 'archive'],
  ['an LZH', Buffer.from(' \u0001-lh5-'), 'archive'],
  ['a PDF', '%PDF-1.7', 'pdf'],
  ['a ZIP', Buffer.from('504b03041400', 'hex'), 'archive'],
  ['a gzip', gzipSync(pfx), 'archive'],
  ['a program', Buffer.from('4d5a90000300', 'hex'), 'program'],
  ['an error page', '<!DOCTYPE html><title>404</title>', 'html'],
  ['JSON', '{"error":"expired"}', 'json'],
  ['text', 'The certificate is attached.', 'text'],
  ['text in Japanese', '証明書を添付します。', 'text'],
  ['text in Shift_JIS', Buffer.from('8fd896be8f9182f093599574', 'hex'), 'text'],
  ['text in EUC-JP', Buffer.from('bed8ccc0bdf1a4f2c5bac9d5', 'hex'), 'text'],
  ['text in ISO-2022-JP', Buffer.from('1b24423e5a4c403d711b2842', 'hex'), 'text'],
  ['nothing', '', 'empty'],
  ['noise', Buffer.from([0x99, 0x00, 0x01, 0xfe, 0x80]), 'unknown'],
  ['zeros', Buffer.alloc(4096), 'unknown'],
]

describe('a file', () => {
  it.each(kinds)('that is %s is called by its name', (_, content, kind) => {
    expect(sniffFileKind(Buffer.from(content))).toBe(kind)
  })

  it.each(kinds.filter(([, , kind]) => kind !== 'pfx'))(
    'that is %s is refused as a PFX by that name',
    (_, content, kind) => {
      expect(() => readPfx(Buffer.from(content), '')).toThrow(
        expect.objectContaining({ code: 'not-a-pfx', details: { kind } }),
      )
    },
  )
})
