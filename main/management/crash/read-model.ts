/** Reads a workspace back as the model has it, and proves on the way that everything in it can be used. */
import type { StoredCertificate } from '../../workspace/certificates-table.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { unsealPfx } from '../../workspace/identities.ts'
import { readCredentials } from '../../policy/credentials.ts'
import type { Model, ModelCertificate, Presented } from './model.ts'
import type { Uploads } from './world.ts'

const nameOf = (workspace: Workspace, id: string): string =>
  workspace.certificates.get(id)?.facts.commonName ?? 'unknown certificate'

/** Throws when a certificate does not open to the very file and password that were uploaded. */
const requireIntact = async (workspace: Workspace, id: string, uploads: Uploads): Promise<void> => {
  const name = nameOf(workspace, id)
  const { pfx, password } = await unsealPfx(workspace, id)
  const upload = uploads.get(name)
  if (upload?.password !== password || !pfx.equals(upload.pfx)) throw new Error(`${name} is not what it was`)
}

const presentedBy = async (workspace: Workspace, apiId: string): Promise<Presented> => {
  const named = workspace.certificates.list().map(({ id, facts }) => ({ id, thumbprint: facts.thumbprint }))
  const credentials = readCredentials(workspace.policies.get({ kind: 'api', apiId })?.text ?? '', named)
  switch (credentials.kind) {
    case 'none':
      return { kind: 'none' }
    case 'mutual':
      return { kind: 'mutual', name: nameOf(workspace, credentials.certificateId ?? '') }
    case 'basic': {
      const account = workspace.apis.get(apiId)?.basicAccount ?? ''
      return { kind: 'basic', password: (await workspace.secrets.get(account)) ?? 'missing' }
    }
    case 'other':
      throw new Error(`a policy that was never written: ${credentials.reason}`)
  }
}

export const readModel = async (workspace: Workspace, uploads: Uploads): Promise<Model> => {
  const apis: Record<string, Presented> = {}
  const paths = new Map<string, string>()
  for (const { id, path } of workspace.apis.list()) {
    apis[path] = await presentedBy(workspace, id)
    paths.set(id, path)
  }
  const read = async (stored: readonly StoredCertificate[]): Promise<Record<string, ModelCertificate>> => {
    const certificates: Record<string, ModelCertificate> = {}
    for (const { id, facts, replaced } of stored) {
      await requireIntact(workspace, id, uploads)
      certificates[facts.commonName] = {
        replacedBy: replaced === null ? null : nameOf(workspace, replaced.by),
        replacedAt: (replaced?.apiIds ?? []).flatMap((apiId) => paths.get(apiId) ?? []).sort(),
      }
    }
    return certificates
  }
  const { certificates } = workspace
  return { certificates: await read(certificates.list()), bin: await read(certificates.bin()), apis }
}
