import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { createMemorySecretStore } from '../secrets/memory-secret-store.ts'
import { databaseFile } from './database-file.ts'
import { migrations, supportedVersion } from './schema.ts'
import { Workspace } from './workspace.ts'

/** A file as the program of that version left it, with one API and its policy. */
const writeOlder = (folder: string, version: number): void => {
  const db = new DatabaseSync(databaseFile(folder))
  for (const step of migrations.slice(0, version)) db.exec(step)
  db.exec(`UPDATE workspace SET schema_version = ${version}; PRAGMA user_version = ${version}`)
  db.exec(
    "INSERT INTO api (id, etag, display_name, path, service_url) VALUES ('a', 'e', 'A', 'a', 'https://localhost')",
  )
  db.exec("INSERT INTO policy (api_id, etag, text) VALUES ('a', 'e', '<policies />')")
  db.close()
}

it.each([...Array(supportedVersion - 1).keys()].map((index) => index + 1))(
  'a workspace of schema version %i is migrated with everything in it',
  async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'warifu-older-'))
    writeOlder(folder, version)
    const secrets = createMemorySecretStore()
    const workspace = await Workspace.open({ dataFolder: folder, secretsFor: () => secrets })
    try {
      expect(workspace.repairs).toEqual([])
      expect(workspace.apis.list()).toMatchObject([{ id: 'a', displayName: 'A' }])
      expect(workspace.policies.list()).toMatchObject([
        { scope: { kind: 'api', apiId: 'a' }, text: '<policies />' },
      ])
    } finally {
      await workspace.close()
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
