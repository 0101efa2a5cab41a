import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { offeredFilesMost } from '../../preload/contract/files.ts'
import type { Environment } from '../../preload/contract/preferences.ts'
import { createTemporaryWorkspace, makeUpload } from '../management/temporary-workspace.ts'
import { certificateHandlers } from './certificate-handlers.ts'
import { chosenService } from './chosen-service.ts'
import { HeldFiles } from './held-files.ts'
import { holdFolder } from './offered-files.ts'

const inFolder = async () => {
  const temporary = await createTemporaryWorkspace()
  onTestFinished(() => temporary.remove())
  const folder = join(temporary.folder, 'offered')
  await mkdir(folder)
  return { ...temporary, offered: folder }
}

test('the PFX files of a folder are opened with one password or their own, and kept', async () => {
  const { service, decoder, offered } = await inFolder()
  const orders = await makeUpload('orders')
  const stock = await makeUpload('stock')
  await writeFile(join(offered, 'client 10.pfx'), orders.pfx)
  await writeFile(join(offered, 'client 9.P12'), stock.pfx)
  await writeFile(join(offered, 'notes.txt'), 'not offered')
  await writeFile(join(offered, '._client 10.pfx'), 'not offered')
  await writeFile(join(offered, 'damaged.pfx'), 'not a PFX')
  await writeFile(join(offered, 'empty.pfx'), '')
  await mkdir(join(offered, 'folder.pfx'))

  const files = new HeldFiles()
  const handlers = certificateHandlers({
    onListed: () => undefined,
    ...{ files, decoder, service: chosenService(service, () => null) },
    shell: {
      chooseTarget: () => Promise.resolve(undefined),
      environment: () => Promise.resolve({} as Environment),
    },
  })
  const { files: found, omitted } = await holdFolder(files, offered)
  expect(omitted).toBe(0)
  expect(found.map(({ name, held }) => [name, held.ok])).toEqual([
    ['client 9.P12', true],
    ['client 10.pfx', true],
    ['damaged.pfx', true],
    ['empty.pfx', false],
  ])
  const [second, first, damaged] = found.map(({ held }) => (held.ok ? held.value.fileId : ''))
  if (second === undefined || first === undefined || damaged === undefined) throw new Error('not held')

  await expect(handlers.inspect({ fileId: first, password: null })).rejects.toMatchObject({
    code: 'wrong-password',
  })
  await expect(handlers.inspect({ fileId: damaged, password: null })).rejects.toMatchObject({
    code: 'not-a-pfx',
  })
  const opened = await handlers.inspect({ fileId: first, password: orders.password })
  expect(opened.identities[0]?.leaf.commonName).toBe('orders')
  // Whoever looks again need not ask for the password again.
  expect(await handlers.inspect({ fileId: first, password: null })).toMatchObject({ fileId: first })
  await handlers.upload({ fileId: first, identity: 0 })
  await handlers.inspect({ fileId: second, password: stock.password })
  await handlers.upload({ fileId: second, identity: 0 })
  const kept = await service.certificates.list()
  expect(kept.map(({ commonName }) => commonName).sort()).toEqual(['orders', 'stock'])
})

test('of more files than are taken at once the first are taken, and a folder that is none is told', async () => {
  const { offered } = await inFolder()
  await writeFile(join(offered, 'one'), 'x')
  const more = offeredFilesMost + 3
  for (let n = 0; n < more; n++) await symlink(join(offered, 'one'), join(offered, `${String(n)}.pfx`))
  const { files, omitted } = await holdFolder(new HeldFiles(), offered)
  expect([files.length, omitted]).toEqual([offeredFilesMost, 3])
  expect(files.at(-1)).toMatchObject({ name: `${String(offeredFilesMost - 1)}.pfx`, held: { ok: true } })

  await rm(offered, { recursive: true })
  await expect(holdFolder(new HeldFiles(), offered)).rejects.toMatchObject({
    code: 'file-not-readable',
    details: { name: 'offered', reason: 'ENOENT' },
  })
})
