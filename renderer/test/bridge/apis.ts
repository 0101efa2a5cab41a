import type { Api } from '../../../preload/contract/apis.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { CertificatesState } from './certificates.ts'
import { apiScope } from '../../../preload/contract/policies.ts'
import { policyOf, type PoliciesState } from './policies.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface ApisState {
  apis: Api[]
  /** By what brings each back. */
  removedApis: Record<string, Api>
}

export const apisState = (): ApisState => ({ apis: [], removedApis: {} })

export const fakeApis = ({
  state,
  answer,
  emit,
}: World<ApisState & CertificatesState & PoliciesState>): Bridge['apis'] => ({
  list: () => answer('apis.list', () => good(state.apis)),
  create: (draft) =>
    answer('apis.create', () => {
      const api: Api = {
        id: `api-${draft.path}`,
        etag: '1',
        displayName: draft.displayName,
        path: draft.path,
        serviceUrl: draft.serviceUrl,
        trust: { kind: 'system' },
        credentials: { kind: 'none' },
      }
      state.apis = [...state.apis, api]
      emit('workspaceChanged', ['apis'])
      return good(api)
    }),
  update: ({ id, draft }) =>
    answer('apis.update', () => {
      const before = state.apis.find((api) => api.id === id)
      if (!before) return fails(failure('not-found', { what: 'api', id }))
      const { displayName, path, serviceUrl, gateway = before.gateway } = draft
      const etag = `${before.etag}+`
      const api: Api = { ...before, etag, displayName, path, serviceUrl, ...(gateway && { gateway }) }
      state.apis = state.apis.map((one) => (one.id === id ? api : one))
      emit('workspaceChanged', ['apis'])
      return good(api)
    }),
  remove: ({ id }) =>
    answer('apis.remove', () => {
      const removed = state.apis.find((api) => api.id === id)
      if (removed) state.removedApis = { ...state.removedApis, [`undo-${id}`]: removed }
      state.apis = state.apis.filter((api) => api.id !== id)
      emit('workspaceChanged', ['apis', 'certificates'])
      return good({ undo: `undo-${id}` })
    }),
  undo: (undo) =>
    answer('apis.undo', () => {
      const removed = state.removedApis[undo]
      if (!removed) return fails(failure('changed-meanwhile', {}))
      state.apis = [...state.apis, removed]
      emit('workspaceChanged', ['apis', 'certificates'])
      return good(removed)
    }),
  saveSecurity: ({ id, choice }) =>
    answer('apis.saveSecurity', () => {
      const before = state.apis.find((api) => api.id === id)
      if (!before) return fails(failure('not-found', { what: 'api', id }))
      const certificate =
        choice.kind === 'mutual'
          ? state.certificates.find((one) => one.id === choice.certificateId)
          : undefined
      const credentials: Api['credentials'] =
        choice.kind === 'mutual'
          ? {
              kind: 'mutual',
              reference: { by: 'thumbprint', value: certificate?.thumbprint ?? '' },
              certificateId: choice.certificateId,
            }
          : choice.kind === 'basic'
            ? { kind: 'basic', username: choice.username }
            : { kind: 'none' }
      const api: Api = { ...before, credentials }
      state.apis = state.apis.map((one) => (one.id === id ? api : one))
      const policy = policyOf(state, apiScope(id))
      state.policies[id] = { ...policy, etag: `${policy.etag ?? ''}+`, credentials }
      emit('workspaceChanged', ['apis', 'certificates', 'policies'])
      return good({ api, effectiveAt: new Date().toISOString() })
    }),
})
