/** Certificates and APIs for component specs and pictures. Made up; no key belongs to any of them. */
import type { Api } from '../../preload/contract/apis.ts'
import type {
  BinnedCertificate,
  Certificate,
  CertificateFacts,
  Finding,
  IdentityFacts,
} from '../../preload/contract/certificates.ts'

const day = 86_400_000

/** A thumbprint-like text that differs from number to number and stays the same from run to run. */
export const hexadecimal = (seed: number, digits: number): string => {
  let text = ''
  for (let state = (seed + 1) * 2_654_435_761; text.length < digits;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    text += state.toString(16).padStart(8, '0').slice(0, 6)
  }
  return text.slice(0, digits).toUpperCase()
}

export function fakeFacts(seed: number, changes: Partial<CertificateFacts> = {}): CertificateFacts {
  const commonName = changes.commonName ?? `client-${String(seed)}.contoso.example`
  return {
    subject: `CN=${commonName}, OU=Integration, O=Contoso Ltd., C=JP`,
    issuer: 'CN=Contoso Issuing CA 2, O=Contoso Ltd., C=JP',
    commonName,
    serialNumber: hexadecimal(seed + 900_000, 16),
    notBefore: new Date(Date.now() - 200 * day).toISOString(),
    notAfter: new Date(Date.now() + (100 + seed) * day).toISOString(),
    thumbprint: hexadecimal(seed, 40),
    sha256Thumbprint: hexadecimal(seed + 500_000, 64),
    key: { algorithm: 'RSA', bits: 2048 },
    signatureAlgorithm: 'sha256WithRSAEncryption',
    selfSigned: false,
    ca: false,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extendedKeyUsage: ['clientAuth'],
    subjectAlternativeNames: [`DNS:${commonName}`],
    ...changes,
  }
}

export const issuingAuthority = fakeFacts(7_001, {
  commonName: 'Contoso Issuing CA 2',
  subject: 'CN=Contoso Issuing CA 2, O=Contoso Ltd., C=JP',
  issuer: 'CN=Contoso Root CA, O=Contoso Ltd., C=JP',
  ca: true,
  key: { algorithm: 'EC', curve: 'P-384' },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  subjectAlternativeNames: [],
})

export const rootAuthority = fakeFacts(7_002, {
  commonName: 'Contoso Root CA',
  subject: 'CN=Contoso Root CA, O=Contoso Ltd., C=JP',
  issuer: 'CN=Contoso Root CA, O=Contoso Ltd., C=JP',
  ca: true,
  selfSigned: true,
  key: { algorithm: 'RSA', bits: 4096 },
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
  subjectAlternativeNames: [],
})

export function fakeCertificate(seed: number, changes: Partial<Certificate> = {}): Certificate {
  return {
    ...fakeFacts(seed, changes),
    id: `certificate-${String(seed)}`,
    etag: '1',
    chain: [issuingAuthority, rootAuthority],
    uploadedAt: new Date(Date.now() - seed * day).toISOString(),
    findings: [],
    usedBy: [],
    ...changes,
  }
}

const inDays = (days: number): string => new Date(Date.now() + days * day + 3_600_000).toISOString()

export const exampleCertificates = (): Certificate[] => [
  fakeCertificate(1, {
    commonName: 'orders-gateway',
    subject: 'CN=orders-gateway, OU=Integration, O=Contoso Ltd., C=JP',
    notAfter: inDays(241),
    usedBy: [
      { id: 'api-1', displayName: '受注 API' },
      { id: 'api-2', displayName: 'Warehouse' },
    ],
    fileName: 'orders-gateway.pfx',
    friendlyName: 'orders (production)',
  }),
  fakeCertificate(2, {
    commonName: '株式会社ミナト物流 決済クライアント',
    subject: 'CN=株式会社ミナト物流 決済クライアント, O=株式会社ミナト物流, C=JP',
    issuer: 'CN=Minato Root CA G3, O=株式会社ミナト物流, C=JP',
    key: { algorithm: 'EC', curve: 'P-256' },
    notAfter: inDays(19),
    findings: [{ code: 'expires-soon', days: 19 }],
    usedBy: [{ id: 'api-3', displayName: '決済' }],
  }),
  fakeCertificate(3, {
    commonName: 'legacy-billing',
    subject: 'CN=legacy-billing, O=Contoso Ltd.',
    notAfter: inDays(-12),
    findings: [
      { code: 'expired', since: inDays(-12) },
      { code: 'weak-signature-algorithm', algorithm: 'sha1WithRSAEncryption' },
    ],
    signatureAlgorithm: 'sha1WithRSAEncryption',
  }),
  fakeCertificate(4, {
    commonName: 'partner-sandbox',
    subject: 'CN=partner-sandbox',
    issuer: 'CN=partner-sandbox',
    selfSigned: true,
    key: { algorithm: 'Ed25519' },
    chain: [],
    notBefore: inDays(3),
    notAfter: inDays(730),
    findings: [{ code: 'self-signed' }, { code: 'not-yet-valid', from: inDays(3) }] satisfies Finding[],
  }),
  fakeCertificate(5, {
    commonName: 'reporting.internal.contoso.example',
    subject:
      'CN=reporting.internal.contoso.example, OU=Business Intelligence and Reporting, O=Contoso Ltd., L=Chiyoda-ku, ST=Tokyo, C=JP',
    notAfter: inDays(64),
  }),
]

export const exampleApis = (): Api[] => [
  {
    id: 'api-1',
    etag: '1',
    displayName: '受注 API',
    path: 'orders',
    serviceUrl: 'https://orders.internal.contoso.example:8443/v2',
    trust: { kind: 'file', name: 'contoso-root.pem', certificates: [rootAuthority] },
    credentials: {
      kind: 'mutual',
      reference: { by: 'thumbprint', value: hexadecimal(1, 40) },
      certificateId: 'certificate-1',
    },
  },
  {
    id: 'api-2',
    etag: '1',
    displayName: 'Warehouse',
    path: 'warehouse',
    serviceUrl: 'https://warehouse.contoso.example',
    trust: { kind: 'system' },
    credentials: {
      kind: 'mutual',
      reference: { by: 'thumbprint', value: hexadecimal(1, 40) },
      certificateId: 'certificate-1',
    },
  },
  {
    id: 'api-3',
    etag: '1',
    displayName: '決済',
    path: 'payments',
    serviceUrl: 'https://pay.minato.example/api',
    trust: { kind: 'system' },
    credentials: {
      kind: 'mutual',
      reference: { by: 'certificate-id', value: 'certificate-2' },
      certificateId: 'certificate-2',
    },
  },
  {
    id: 'api-4',
    etag: '1',
    displayName: 'Legacy billing',
    path: 'billing/v1',
    serviceUrl: 'https://billing.contoso.example',
    trust: { kind: 'system' },
    credentials: { kind: 'basic', username: 'gateway' },
  },
]

export const exampleBin = (): BinnedCertificate[] =>
  [
    { commonName: 'legacy-batch', deletedDaysAgo: 29.5, seed: 31 },
    { commonName: '在庫照会クライアント', deletedDaysAgo: 3, seed: 32 },
  ].map(({ commonName, deletedDaysAgo, seed }) => ({
    ...fakeFacts(seed, { commonName }),
    id: `binned-${String(seed)}`,
    deletedAt: new Date(Date.now() - deletedDaysAgo * day).toISOString(),
    purgedAt: inDays(30 - deletedDaysAgo),
  }))

/** The first of `exampleCertificates`, in another file than the one that is kept. */
export const sameIdentities = (): IdentityFacts[] => {
  const [kept] = exampleCertificates()
  if (!kept) return []
  const { id: certificateId, chain, ...leaf } = kept
  return [{ leaf, chain, findings: [{ code: 'already-uploaded', certificateId, sameFile: false }] }]
}

/** A renewal of the first of `exampleCertificates`. */
export const renewedIdentities = (): IdentityFacts[] => {
  const [old] = exampleCertificates()
  if (!old) return []
  const { subject, commonName, issuer, id } = old
  const leaf = fakeFacts(21, { subject, commonName, issuer, notAfter: inDays(640) })
  return [
    {
      leaf,
      chain: [issuingAuthority, rootAuthority],
      findings: [{ code: 'renewal-of', certificateId: id, subject }],
    },
  ]
}
