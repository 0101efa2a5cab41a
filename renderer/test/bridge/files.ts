import type { IdentityFacts } from '../../../preload/contract/certificates.ts'
import type { HeldFile } from '../../../preload/contract/files.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { fakeFacts, issuingAuthority, rootAuthority } from '../fake-facts.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface FilesState {
  /** What `files.choose` answers next; null is a closed dialog. */
  chosen: HeldFile | null
  /** What opens any file. */
  password: string
  /** What is in any file. */
  identities: IdentityFacts[]
  released: string[]
}

export const filesState = (): FilesState => ({
  chosen: { fileId: 'file-1', name: 'orders-client.pfx', size: 3_412 },
  password: 'correct',
  identities: [
    {
      leaf: fakeFacts(21, { commonName: 'orders-client' }),
      chain: [issuingAuthority, rootAuthority],
      findings: [],
    },
  ],
  released: [],
})

export const fakeFiles = ({ state, answer }: World<FilesState>): Pick<Bridge, 'files' | 'dropFile'> => ({
  files: {
    choose: () => answer('files.choose', () => good(state.chosen)),
    release: (fileId) => answer('files.release', () => good(void state.released.push(fileId))),
  },
  dropFile: (file) =>
    answer('dropFile', () => good({ fileId: `file-${file.name}`, name: file.name, size: file.size })),
})
