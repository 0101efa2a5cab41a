/** What the inspector is told of files, for component specs and pictures. Made up, like the certificates in it. */
import type { CertificateFacts, PfxEncryption } from '../../preload/contract/certificates.ts'
import type {
  DescribedCertificate,
  DescribedExtension,
  FileDescription,
} from '../../preload/contract/inspections.ts'
import { failure } from './fake-bridge.ts'
import { fakeFacts, hexadecimal, issuingAuthority } from './fake-facts.ts'

const pairs = (seed: number, bytes: number): string =>
  (hexadecimal(seed, bytes * 2).match(/../g) ?? []).join(':')

const extension = (
  id: string,
  name: string | null,
  values: string[],
  critical = false,
): DescribedExtension => ({
  id,
  name,
  critical,
  values,
})

const leafExtensions = (name: string, seed: number): readonly DescribedExtension[] => [
  extension('2.5.29.15', 'keyUsage', ['digitalSignature', 'keyEncipherment'], true),
  extension('2.5.29.37', 'extKeyUsage', ['clientAuth', '1.3.6.1.4.1.99999.1']),
  extension('2.5.29.17', 'subjectAltName', [`DNS:${name}.contoso.example`, 'IP:192.0.2.17']),
  extension('2.5.29.19', 'basicConstraints', ['CA:FALSE'], true),
  extension('2.5.29.35', 'authorityKeyIdentifier', [`keyIdentifier:${pairs(900, 20)}`]),
  extension('2.5.29.14', 'subjectKeyIdentifier', [pairs(seed + 910, 20)]),
  extension('2.5.29.31', 'cRLDistributionPoints', ['URI:http://pki.contoso.example/issuing2.crl']),
  extension('1.3.6.1.5.5.7.1.1', 'authorityInfoAccess', [
    'OCSP URI:http://ocsp.contoso.example',
    'caIssuers URI:http://pki.contoso.example/issuing2.cer',
  ]),
  extension('1.3.6.1.4.1.99999.7', null, ['04:03:01:02:03']),
]

const authorityExtensions: readonly DescribedExtension[] = [
  extension('2.5.29.15', 'keyUsage', ['keyCertSign', 'cRLSign'], true),
  extension('2.5.29.19', 'basicConstraints', ['CA:TRUE', 'pathLenConstraint:0'], true),
]

const described = (
  facts: CertificateFacts,
  extensions: readonly DescribedExtension[],
  changes: Partial<DescribedCertificate> = {},
): DescribedCertificate => ({
  facts,
  extensions,
  findings: [],
  privateKey: null,
  pem: `-----BEGIN CERTIFICATE-----\n${facts.thumbprint}\n-----END CERTIFICATE-----\n`,
  ...changes,
})

const encryption: PfxEncryption = {
  mac: { algorithm: 'SHA-1', iterations: 2_048 },
  schemes: [
    { algorithm: 'pbeWithSHAAnd40BitRC2-CBC', iterations: 2_048 },
    { algorithm: 'pbeWithSHAAnd3-KeyTripleDES-CBC', iterations: 2_048 },
  ],
}

const nothing = (name: string): FileDescription => ({
  name,
  kind: 'pfx',
  certificates: [],
  chains: [],
  privateKeys: [],
  requests: [],
  revocationLists: [],
  encryption: null,
  problem: null,
})

/** A PFX whose root is not in the file, before and after its password. */
export const lockedPfx = (name = 'orders-gateway.pfx') => {
  const leaf = fakeFacts(1, { commonName: 'orders-gateway' })
  const unlocked: FileDescription = {
    ...nothing(name),
    encryption,
    certificates: [
      described(leaf, leafExtensions('orders-gateway', 1), {
        privateKey: 0,
        friendlyName: 'Orders gateway (production)',
        findings: [{ code: 'weak-encryption', algorithm: 'pbeWithSHAAnd40BitRC2-CBC' }],
      }),
      described(issuingAuthority, authorityExtensions),
    ],
    chains: [{ certificates: [0, 1], end: { kind: 'missing', issuer: issuingAuthority.issuer } }],
    privateKeys: [{ key: { algorithm: 'RSA', bits: 2048 }, encrypted: true, certificate: 0 }],
  }
  const locked = { ...nothing(name), encryption, problem: failure('wrong-password', {}) }
  return { locked, unlocked }
}

/** The renewed certificate of `lockedPfx` alone, as PEM. */
export const renewedPem = (name = 'orders-gateway-2027.pem') => {
  const leaf = fakeFacts(21, { commonName: 'orders-gateway', key: { algorithm: 'EC', curve: 'P-256' } })
  const unlocked: FileDescription = {
    ...nothing(name),
    kind: 'pem-certificate',
    certificates: [described(leaf, leafExtensions('orders-gateway', 2))],
    chains: [{ certificates: [0], end: { kind: 'missing', issuer: leaf.issuer } }],
  }
  return { locked: unlocked, unlocked }
}

export const requestPem = (name = 'orders.csr') => {
  const unlocked: FileDescription = {
    ...nothing(name),
    kind: 'certificate-request',
    requests: [
      {
        subject: 'CN=orders-gateway, O=Contoso Ltd., C=JP',
        key: { algorithm: 'EC', curve: 'P-256' },
        signatureAlgorithm: 'ecdsa-with-SHA256',
        extensions: [extension('2.5.29.37', 'extKeyUsage', ['clientAuth'])],
      },
    ],
  }
  return { locked: unlocked, unlocked }
}

/** An encrypted private key alone. */
export const lockedKey = (name = 'orders-gateway.key') => {
  const locked: FileDescription = {
    ...nothing(name),
    kind: 'encrypted-private-key',
    privateKeys: [{ key: null, encrypted: true, certificate: null }],
    problem: failure('wrong-password', {}),
  }
  return { locked, unlocked: locked }
}
