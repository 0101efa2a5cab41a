/**
 * The server's handshake messages out of what it sent: the plain ones of TLS 1.2, and those of TLS 1.3 decrypted with
 * the handshake secret of our own connection (RFC 8446, 5.2 and 7.3).
 */
import { createDecipheriv, createHmac } from 'node:crypto'
import { ByteReader } from './byte-reader.ts'

export interface HandshakeMessage {
  /** RFC 8446, 4: HandshakeType. */
  type: number
  body: Buffer
}

const contentType = { changeCipherSpec: 20, handshake: 22, applicationData: 23 } as const
const serverHello = 2
export const tls13 = 0x0304

/**
 * As many messages as can be read. `secretOf` gives the server's handshake traffic secret, which exists once the
 * server's hello has been read; without one the encrypted messages of TLS 1.3 stay unread.
 */
export const serverMessages = (received: Buffer, secret: Buffer | null): HandshakeMessage[] => {
  const plain: Buffer[] = []
  let keys: RecordKeys | null = null
  let encrypted = false
  for (const { type, header, payload } of recordsOf(received)) {
    if (type === contentType.handshake && !encrypted) plain.push(payload)
    // In TLS 1.2 everything after it is encrypted; in TLS 1.3 it means nothing.
    if (type === contentType.changeCipherSpec) encrypted = helloOf(messagesOf(plain))?.version !== tls13
    if (type !== contentType.applicationData) continue
    keys ??= secret === null ? null : recordKeys(secret, helloOf(messagesOf(plain))?.cipherSuite ?? 0)
    const content = keys === null ? null : decrypt(keys, header, payload)
    if (content === null) break
    plain.push(content)
  }
  return messagesOf(plain)
}

const messagesOf = (plain: readonly Buffer[]): HandshakeMessage[] => {
  const reader = new ByteReader(Buffer.concat(plain))
  const messages: HandshakeMessage[] = []
  while (reader.left >= 4) {
    const type = reader.number(1)
    const length = reader.number(3)
    if (length > reader.left) break
    messages.push({ type, body: reader.take(length) })
  }
  return messages
}

interface TlsRecord {
  type: number
  header: Buffer
  payload: Buffer
}

const recordsOf = (received: Buffer): TlsRecord[] => {
  const reader = new ByteReader(received)
  const records: TlsRecord[] = []
  while (reader.left >= 5) {
    const header = reader.take(5)
    const length = header.readUInt16BE(3)
    if (length > reader.left) break
    records.push({ type: header.readUInt8(0), header, payload: reader.take(length) })
  }
  return records
}

/** RFC 8446, 4.1.3. The version is the one that was chosen, wherever the message says it. */
export const helloOf = (
  messages: readonly HandshakeMessage[],
): { version: number; cipherSuite: number } | null => {
  const hello = messages.findLast(({ type }) => type === serverHello)
  if (!hello) return null
  const reader = new ByteReader(hello.body)
  const legacyVersion = reader.number(2)
  reader.take(32)
  reader.vector(1)
  const cipherSuite = reader.number(2)
  reader.number(1)
  const extensions = reader.left > 0 ? extensionsOf(reader.vector(2)) : new Map<number, Buffer>()
  return { version: extensions.get(43)?.readUInt16BE(0) ?? legacyVersion, cipherSuite }
}

/** By extension type (RFC 8446, 4.2). */
export const extensionsOf = (bytes: Buffer): Map<number, Buffer> => {
  const reader = new ByteReader(bytes)
  const extensions = new Map<number, Buffer>()
  while (reader.left > 0) extensions.set(reader.number(2), reader.vector(2))
  return extensions
}

interface RecordKeys {
  cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305'
  key: Buffer
  iv: Buffer
  sequence: bigint
}

const cipherSuites = new Map([
  [0x1301, { cipher: 'aes-128-gcm', hash: 'sha256', keyLength: 16 }],
  [0x1302, { cipher: 'aes-256-gcm', hash: 'sha384', keyLength: 32 }],
  [0x1303, { cipher: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 }],
] as const)

const recordKeys = (secret: Buffer, cipherSuite: number): RecordKeys | null => {
  const suite = [...cipherSuites].find(([number]) => number === cipherSuite)?.[1]
  if (!suite) return null
  const { cipher, hash, keyLength } = suite
  const derive = (label: string, length: number): Buffer => expandLabel(hash, secret, label, length)
  return { cipher, key: derive('key', keyLength), iv: derive('iv', 12), sequence: 0n }
}

/** HKDF-Expand-Label without context (RFC 8446, 7.1); `length` is at most one block of the hash. */
const expandLabel = (hash: string, secret: Buffer, label: string, length: number): Buffer => {
  const name = Buffer.from(`tls13 ${label}`, 'ascii')
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])])
  return createHmac(hash, secret).update(info).digest().subarray(0, length)
}

/** The content of a handshake record; null for any other, and for one of another key. */
const decrypt = (keys: RecordKeys, header: Buffer, payload: Buffer): Buffer | null => {
  const nonce = Buffer.from(keys.iv)
  nonce.writeBigUInt64BE(nonce.readBigUInt64BE(4) ^ keys.sequence++, 4)
  const cut = payload.length - 16
  try {
    // Node's types split these by cipher; all three take the same arguments.
    const decipher = createDecipheriv(keys.cipher as 'aes-128-gcm', keys.key, nonce, { authTagLength: 16 })
    decipher.setAAD(header)
    decipher.setAuthTag(payload.subarray(cut))
    const inner = Buffer.concat([decipher.update(payload.subarray(0, cut)), decipher.final()])
    const typeAt = inner.findLastIndex((octet) => octet !== 0)
    return inner[typeAt] === contentType.handshake ? inner.subarray(0, typeAt) : null
  } catch {
    return null
  }
}
