import type { Bridge } from '../../../preload/contract/bridge.ts'
import type { SampleStatus } from '../../../preload/contract/sample.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface SampleState {
  sample: SampleStatus
}

const noSample: SampleStatus = { installed: false, folder: null, serviceUrl: null, apiId: null, files: [] }

const installedSample: SampleStatus = {
  installed: true,
  folder: '/home/admin/.config/Warifu/sample',
  serviceUrl: 'https://localhost:49213',
  apiId: 'api-sample',
  files: [
    { kind: 'rsa', fileName: 'sample-rsa.pfx', password: 'warifu-sample' },
    { kind: 'ec', fileName: 'sample-ec.pfx', password: '割符' },
    { kind: 'expired', fileName: 'sample-expired.pfx', password: 'warifu-sample' },
    { kind: 'untrusted', fileName: 'sample-untrusted.pfx', password: 'warifu-sample' },
  ],
}

export const sampleState = (): SampleState => ({ sample: noSample })

export const fakeSample = ({ state, answer, emit }: World<SampleState>): Bridge['sample'] => ({
  status: () => answer('sample.status', () => good(state.sample)),
  install: () =>
    answer('sample.install', () => {
      state.sample = installedSample
      emit('workspaceChanged', ['sample', 'apis'])
      return good(state.sample)
    }),
  remove: () =>
    answer('sample.remove', () => {
      state.sample = noSample
      emit('workspaceChanged', ['sample', 'apis', 'certificates'])
      return good(state.sample)
    }),
  holdFile: (fileName) =>
    answer('sample.holdFile', () => good({ fileId: `file-${fileName}`, name: fileName, size: 2_512 })),
  openFolder: () => answer('sample.openFolder', () => good(undefined)),
})
