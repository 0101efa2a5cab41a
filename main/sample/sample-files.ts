/** The certificates of the sample: one authority, its back end's server certificate, and four PFX files. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SamplePfx, SamplePfxKind } from '../../preload/contract/sample.ts'
import { certificateFacts } from '../certificates/certificate-facts.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import type { CertificateOrder, IssuedCertificate } from '../certificates/issue-certificate.ts'
import { writePfx } from '../certificates/pfx-writer.ts'

export const authorityFile = 'sample-ca.pem'
export const serverKeyFile = 'server-key.pem'
export const serverCertificateFile = 'server.pem'

/** One password is Japanese, because an administrator's may be. */
export const samplePfxFiles: readonly SamplePfx[] = [
  { kind: 'rsa', fileName: 'orders-rsa.pfx', password: 'warifu-sample' },
  { kind: 'ec', fileName: 'orders-ec.pfx', password: '割符' },
  { kind: 'expired', fileName: 'orders-expired.pfx', password: 'warifu-sample' },
  { kind: 'untrusted', fileName: 'self-signed.pfx', password: 'warifu-sample' },
]

const day = 86_400_000
const organization = 'Warifu Sample'

/**
 * Writes everything the sample needs into `folder` (0700, files 0600), replacing what is there.
 *
 * The authority's key is forgotten at once: nobody can issue more certificates that the back end would trust.
 * @returns the SHA-256 thumbprints of the four client certificates
 */
export const writeSampleFiles = async (folder: string, now: Date): Promise<string[]> => {
  const at = (days: number): Date => new Date(now.getTime() + days * day)
  const authority = await issueCertificate({
    subject: { commonName: 'Warifu Sample CA', organization },
    ca: true,
    notBefore: at(-730),
    notAfter: at(3650),
  })
  const server = await issueCertificate({
    subject: { commonName: 'Sample orders back end', organization },
    issuer: authority,
    notBefore: at(-1),
    notAfter: at(3650),
    extendedKeyUsage: ['serverAuth'],
    subjectAlternativeNames: ['IP:127.0.0.1', 'DNS:localhost'],
  })

  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, content: string | Uint8Array): Promise<void> =>
    writeFile(join(folder, name), content, { mode: 0o600 })
  await write(authorityFile, authority.certificatePem)
  await write(serverKeyFile, server.privateKeyPem)
  await write(serverCertificateFile, server.certificatePem)

  const thumbprints: string[] = []
  for (const { kind, fileName, password } of samplePfxFiles) {
    const client = await issueCertificate(orderFor(kind, authority, at))
    const chain = kind === 'untrusted' ? [] : [authority.certificateDer]
    const certificates = [client.certificateDer, ...chain]
    await write(fileName, writePfx({ privateKey: client.privateKey, certificates, password }))
    thumbprints.push(certificateFacts(client.certificateDer).sha256Thumbprint)
  }
  return thumbprints
}

const orderFor = (
  kind: SamplePfxKind,
  authority: IssuedCertificate,
  at: (days: number) => Date,
): CertificateOrder => {
  const common = { extendedKeyUsage: ['clientAuth'], notBefore: at(-1), notAfter: at(730) } as const
  switch (kind) {
    case 'rsa':
      return {
        ...common,
        subject: { commonName: 'Orders client', organization },
        issuer: authority,
        key: 'rsa2048',
      }
    case 'ec':
      return {
        ...common,
        subject: { commonName: '受注システム', organization, country: 'JP' },
        issuer: authority,
        key: 'ec-p256',
      }
    case 'expired':
      return {
        ...common,
        subject: { commonName: 'Orders client (expired)', organization },
        issuer: authority,
        key: 'ec-p256',
        notBefore: at(-395),
        notAfter: at(-30),
      }
    case 'untrusted':
      return {
        ...common,
        subject: { commonName: 'Orders client (self-signed)', organization },
        key: 'ec-p256',
      }
  }
}
