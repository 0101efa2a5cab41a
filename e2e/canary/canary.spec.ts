import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createCipheriv, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keyCanary, secretText, textCanary } from './canaries.ts'
import { searcherOf, searchFolder } from './search.ts'

const text = secretText('鍵🔑')
const search = searcherOf([textCanary('the password', text), textCanary('another', secretText())])
const utf8 = Buffer.from(text)
const utf16le = Buffer.from(text, 'utf16le')
const utf16be = Buffer.from(utf16le).swap16()

it.each([
  ['UTF-8', utf8],
  ['UTF-16LE', utf16le],
  ['UTF-16BE', utf16be],
  [
    'escaped',
    Buffer.from(`"${text.replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`)}"`),
  ],
  ['URL', Buffer.from(`https://example.com/?q=${encodeURIComponent(text)}`)],
  ['hex of UTF-8', Buffer.from(utf8.toString('hex'))],
  ['hex of UTF-16BE', Buffer.from(utf16be.toString('hex').toUpperCase())],
  ['base64 of UTF-8', Buffer.from(utf8.toString('base64'))],
  ['base64 of UTF-8', Buffer.from(Buffer.from(`{"p":"${text}"}`).toString('base64url'))],
  ['base64 of UTF-8', Buffer.from(Buffer.from(`Basic me:${text}`).toString('base64'))],
  ['base64 of UTF-16LE', Buffer.from(Buffer.concat([randomBytes(7), utf16le]).toString('base64'))],
  ['hex of UTF-8, in UTF-16LE', Buffer.from(utf8.toString('hex'), 'utf16le')],
])('a password is found written as %s, wherever it lies', (encoding, planted) => {
  for (const before of [0, 1, 2, 3, 1_000]) {
    const bytes = Buffer.concat([randomBytes(before), planted, randomBytes(5)])
    expect(search(bytes)).toContain(`the password (${encoding})`)
  }
})

it('what only begins like a secret, or was encrypted, is not found', () => {
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12))
  expect(search(Buffer.from(text.slice(0, -3)))).toEqual([])
  expect(search(Buffer.concat([cipher.update(text), cipher.final()]))).toEqual([])
})

const keys: [string, KeyObject][] = [
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey],
  ['EC', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['Ed25519', generateKeyPairSync('ed25519').privateKey],
]

it.each(keys)('a private key (%s) is found as DER, PEM, JSON and hex', (_kind, key) => {
  const searchKey = searcherOf([keyCanary('the key', key)])
  const der = key.export({ format: 'der', type: 'pkcs8' })
  const forms = [
    der,
    Buffer.from(key.export({ format: 'pem', type: 'pkcs8' })),
    Buffer.from(JSON.stringify(key.export({ format: 'jwk' }))),
    Buffer.from(der.toString('hex')),
    Buffer.from(key.export({ format: 'pem', type: 'pkcs8' }).toString(), 'utf16le'),
  ]
  for (const form of forms) expect(searchKey(form)).not.toEqual([])
  const encrypted = key.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })
  expect(searchKey(encrypted)).toEqual([])
})

it('a folder is searched down to its last file, names included', () => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-canary-'))
  try {
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(join(folder, 'a', 'clean.log'), 'nothing to see')
    writeFileSync(join(folder, 'a', 'b', 'leaky.db'), Buffer.concat([randomBytes(5_000), utf16le]))
    writeFileSync(join(folder, `${utf8.toString('hex')}.tmp`), '')
    expect(searchFolder(folder, search)).toEqual({
      files: 3,
      found: {
        [join('a', 'b', 'leaky.db')]: ['the password (UTF-16LE)'],
        [`${utf8.toString('hex')}.tmp`]: ['the password (hex of UTF-8)'],
      },
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
