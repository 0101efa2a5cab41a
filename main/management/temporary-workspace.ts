/** For specs: a workspace in a temporary folder with what its service needs, and certificates to put in it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Door } from '../../preload/contract/activity.ts'
import type { ManagedPolicy } from '../../preload/contract/managed-policy.ts'
import { issueCertificate } from '../certificates/issue-certificate.ts'
import { writePfx } from '../certificates/pfx-writer.ts'
import { sharedDecoder } from '../certificates/testing/shared-decoder.ts'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import { Workspace } from '../workspace/workspace.ts'
import type { WorkspaceOptions, WorkspaceTopic } from '../workspace/workspace.ts'
import { createEmbeddedService } from './embedded-service.ts'
import type { CertificateUpload } from './service.ts'

export const createTemporaryWorkspace = async (
  options: Partial<WorkspaceOptions> = {},
  policy: ManagedPolicy = {},
) => {
  const decoder = sharedDecoder()
  const folder = mkdtempSync(join(tmpdir(), 'warifu-service-'))
  const secrets = createMemorySecretStore()
  const open = () => Workspace.open({ dataFolder: folder, secretsFor: () => secrets, ...options })
  const parts = { workspace: await open() }
  const told: (readonly WorkspaceTopic[])[] = []

  const serviceBy = (door: Door) =>
    createEmbeddedService(parts.workspace, {
      ...{ decoder, door, policy },
      onChange: (topics) => {
        told.push(topics)
        return Promise.resolve()
      },
    })

  return {
    folder,
    secrets,
    decoder,
    /** The topics of each change, in order. */
    told,
    service: serviceBy('window'),
    serviceBy,
    workspace: () => parts.workspace,
    /** Closes the workspace, opens it again, and answers with a service over it. */
    reopen: async () => {
      await parts.workspace.close()
      parts.workspace = await open()
      return serviceBy('window')
    },
    remove: async () => {
      await parts.workspace.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type TemporaryWorkspace = Awaited<ReturnType<typeof createTemporaryWorkspace>>

/** A self-signed certificate as an upload. */
export const makeUpload = async (
  commonName: string,
  { password = 'secret', notAfter }: { password?: string; notAfter?: Date } = {},
): Promise<CertificateUpload> => {
  const { certificateDer, privateKey } = await issueCertificate({
    subject: { commonName },
    extendedKeyUsage: ['clientAuth'],
    ...(notAfter === undefined ? {} : { notAfter }),
  })
  const pfx = writePfx({ privateKey, certificates: [certificateDer], password })
  return { pfx, password, identity: 0, fileName: `${commonName}.pfx` }
}

export const ordersApi = {
  displayName: 'Orders',
  path: 'orders',
  serviceUrl: 'https://localhost:8443',
  trust: null,
}
