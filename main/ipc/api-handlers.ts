/** APIs, their security and their policies, as the window asks for them. */
import type { ApiDraft } from '../../preload/contract/apis.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import { readCertificateAuthorities } from '../certificates/certificate-authorities.ts'
import { derToPem } from '../certificates/pem.ts'
import { effectiveFor, reachOfAllApis } from '../management/effective-policy.ts'
import type { ApiProperties } from '../management/service.ts'
import type { ChosenService } from './chosen-service.ts'
import type { HeldFiles } from './held-files.ts'

export interface ApiHandlerParts {
  files: HeldFiles
  service: ChosenService
  now: () => Date
}

export function apiHandlers({ files, service, now }: ApiHandlerParts): Handlers['apis'] {
  return {
    list: () => service.apis.list(),
    create: (draft) => service.apis.create({ trust: null, ...properties(draft, files) }),
    update: ({ id, etag, draft }) => service.apis.update(id, etag, properties(draft, files)),
    remove: ({ id, etag }) => service.apis.delete(id, etag),
    undo: (undo) => service.workspace().apis.undo(undo),
    saveSecurity: async ({ id, policyEtag, choice }) => {
      const { reappliedOn } = await service.policies.setCredentials(id, choice, policyEtag)
      // The service answers after the gateway took the change: every call that begins from now on obeys it.
      const effectiveAt = now().toISOString()
      const api = await service.apis.get(id)
      return { api, effectiveAt, ...(reappliedOn === undefined ? {} : { reappliedOn }) }
    },
  }
}

export function policyHandlers({ service }: { service: ChosenService }): Handlers['policies'] {
  return {
    get: (scope) => service.policies.get(scope),
    save: ({ scope, etag, text }) => service.policies.put(scope, text, etag),
    remove: async ({ scope, etag }) => {
      await service.policies.delete(scope, etag)
      return service.policies.get(scope)
    },
    check: ({ scope, text }) => service.policies.check(scope, text),
    others: (apiId) => service.workspace().policies.others(apiId),
    edit: ({ scope, text, edit }) => service.policies.edit(scope, text, edit),
    effective: ({ scope, text }) => effectiveFor(service, scope, text),
    reach: () => reachOfAllApis(service),
  }
}

/** A draft as the service takes it: the held file of authorities becomes PEM. */
function properties(
  draft: ApiDraft,
  files: HeldFiles,
): Omit<ApiProperties, 'trust'> & Partial<ApiProperties> {
  const { trustFileId, ...rest } = draft
  if (trustFileId === undefined) return rest
  if (trustFileId === null) return { ...rest, trust: null }
  const { name, bytes } = files.get(trustFileId)
  const pem = readCertificateAuthorities(bytes)
    .map((der) => derToPem('CERTIFICATE', der))
    .join('')
  return { ...rest, trust: { name, pem } }
}
