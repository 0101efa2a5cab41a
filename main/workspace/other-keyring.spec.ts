/**
 * The desktop's keyring changed (GNOME to KWallet, a new session service): another keychain answers, without any of
 * the items. What it lacks is told; nothing is made anew in its place, and with the old one back all is as before.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { forkWithNode } from '../certificates/fork-decoder.ts'
import { createDecoder } from '../certificates/decoder-host.ts'
import { createEmbeddedService } from '../management/embedded-service.ts'
import { makeUpload, ordersApi } from '../management/temporary-workspace.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import type { SecretStore } from '../secrets/secret-store.ts'
import { unsealPfx } from './identities.ts'
import { Workspace } from './workspace.ts'

it('another keyring: what it lacks is told, nothing is lost, and new certificates can be kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'warifu-keyring-'))
  const decoder = createDecoder({ fork: forkWithNode })
  onTestFinished(() => {
    decoder.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const openWith = async (secrets: SecretStore) => {
    const workspace = await Workspace.open({ dataFolder: folder, secretsFor: () => secrets })
    const service = createEmbeddedService(workspace, {
      ...{ decoder, door: 'window' },
      onChange: () => Promise.resolve(),
    })
    return { workspace, service }
  }
  const verified = async ({ activity, keys }: Workspace) =>
    (await activity.verify((id) => keys.get(id))).state

  const old = createMemorySecretStore()
  const before = await openWith(old)
  const upload = await makeUpload('orders')
  const { id } = await before.service.certificates.create(upload)
  const { id: apiId } = await before.service.apis.create(ordersApi)
  const basic = { kind: 'basic', username: 'me', password: 'hush' } as const
  await before.service.policies.setCredentials(apiId, basic, '*')
  await before.workspace.close()
  const items = (await old.accounts()).sort()

  const other = createMemorySecretStore()
  const during = await openWith(other)
  expect(await during.workspace.audit()).toEqual([
    { kind: 'keychain-item-missing', certificateId: id },
    { kind: 'basic-password-missing', apiId },
  ])
  expect((await during.service.certificates.list()).map(({ commonName }) => commonName)).toEqual(['orders'])
  await expect(unsealPfx(during.workspace, id)).rejects.toMatchObject({ code: 'keychain-item-missing' })
  const later = await during.service.certificates.create(await makeUpload('stock'))
  expect((await unsealPfx(during.workspace, later.id)).password).toBe('secret')
  await during.workspace.close()

  const after = await openWith(old)
  expect((await old.accounts()).sort()).toEqual(items)
  const opened = await unsealPfx(after.workspace, id)
  expect({ password: opened.password, same: opened.pfx.equals(upload.pfx) }).toEqual({
    password: 'secret',
    same: true,
  })
  expect(await after.workspace.audit()).toEqual([{ kind: 'keychain-item-missing', certificateId: later.id }])
  // Its last entry was sealed with a key that only the other keyring has; the next one is sealed with one of this.
  expect(await verified(after.workspace)).toBe('unproven')
  await after.service.certificates.delete(later.id, '*')
  expect(await verified(after.workspace)).toBe('intact')
  await after.workspace.close()
})
