import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeychain } from './keychain.ts'
import { longestValue } from './stored-value.ts'

const service = `Warifu test ${randomUUID()}`
const keychain = createKeychain(service)
const status = await keychain.status()
const hindrance = status.state === 'available' ? '' : ` (skipped: the keychain is ${status.state})`

describe.skipIf(status.state !== 'available')(`the real keychain${hindrance}`, () => {
  afterAll(async () => {
    for (const account of await keychain.accounts()) await keychain.delete(account)
  })

  it('keeps, changes and forgets an item', async () => {
    expect(await keychain.get('a')).toBeNull()
    await keychain.set('a', 'first')
    await keychain.set('a', 'second')
    expect(await keychain.get('a')).toBe('second')
    expect(await keychain.delete('a')).toBe(true)
    expect(await keychain.delete('a')).toBe(false)
    expect(await keychain.get('a')).toBeNull()
  })

  it.each(['', 'パスワード🔑', 'a\0b', '\ud800', 'p'.repeat(longestValue)])(
    'keeps a password of any kind: %j',
    async (password) => {
      await keychain.set('kinds', password)
      expect(await keychain.get('kinds')).toBe(password)
    },
  )

  it('refuses what Windows could not keep', async () => {
    await expect(keychain.set('long', 'p'.repeat(longestValue + 1))).rejects.toMatchObject({
      code: 'password-too-long',
      details: { bytes: longestValue + 1, limit: longestValue },
    })
    expect(await keychain.get('long')).toBeNull()
  })

  it('lists its own accounts and no other service’s', async () => {
    const other = createKeychain(`${service} other`)
    await other.set('theirs', 'x')
    await keychain.set('ours', 'x')
    expect(await keychain.accounts()).toContain('ours')
    expect(await keychain.accounts()).not.toContain('theirs')
    await other.delete('theirs')
  })

  it('bears being asked everything at once: an item may vanish while the list is read', async () => {
    await keychain.set('busy', 'x')
    const round = () => [keychain.status(), keychain.accounts(), keychain.get('busy'), keychain.accounts()]
    await Promise.all(Array.from({ length: 25 }, round).flat())
    expect(await keychain.get('busy')).toBe('x')
  })
})
