import type { EmbeddedService } from '../service.ts'
import type { ModelAct } from './model.ts'
import type { Uploads } from './world.ts'

/** Does through the service what the model calls by names. */
export const performAct = async (
  service: EmbeddedService,
  uploads: Uploads,
  act: ModelAct,
): Promise<void> => {
  const certificateId = async (name: string) =>
    (await service.certificates.list()).find(({ commonName }) => commonName === name)?.id ?? ''
  const idInBin = async (name: string) =>
    (await service.bin.list()).find(({ commonName }) => commonName === name)?.id ?? ''
  const apiId = async (path: string) => (await service.apis.list()).find((api) => api.path === path)?.id ?? ''
  const uploadOf = (name: string) => {
    const upload = uploads.get(name)
    if (upload === undefined) throw new Error(`no such upload: ${name}`)
    return upload
  }
  switch (act.act) {
    case 'upload':
      await service.certificates.create(uploadOf(act.name))
      return
    case 'delete':
      await service.certificates.delete(await certificateId(act.name), '*')
      return
    case 'restore':
      await service.bin.restore(await idInBin(act.name))
      return
    case 'purge':
      await service.bin.purge(await idInBin(act.name))
      return
    case 'replace':
      await service.certificates.replace(await certificateId(act.old), '*', uploadOf(act.name))
      return
    case 'roll-back':
      await service.certificates.rollBack(await certificateId(act.name), '*')
      return
    case 'add-api':
      await service.apis.create({
        ...{ displayName: act.path, path: act.path, serviceUrl: 'https://localhost', trust: null },
      })
      return
    case 'remove-api':
      await service.apis.delete(await apiId(act.path), '*')
      return
    case 'present': {
      const { presented } = act
      const choice =
        presented.kind === 'mutual'
          ? { kind: 'mutual' as const, certificateId: await certificateId(presented.name) }
          : presented.kind === 'basic'
            ? { ...presented, username: 'user' }
            : presented
      await service.policies.setCredentials(await apiId(act.path), choice, '*')
    }
  }
}
