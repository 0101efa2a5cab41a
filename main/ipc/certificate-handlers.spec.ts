import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Environment } from '../../preload/contract/preferences.ts'
import { createTemporaryWorkspace, makeUpload } from '../management/temporary-workspace.ts'
import { certificateHandlers } from './certificate-handlers.ts'
import { chosenService } from './chosen-service.ts'
import { HeldFiles } from './held-files.ts'

test('the list goes to the file that was chosen, in the order asked for, without those that are gone', async () => {
  const temporary = await createTemporaryWorkspace()
  onTestFinished(() => temporary.remove())
  const { service, folder, decoder } = temporary
  const orders = await service.certificates.create(await makeUpload('orders'))
  const stock = await service.certificates.create(await makeUpload('stock'))
  const chosen: { path: string | undefined; asked: string[] } = { path: join(folder, 'list.json'), asked: [] }
  const preferences = { language: 'ja', theme: 'dark', gatewayPort: 8400, expiryThresholds: [30] } as const
  const shell = {
    chooseTarget: (purpose: string, name: string) => {
      chosen.asked.push(`${purpose} ${name.replace(/\d{4}-\d\d-\d\d/, 'DATE')}`)
      return Promise.resolve(chosen.path)
    },
    environment: () => Promise.resolve({ language: 'ja', preferences } as unknown as Environment),
  }
  const handlers = certificateHandlers({
    ...{ files: new HeldFiles(), decoder, shell },
    ...{ service: chosenService(service, () => null), onListed: () => undefined },
  })

  const ids = [stock.id, 'gone', orders.id]
  expect(await handlers.export({ format: 'json', ids })).toBe('list.json')
  const written = JSON.parse(await readFile(chosen.path ?? '', 'utf8')) as { commonName: string }[]
  expect(written.map(({ commonName }) => commonName)).toEqual(['stock', 'orders'])

  chosen.path = undefined
  expect(await handlers.export({ format: 'ics', ids })).toBeNull()
  expect(chosen.asked).toEqual([
    'list-json warifu-certificates-DATE.json',
    'list-ics warifu-certificates-DATE.ics',
  ])
})
