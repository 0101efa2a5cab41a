import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { issueCertificate, type KeyKind } from './issue-certificate.ts'
import { writePfx } from './pfx-writer.ts'
import { readPfx } from './read-pfx.ts'

const folder = mkdtempSync(join(tmpdir(), 'warifu-pfx-writer-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** True where the program ran and said that all is well. */
const runs = (command: string, ...options: readonly string[]): boolean =>
  spawnSync(command, options).status === 0
const has = (command: string): boolean => spawnSync(command, ['-h']).error === undefined

describe('a PFX that was written here', () => {
  const kinds: readonly KeyKind[] = ['rsa2048', 'ec-p256', 'ec-p521', 'ed25519']

  it.each(kinds)('with a key of kind %s is read here and by other programs', async (key) => {
    const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true, key })
    const leaf = await issueCertificate({ subject: { commonName: 'orders' }, issuer: root, key })
    const certificates = [leaf.certificateDer, root.certificateDer]
    const pfx = writePfx({
      privateKey: leaf.privateKey,
      certificates,
      password: 'right',
      friendlyName: 'orders',
    })
    expect(readPfx(pfx, 'right').identities).toMatchObject([
      { proof: key.startsWith('rsa') ? 'numbers' : 'signature', chain: [{}] },
    ])

    const file = join(folder, `${key}.pfx`)
    writeFileSync(file, pfx)
    if (has('openssl'))
      expect(runs('openssl', 'pkcs12', '-in', file, '-passin', 'pass:right', '-noout')).toBe(true)
    if (has('keytool')) expect(runs('keytool', '-list', '-keystore', file, '-storepass', 'right')).toBe(true)
    if (has('pk12util')) expect(runs('pk12util', '-l', file, '-W', 'right')).toBe(true)
  })

  it('keeps its password to itself', async () => {
    const { privateKey, certificateDer } = await issueCertificate({ subject: { commonName: 'orders' } })
    const pfx = writePfx({ privateKey, certificates: [certificateDer], password: 'canary-password' })
    expect(pfx.includes('canary-password')).toBe(false)
    expect(pfx.includes(Buffer.from('canary-password', 'utf16le').swap16())).toBe(false)
    expect(pfx.includes(privateKey.export({ format: 'der', type: 'pkcs8' }))).toBe(false)
  })

  it('is not written for a key of another certificate', async () => {
    const { privateKey } = await issueCertificate({ subject: { commonName: 'a' } })
    const { certificateDer } = await issueCertificate({ subject: { commonName: 'b' } })
    expect(() => writePfx({ privateKey, certificates: [certificateDer], password: '' })).toThrow(
      expect.objectContaining({ code: 'key-mismatch' }),
    )
  })
})
