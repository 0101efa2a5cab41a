import type { BinnedCertificate } from '../../../preload/contract/certificates.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { fakeCertificate } from '../fake-facts.ts'
import type { CertificatesState } from './certificates.ts'
import { fails, failure, good } from './results.ts'
import type { World } from './world.ts'

export interface BinState {
  bin: BinnedCertificate[]
}

export const binState = (): BinState => ({ bin: [] })

export const fakeBin = ({ state, answer, emit }: World<BinState & CertificatesState>): Bridge['bin'] => ({
  list: () => answer('bin.list', () => good(state.bin)),
  restore: (id) =>
    answer('bin.restore', () => {
      const binned = state.bin.find((one) => one.id === id)
      if (!binned) return fails(failure('not-found', { what: 'certificate', id }))
      const certificate = fakeCertificate(0, binned)
      state.bin = state.bin.filter((one) => one.id !== id)
      state.certificates = [...state.certificates, certificate]
      emit('workspaceChanged', ['certificates'])
      return good(certificate)
    }),
  purge: (id) =>
    answer('bin.purge', () => {
      state.bin = state.bin.filter((one) => one.id !== id)
      emit('workspaceChanged', ['certificates'])
      return good(undefined)
    }),
  empty: () =>
    answer('bin.empty', () => {
      state.bin = []
      emit('workspaceChanged', ['certificates'])
      return good(undefined)
    }),
})
