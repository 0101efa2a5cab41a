/** Which connections there are: names and places, never a token. A file that cannot be read counts as none. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Connection } from '../../preload/contract/connections.ts'
import { connectionAccess, servicePlace } from '../../preload/contract/connection-schemas.ts'
import { writeOwnFile } from './own-file.ts'

const kept = z.object({
  id: z.string(),
  name: z.string(),
  access: connectionAccess,
  place: servicePlace,
  /** Finds the account among the sign-ins that are kept; null: signed out. */
  accountId: z.string().nullable(),
  username: z.string().nullable(),
})

export type KeptConnection = Connection & Pick<z.infer<typeof kept>, 'accountId' | 'username'>

export interface ConnectionList {
  all(): readonly KeptConnection[]
  save(connections: readonly KeptConnection[]): Promise<void>
}

export const createConnectionList = (file: string): ConnectionList => {
  let connections = read(file)
  return {
    all: () => connections,
    save: async (changed) => {
      await writeOwnFile(file, JSON.stringify(changed, null, 2))
      connections = changed
    },
  }
}

const read = (file: string): readonly KeptConnection[] => {
  try {
    return z.array(kept).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}
