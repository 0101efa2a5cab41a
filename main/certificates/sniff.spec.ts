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
  ['bare base64', pfx.toString('base64'), 'base64'],
  ['a PEM certificate', certificatePem, 'pem-certificate'],
  [
    'a PEM certificate with Windows line ends and a mark',
    `\ufeff${certificatePem.replaceAll('\n', '\r\n')}`,
    'pem-certificate',
  ],
  ['a PEM certificate in UTF-16', Buffer.from(`\ufeff${certificatePem}`, 'utf16le'), 'pem-certificate'],
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
  ['an SSH key', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n', 'ssh-key'],
  ['a public SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 somebody', 'ssh-key'],
  ['a PNG', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
  ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image'],
  ['a PDF', '%PDF-1.7', 'pdf'],
  ['a ZIP', Buffer.from('504b03041400', 'hex'), 'archive'],
  ['a gzip', gzipSync(pfx), 'archive'],
  ['a program', Buffer.from('4d5a90000300', 'hex'), 'program'],
  ['an error page', '<!DOCTYPE html><title>404</title>', 'html'],
  ['JSON', '{"error":"expired"}', 'json'],
  ['text', 'The certificate is attached.', 'text'],
  ['text in Japanese', '証明書を添付します。', 'text'],
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
