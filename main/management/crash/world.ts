/** The world of the crash test: a folder, its keychain, and the certificates that come and go in it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runTask } from '../../certificates/decoder-tasks.ts'
import type { OpenedIdentity, PfxFacts } from '../../certificates/decoder-protocol.ts'
import type { Decoder } from '../../certificates/decoder-host.ts'
import { issueCertificate } from '../../certificates/issue-certificate.ts'
import { writePfx } from '../../certificates/pfx-writer.ts'
import { Workspace } from '../../workspace/workspace.ts'
import type { WorkspaceOptions } from '../../workspace/workspace.ts'
import type { CertificateUpload } from '../service.ts'
import { createFolderSecretStore } from './folder-secret-store.ts'

/** The decoder's work in this very process: the crash test is about what is kept, and must be quick. */
export const directDecoder: Pick<Decoder, 'inspect' | 'open' | 'makePfx'> = {
  inspect: (bytes, password) =>
    Promise.resolve(runTask({ id: 0, task: 'inspect', request: { bytes, password } }) as PfxFacts),
  open: (bytes, password) =>
    Promise.resolve(runTask({ id: 0, task: 'open', request: { bytes, password } }) as OpenedIdentity[]),
  makePfx: (request) => Promise.resolve(runTask({ id: 0, task: 'makePfx', request }) as Uint8Array),
}

export const secretsFolder = (world: string): string => join(world, 'keychain')
export const dataFolder = (world: string): string => join(world, 'data')

export const openWorld = (world: string, options: Partial<WorkspaceOptions> = {}): Promise<Workspace> =>
  Workspace.open({
    dataFolder: dataFolder(world),
    secretsFor: () => createFolderSecretStore(secretsFolder(world)),
    binDays: 30,
    ...options,
  })

const uploadsFile = (world: string): string => join(world, 'uploads.json')

/** Certificates `c0`, `c1`, …, each with a password of its own. */
export const issueUploads = async (world: string, count: number): Promise<void> => {
  const uploads: Record<string, { pfx: string; password: string }> = {}
  for (let number = 0; number < count; number++) {
    const commonName = `c${number}`
    const { certificateDer, privateKey } = await issueCertificate({ subject: { commonName } })
    const password = `password of ${commonName}`
    const pfx = writePfx({ privateKey, certificates: [certificateDer], password })
    uploads[commonName] = { pfx: pfx.toString('base64'), password }
  }
  writeFileSync(uploadsFile(world), JSON.stringify(uploads))
}

export type Uploads = ReadonlyMap<string, CertificateUpload>

export const readUploads = (world: string): Uploads => {
  const stored = JSON.parse(readFileSync(uploadsFile(world), 'utf8')) as Record<
    string,
    { pfx: string; password: string }
  >
  return new Map(
    Object.entries(stored).map(([name, { pfx, password }]) => [
      name,
      { pfx: Buffer.from(pfx, 'base64'), password, identity: 0 },
    ]),
  )
}
