/**
 * A TLS 1.3 alert, sealed by hand.
 *
 * Node's TLS server verifies a client's certificate after the handshake and, where it does not like it, closes the
 * connection without a word. Most other servers say why with an alert (RFC 8446, 6.2), and that is what an
 * administrator will meet. So the sample's back end takes the key that Node tells for debugging (`keylog`) and
 * sends the alert as the next record of its own side of the connection.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto'

/** Alert descriptions of RFC 8446, 6: what is wrong with a client's certificate. */
export const alerts = {
  unsupportedCertificate: 43,
  certificateExpired: 45,
  unknownCa: 48,
  certificateRequired: 116,
} as const

export type AlertDescription = (typeof alerts)[keyof typeof alerts]

/** The cipher suites of TLS 1.3 that both OpenSSL and BoringSSL offer, by their IANA names. */
const suites = {
  TLS_AES_128_GCM_SHA256: { cipher: 'aes-128-gcm', hash: 'sha256', keyLength: 16 },
  TLS_AES_256_GCM_SHA384: { cipher: 'aes-256-gcm', hash: 'sha384', keyLength: 32 },
  TLS_CHACHA20_POLY1305_SHA256: { cipher: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 },
} as const

export type CipherSuite = keyof typeof suites
export const isCipherSuite = (name: string): name is CipherSuite => Object.hasOwn(suites, name)

/** ChaCha20-Poly1305 is called as GCM is; Node's types would want the two in separate calls. */
const cipherOf = (suite: CipherSuite): 'aes-256-gcm' => suites[suite].cipher as 'aes-256-gcm'

export interface ServerSide {
  suite: CipherSuite
  /** SERVER_TRAFFIC_SECRET_0 of the key log. */
  trafficSecret: Buffer
  /** Every record the server has sent on this connection so far, with its header. */
  records: readonly Buffer[]
}

const headerLength = 5
const tagLength = 16
const options = { authTagLength: tagLength }
const applicationData = 23
const alertContentType = 21
const fatal = 2

/** The record that tells the client, as the connection's last word, why it was refused. */
export const alertRecord = (side: ServerSide, description: AlertDescription): Buffer => {
  const keys = trafficKeys(side)
  const header = Buffer.from([applicationData, 3, 3, 0, 3 + tagLength])
  const cipher = createCipheriv(
    cipherOf(side.suite),
    keys.key,
    nonce(keys.iv, sentUnder(side, keys)),
    options,
  )
  cipher.setAAD(header, { plaintextLength: 3 })
  const sealed = [cipher.update(Buffer.from([fatal, description, alertContentType])), cipher.final()]
  return Buffer.concat([header, ...sealed, cipher.getAuthTag()])
}

interface Keys {
  key: Buffer
  iv: Buffer
}

const trafficKeys = ({ suite, trafficSecret }: ServerSide): Keys => ({
  key: expandLabel(suite, trafficSecret, 'key', suites[suite].keyLength),
  iv: expandLabel(suite, trafficSecret, 'iv', 12),
})

/** HKDF-Expand-Label with an empty context (RFC 8446, 7.1); one block is always enough here. */
const expandLabel = (suite: CipherSuite, secret: Buffer, label: string, length: number): Buffer => {
  const name = Buffer.from(`tls13 ${label}`, 'ascii')
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])])
  return createHmac(suites[suite].hash, secret).update(info).digest().subarray(0, length)
}

/** The record's number on this key, in the last octets of the IV (RFC 8446, 5.3). */
const nonce = (iv: Buffer, number: number): Buffer => {
  const octets = Buffer.from(iv)
  octets.writeUInt32BE((octets.readUInt32BE(8) ^ number) >>> 0, 8)
  return octets
}

/**
 * How many records went out under these keys already: session tickets follow the handshake, and how many depends on
 * the TLS library. Records of the handshake itself carry another key and do not open.
 */
const sentUnder = ({ suite, records }: ServerSide, { key, iv }: Keys): number => {
  let sent = 0
  for (const record of records) {
    if (record[0] === applicationData && opens(suite, key, nonce(iv, sent), record)) sent += 1
  }
  return sent
}

const opens = (suite: CipherSuite, key: Buffer, iv: Buffer, record: Buffer): boolean => {
  const body = record.subarray(headerLength, -tagLength)
  const decipher = createDecipheriv(cipherOf(suite), key, iv, options)
  decipher.setAAD(record.subarray(0, headerLength), { plaintextLength: body.length })
  decipher.setAuthTag(record.subarray(-tagLength))
  decipher.update(body)
  try {
    decipher.final()
    return true
  } catch {
    return false
  }
}
