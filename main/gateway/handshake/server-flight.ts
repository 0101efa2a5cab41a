/** What a server says of itself and asks for in a handshake. */
import { readDer } from '../../certificates/der-reader.ts'
import { formatName, readName } from '../../certificates/distinguished-name.ts'
import { ByteReader } from './byte-reader.ts'
import { extensionsOf, helloOf, serverMessages, tls13, type HandshakeMessage } from './server-records.ts'

export interface ServerFlight {
  /** e.g. `TLSv1.3`; null when the server did not say hello. */
  protocol: string | null
  /** Null when it cannot be known whether the server asked. */
  asksForCertificate: boolean | null
  authorities: readonly string[]
  signatureAlgorithms: readonly string[]
  /** Its certificates, DER, the leaf first. */
  chain: readonly Buffer[]
}

const messageType = { certificate: 11, certificateRequest: 13, serverHelloDone: 14, finished: 20 } as const

const nothing: ServerFlight = {
  protocol: null,
  asksForCertificate: null,
  authorities: [],
  signatureAlgorithms: [],
  chain: [],
}

/** `secret`: the server's handshake traffic secret of TLS 1.3, where there is one. Bytes that are no TLS say nothing. */
export const readServerFlight = (received: Buffer, secret: Buffer | null): ServerFlight => {
  try {
    return flightOf(serverMessages(received, secret))
  } catch (error) {
    if (error instanceof RangeError) return nothing
    throw error
  }
}

const flightOf = (messages: readonly HandshakeMessage[]): ServerFlight => {
  const hello = helloOf(messages)
  if (hello === null) return nothing
  const modern = hello.version === tls13
  const bodyOf = (wanted: number): Buffer | undefined => messages.find(({ type }) => type === wanted)?.body
  const request = bodyOf(messageType.certificateRequest)
  const certificate = bodyOf(messageType.certificate)
  const last = bodyOf(modern ? messageType.finished : messageType.serverHelloDone)
  return {
    protocol: protocolNames.get(hello.version) ?? null,
    asksForCertificate: request ? true : last ? false : null,
    ...(request ? (modern ? modernRequest(request) : oldRequest(request)) : nothingAsked),
    chain: certificate ? certificatesOf(certificate, modern) : [],
  }
}

const protocolNames = new Map([
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
  [0x0303, 'TLSv1.2'],
  [tls13, 'TLSv1.3'],
])

type Asked = Pick<ServerFlight, 'authorities' | 'signatureAlgorithms'>
const nothingAsked: Asked = { authorities: [], signatureAlgorithms: [] }

/** RFC 5246, 7.4.4. */
const oldRequest = (body: Buffer): Asked => {
  const reader = new ByteReader(body)
  reader.vector(1)
  const signatureAlgorithms = schemesOf(reader.vector(2))
  return { signatureAlgorithms, authorities: namesOf(reader.vector(2)) }
}

/** RFC 8446, 4.3.2, with the extensions signature_algorithms (13) and certificate_authorities (47). */
const modernRequest = (body: Buffer): Asked => {
  const reader = new ByteReader(body)
  reader.vector(1)
  const extensions = extensionsOf(reader.vector(2))
  const inner = (type: number): Buffer => {
    const extension = extensions.get(type)
    return extension ? new ByteReader(extension).vector(2) : Buffer.alloc(0)
  }
  return { signatureAlgorithms: schemesOf(inner(13)), authorities: namesOf(inner(47)) }
}

const schemesOf = (bytes: Buffer): string[] => {
  const reader = new ByteReader(bytes)
  const schemes: string[] = []
  while (reader.left >= 2) {
    const scheme = reader.number(2)
    schemes.push(signatureSchemes.get(scheme) ?? `0x${scheme.toString(16).padStart(4, '0')}`)
  }
  return schemes
}

/** IANA, TLS SignatureScheme. */
const signatureSchemes = new Map([
  [0x0201, 'rsa_pkcs1_sha1'],
  [0x0203, 'ecdsa_sha1'],
  [0x0301, 'rsa_pkcs1_sha224'],
  [0x0303, 'ecdsa_sha224'],
  [0x0401, 'rsa_pkcs1_sha256'],
  [0x0403, 'ecdsa_secp256r1_sha256'],
  [0x0501, 'rsa_pkcs1_sha384'],
  [0x0503, 'ecdsa_secp384r1_sha384'],
  [0x0601, 'rsa_pkcs1_sha512'],
  [0x0603, 'ecdsa_secp521r1_sha512'],
  [0x0804, 'rsa_pss_rsae_sha256'],
  [0x0805, 'rsa_pss_rsae_sha384'],
  [0x0806, 'rsa_pss_rsae_sha512'],
  [0x0807, 'ed25519'],
  [0x0808, 'ed448'],
  [0x0809, 'rsa_pss_pss_sha256'],
  [0x080a, 'rsa_pss_pss_sha384'],
  [0x080b, 'rsa_pss_pss_sha512'],
  [0x081a, 'ecdsa_brainpoolP256r1tls13_sha256'],
  [0x081b, 'ecdsa_brainpoolP384r1tls13_sha384'],
  [0x081c, 'ecdsa_brainpoolP512r1tls13_sha512'],
  [0x0904, 'mldsa44'],
  [0x0905, 'mldsa65'],
  [0x0906, 'mldsa87'],
])

const namesOf = (bytes: Buffer): string[] => {
  const reader = new ByteReader(bytes)
  const names: string[] = []
  while (reader.left > 0) names.push(nameOf(reader.vector(2)))
  return names
}

const nameOf = (der: Buffer): string => {
  try {
    return formatName(readName(readDer(der), 'certificate_authorities'), ', ')
  } catch {
    // A name that cannot be read is shown as it came; it is the server's, and only shown.
    return der.toString('hex')
  }
}

const certificatesOf = (body: Buffer, modern: boolean): Buffer[] => {
  const reader = new ByteReader(body)
  if (modern) reader.vector(1)
  const list = new ByteReader(reader.vector(3))
  const certificates: Buffer[] = []
  while (list.left > 0) {
    certificates.push(list.vector(3))
    if (modern) list.vector(2)
  }
  return certificates
}
