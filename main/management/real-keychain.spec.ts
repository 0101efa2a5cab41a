import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { createKeychain } from '../secrets/keychain.ts'
import { createGatewaySource } from '../workspace/gateway-source.ts'
import { createTemporaryWorkspace, makeUpload, ordersApi } from './temporary-workspace.ts'
import type { TemporaryWorkspace } from './temporary-workspace.ts'

const keychain = createKeychain(`Warifu test ${randomUUID()}`)
const { state } = await keychain.status()
const because = state === 'available' ? '' : ` (skipped: the keychain is ${state})`

let temporary: TemporaryWorkspace

const items = async () => (await keychain.accounts()).filter((account) => !account.startsWith('sealing-key:'))

describe.skipIf(state !== 'available')(`a workspace on the real keychain${because}`, () => {
  beforeEach(async () => {
    temporary = await createTemporaryWorkspace({ secretsFor: () => keychain })
    return async () => {
      await temporary.remove()
      for (const account of await keychain.accounts()) await keychain.delete(account)
    }
  })

  it('keeps a certificate over a restart and leaves nothing of it behind', async () => {
    const upload = await makeUpload('orders', { password: 'パスワード 🔑' })
    const { id } = await temporary.service.certificates.create(upload)
    expect(await items()).toHaveLength(1)
    const service = await temporary.reopen()
    const source = createGatewaySource(temporary.workspace(), temporary.decoder)
    expect((await source.identityOf(id)).privateKeyPem).toContain('PRIVATE KEY')
    await service.certificates.delete(id, '*')
    expect(await items()).toEqual([])
  })

  it('keeps an API’s password, changes it, and leaves nothing of it behind', async () => {
    const { service } = temporary
    const { id } = await service.apis.create(ordersApi)
    for (const password of ['first', 'second']) {
      await service.policies.setCredentials(id, { kind: 'basic', username: 'me', password }, '*')
      const source = createGatewaySource(temporary.workspace(), temporary.decoder)
      expect(await source.basicPassword(id)).toBe(password)
      expect(await items()).toHaveLength(1)
    }
    await service.apis.delete(id, '*')
    expect(await items()).toEqual([])
    expect(await temporary.workspace().audit()).toEqual([])
  })
})
