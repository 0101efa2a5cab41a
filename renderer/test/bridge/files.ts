import type { IdentityFacts } from '../../../preload/contract/certificates.ts'
import type { HeldFile, OfferedFiles } from '../../../preload/contract/files.ts'
import type { Bridge } from '../../../preload/contract/bridge.ts'
import { fakeFacts, issuingAuthority, rootAuthority } from '../fake-facts.ts'
import { good } from './results.ts'
import type { World } from './world.ts'

export interface FilesState {
  /** What `files.choose` answers next; null is a closed dialog. */
  chosen: HeldFile | null
  /** What `files.chooseSeveral` and `dropFolder` answer next; without it, `chosen` alone. */
  several: OfferedFiles | null
  /** Files that are not like the others, by their ids. */
  contents: Record<string, { password: string; identities: IdentityFacts[] }>
  /** What opens any file. */
  password: string
  /** What is in any file. */
  identities: IdentityFacts[]
  released: string[]
}

export const filesState = (): FilesState => ({
  chosen: { fileId: 'file-1', name: 'orders-client.pfx', size: 3_412 },
  several: null,
  contents: {},
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

/** What is in a held file, and what opens it. */
export const contentsOf = (state: FilesState, fileId: string): FilesState['contents'][string] =>
  state.contents[fileId] ?? state

const offered = ({ several, chosen }: FilesState): OfferedFiles | null =>
  several ?? (chosen && { files: [{ name: chosen.name, held: good(chosen) }], omitted: 0 })

export const fakeFiles = ({
  state,
  answer,
}: World<FilesState>): Pick<Bridge, 'files' | 'dropFile' | 'dropFolder'> => ({
  files: {
    choose: () => answer('files.choose', () => good(state.chosen)),
    chooseSeveral: () => answer('files.chooseSeveral', () => good(offered(state))),
    release: (fileId) => answer('files.release', () => good(void state.released.push(fileId))),
  },
  dropFile: (file) =>
    answer('dropFile', () => good({ fileId: `file-${file.name}`, name: file.name, size: file.size })),
  dropFolder: () => answer('dropFolder', () => good(offered(state) ?? { files: [], omitted: 0 })),
})
