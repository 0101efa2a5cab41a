/**
 * What `npm run inspect` prints of a file: plain facts, no password, no key. Fields are part of the program's
 * interface (docs/inspect.md): add to them, but do not change their meaning.
 */
import type { KeyFacts, PfxEncryption } from '../../preload/contract/certificates.ts'
import type { ErrorCode } from '../../preload/contract/errors.ts'
import { isWarifuError } from '../warifu-error.ts'
import { factsOf } from './certificate-facts.ts'
import { formatName } from './distinguished-name.ts'
import type { PfxCertificate, PfxKey } from './identities.ts'
import { forgetKeys, readPfx, type PfxContents } from './read-pfx.ts'

/** `invalid`: no PFX, or a damaged one. `unsupported`: an algorithm, a kind of key or a cost that is refused. */
export type Outcome = 'ok' | 'wrong-password' | 'invalid' | 'unsupported'

export interface ReportedCertificate {
  /** RFC 4514, e.g. `CN=orders,O=Contoso,C=JP`. */
  subject: string
  issuer: string
  serialNumber: string
  notBefore: string
  notAfter: string
  thumbprint: string
  sha256Thumbprint: string
  keyType: string
  signatureAlgorithm: string
  keyUsage: readonly string[]
  extendedKeyUsage: readonly string[]
  subjectAlternativeNames: readonly string[]
  friendlyName: string | null
  /** Place of its private key in `keys`; null for a certificate without one. */
  key: number | null
  /** Thumbprints from the issuer towards the root; only for a certificate with a key. */
  chain: readonly string[]
}

export interface ReportedKey {
  keyType: string
  friendlyName: string | null
  /** Thumbprint of its certificate; null where none fits. */
  certificate: string | null
  /** Shown to be the certificate's: an RSA key by all its numbers, another by a signature that verified. */
  proved: boolean
}

export interface Report {
  file: string
  outcome: Outcome
  /** The reason, one of the codes in preload/contract/errors.ts; null when the file opened. */
  code: ErrorCode | null
  /** Facts that belong to the code. */
  details: Readonly<Record<string, unknown>>
  certificates: readonly ReportedCertificate[]
  keys: readonly ReportedKey[]
  encryption: PfxEncryption | null
}

/** Opens a PFX and says what is inside. Anything but a `WarifuError` is a defect of the reader, and thrown. */
export const reportOn = (file: string, bytes: Uint8Array, password: string | null): Report => {
  try {
    const contents = readPfx(bytes, password)
    const report = reportContents(contents)
    forgetKeys(contents)
    return { file, outcome: 'ok', code: null, details: {}, ...report }
  } catch (error) {
    return reportFailure(file, error)
  }
}

export const reportFailure = (file: string, error: unknown): Report => {
  if (!isWarifuError(error)) throw error
  const { code, details } = error.toFailure()
  return { file, outcome: outcomeOf(code), code, details, certificates: [], keys: [], encryption: null }
}

const unsupportedCodes: readonly ErrorCode[] = [
  'algorithm-unsupported',
  'key-type-unsupported',
  'too-many-iterations',
  'took-too-long',
]

const outcomeOf = (code: ErrorCode): Outcome => {
  if (code === 'wrong-password') return 'wrong-password'
  return unsupportedCodes.includes(code) ? 'unsupported' : 'invalid'
}

const reportContents = (contents: PfxContents): Pick<Report, 'certificates' | 'keys' | 'encryption'> => {
  const { identities, certificates, otherKeys, encryption } = contents
  return {
    certificates: certificates.map((entry) => {
      const key = identities.findIndex(({ leaf }) => leaf === entry)
      const chain = identities[key]?.chain.map((issuer) => factsOf(issuer).thumbprint) ?? []
      return { ...reportCertificate(entry), key: key < 0 ? null : key, chain }
    }),
    keys: [
      ...identities.map(({ key, leaf, proof }) => ({
        ...reportKey(key),
        certificate: factsOf(leaf.certificate).thumbprint,
        proved: proof !== 'none',
      })),
      ...otherKeys.map(reportKey),
    ],
    encryption,
  }
}

const reportCertificate = ({
  certificate,
  friendlyName,
}: PfxCertificate): Omit<ReportedCertificate, 'key' | 'chain'> => {
  const facts = factsOf(certificate)
  return {
    subject: formatName(certificate.subject, ','),
    issuer: formatName(certificate.issuer, ','),
    serialNumber: facts.serialNumber,
    notBefore: facts.notBefore,
    notAfter: facts.notAfter,
    thumbprint: facts.thumbprint,
    sha256Thumbprint: facts.sha256Thumbprint,
    keyType: keyType(facts.key),
    signatureAlgorithm: facts.signatureAlgorithm,
    keyUsage: facts.keyUsage,
    extendedKeyUsage: facts.extendedKeyUsage,
    subjectAlternativeNames: facts.subjectAlternativeNames,
    friendlyName: friendlyName ?? null,
  }
}

const reportKey = ({ facts, friendlyName }: PfxKey): ReportedKey => ({
  keyType: keyType(facts),
  friendlyName: friendlyName ?? null,
  certificate: null,
  proved: false,
})

/** OpenSSL's names for the curves that have several. */
const curveAliases: Readonly<Record<string, string>> = {
  'P-192': 'prime192v1',
  'P-224': 'secp224r1',
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
}

/** `rsa:2048`, `rsa-pss:2048`, `ec:prime256v1`, `ed25519`, `dsa:1024`, `ml-dsa-65`. */
const keyType = ({ algorithm, bits, curve, name }: KeyFacts): string => {
  const detail = curve === undefined ? bits : (curveAliases[curve] ?? curve)
  const kind = (algorithm === 'other' ? (name ?? algorithm) : algorithm).toLowerCase()
  return detail === undefined ? kind : `${kind}:${detail}`
}
