/** A few well-made PFX files of different kinds, made afresh: for the fuzzer and the benchmark. */
import { issueCertificate } from '../issue-certificate.ts'
import { craftPfx } from './craft-pfx.ts'
import type { FuzzSeedFile } from './fuzz-run.ts'

export const generatedSeedFiles = async (): Promise<FuzzSeedFile[]> => {
  const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true })
  const leaf = await issueCertificate({
    subject: { commonName: '注文', organization: 'Contoso', country: 'JP' },
    issuer: root,
    extendedKeyUsage: ['clientAuth'],
    subjectAlternativeNames: ['DNS:orders.example', 'IP:::1', 'URI:https://orders.example/'],
  })
  const password = '鍵'
  const contents = {
    keys: [leaf.privateKey],
    certificates: [leaf.certificateDer, root.certificateDer],
    password,
    iterations: 1,
  }
  return [
    { name: 'aes-256', bytes: craftPfx(contents), password },
    { name: '3des', bytes: craftPfx({ ...contents, encryption: '3des', mac: 'sha1' }), password },
    { name: 'pbmac1', bytes: craftPfx({ ...contents, mac: 'pbmac1' }), password },
    { name: 'plain', bytes: craftPfx({ ...contents, encryption: 'none', mac: 'none' }), password },
    { name: 'no MAC', bytes: craftPfx({ ...contents, mac: 'none' }), password },
    { name: 'BER', bytes: craftPfx({ ...contents, indefiniteLengths: true }), password },
    { name: 'certificate', bytes: leaf.certificateDer, password },
    { name: 'PEM', bytes: Buffer.from(leaf.certificatePem + leaf.privateKeyPem), password },
  ]
}
