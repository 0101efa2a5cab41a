import { describe, expect, it } from 'vitest'
import { issueCertificate } from './issue-certificate.ts'
import { makePfx, type PfxIngredients } from './make-pfx.ts'
import { readPfx } from './read-pfx.ts'

const root = await issueCertificate({ subject: { commonName: 'Root' }, ca: true })
const leaf = await issueCertificate({ subject: { commonName: 'orders' }, issuer: root })
const other = await issueCertificate({ subject: { commonName: 'other' } })

const make = (files: readonly (string | Buffer)[], options: Partial<PfxIngredients> = {}): Buffer =>
  makePfx({ files: files.map((file) => Buffer.from(file)), keyPassword: null, password: 'new', ...options })

describe('a PFX made of a PEM key and its certificates', () => {
  it('opens with its new password, and has the chain in order', () => {
    const pfx = make([root.certificatePem + leaf.certificatePem, leaf.privateKeyPem], {
      friendlyName: '注文',
    })
    const { identities } = readPfx(pfx, 'new')
    expect(identities[0]?.leaf.certificate.der.equals(leaf.certificateDer)).toBe(true)
    expect(identities[0]?.leaf.friendlyName).toBe('注文')
    expect(identities[0]?.chain.map(({ der }) => der.equals(root.certificateDer))).toEqual([true])
  })

  it('takes an encrypted key with its own password', () => {
    const key = leaf.privateKey.export({
      format: 'pem',
      type: 'pkcs8',
      cipher: 'aes-256-cbc',
      passphrase: 'old',
    })
    expect(readPfx(make([key, leaf.certificateDer], { keyPassword: 'old' }), 'new').identities).toHaveLength(
      1,
    )
    expect(() => make([key, leaf.certificateDer])).toThrow(
      expect.objectContaining({ code: 'wrong-password' }),
    )
  })

  it('is refused with the reason', () => {
    const refused = (files: readonly (string | Buffer)[]) => expect(() => make(files))
    refused([leaf.certificatePem]).toThrow(expect.objectContaining({ code: 'no-private-key' }))
    refused([leaf.privateKeyPem]).toThrow(expect.objectContaining({ code: 'no-certificate' }))
    refused([leaf.privateKeyPem, other.certificatePem]).toThrow(
      expect.objectContaining({ code: 'key-mismatch' }),
    )
    refused(['hello', leaf.privateKeyPem]).toThrow(
      expect.objectContaining({ code: 'not-a-certificate-file' }),
    )
  })
})
