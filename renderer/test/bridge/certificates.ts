import type { Certificate, PfxInspection } from '../../../preload/contract/certificates.ts'
import { packCertificates } from '../../../preload/contract/packed.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { fakeCertificate } from '../fake-facts.ts'
import { contentsOf } from './files.ts'
import type { FilesState } from './files.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface CertificatesState {
  certificates: Certificate[]
}

export const certificatesState = (): CertificatesState => ({ certificates: [] })

/** What is in any held file. */
const inspected = (state: FilesState, fileId: string): PfxInspection => ({
  fileId,
  name: state.chosen?.name ?? 'client.pfx',
  identities: contentsOf(state, fileId).identities,
  otherCertificates: [],
  encryption: {
    mac: { algorithm: 'SHA-256', iterations: 2_048 },
    schemes: [{ algorithm: 'PBES2 AES-256-CBC hmacWithSHA256', iterations: 2_048 }],
  },
})

export const fakeCertificates = ({
  state,
  answer,
  emit,
}: World<CertificatesState & FilesState>): Bridge['certificates'] => ({
  list: () => answer('certificates.list', () => good(packCertificates(state.certificates))),
  inspect: ({ fileId, password }) =>
    answer('certificates.inspect', () =>
      (password ?? '') === contentsOf(state, fileId).password
        ? good(inspected(state, fileId))
        : fails(failure('wrong-password', {})),
    ),
  upload: ({ fileId, identity }) =>
    answer('certificates.upload', () => {
      const chosen = contentsOf(state, fileId).identities[identity]
      if (!chosen) return fails(failure('request-invalid', { field: 'identity' }))
      const certificate = fakeCertificate(0, {
        ...chosen.leaf,
        chain: chosen.chain,
        findings: chosen.findings,
        id: `certificate-${chosen.leaf.thumbprint}`,
        uploadedAt: new Date().toISOString(),
      })
      state.certificates = [...state.certificates, certificate]
      emit('workspaceChanged', ['certificates'])
      return good(certificate)
    }),
  replace: ({ id, fileId, identity }) =>
    answer('certificates.replace', () => {
      const old = state.certificates.find((one) => one.id === id)
      const chosen = contentsOf(state, fileId).identities[identity]
      if (!old || !chosen) return fails(failure('not-found', { what: 'certificate', id }))
      const certificate = fakeCertificate(0, {
        ...chosen.leaf,
        chain: chosen.chain,
        id: `certificate-${chosen.leaf.thumbprint}`,
        usedBy: old.usedBy,
      })
      const replacedBy = { certificateId: certificate.id, at: new Date().toISOString() }
      const kept = state.certificates.map((one) => (one.id === id ? { ...one, usedBy: [], replacedBy } : one))
      state.certificates = [...kept, certificate]
      emit('workspaceChanged', ['certificates', 'apis', 'policies'])
      return good(certificate)
    }),
  makePfx: () =>
    answer('certificates.makePfx', () => good({ fileId: 'file-made', name: 'made.pfx', size: 2_980 })),
  rollBack: ({ id }) =>
    answer('certificates.rollBack', () => {
      const old = state.certificates.find((one) => one.id === id)
      const current = state.certificates.find((one) => one.id === old?.replacedBy?.certificateId)
      if (!old || !current) return fails(failure('not-found', { what: 'certificate', id }))
      const back: Certificate = { ...old, usedBy: current.usedBy }
      delete back.replacedBy
      state.certificates = state.certificates.map((one) =>
        one.id === id ? back : one.id === current.id ? { ...one, usedBy: [] } : one,
      )
      emit('workspaceChanged', ['certificates', 'apis', 'policies'])
      return good(back)
    }),
  remove: ({ id }) =>
    answer('certificates.remove', () => {
      const used = state.certificates.find((one) => one.id === id)?.usedBy ?? []
      if (used.length > 0) return fails(failure('certificate-in-use', { apis: used }))
      state.certificates = state.certificates.filter((one) => one.id !== id)
      emit('workspaceChanged', ['certificates'])
      return good(undefined)
    }),
  cancel: () => answer('certificates.cancel', () => good(undefined)),
  export: ({ format }) => answer('certificates.export', () => good(`certificates.${format}`)),
})
