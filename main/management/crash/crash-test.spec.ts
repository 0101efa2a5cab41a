import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { crashTest } from './crash-test.ts'

it.each([
  ['a disk of this computer', null, 50],
  ['a network share', 'nfs4', 50],
])(
  'nothing acknowledged is lost and nothing is left half done on %s, with share %s, by %i kills',
  async (_, share, kills) => {
    const world = mkdtempSync(join(tmpdir(), 'warifu-crash-'))
    try {
      const counts = await crashTest({ world, kills, seed: 1, share })
      expect(counts.kills).toBe(kills)
      // A run in which nothing was interrupted would prove nothing; about one kill in ten leaves an act to undo.
      expect(counts.foundUndone + counts.foundDone).toBeGreaterThan(kills / 4)
      expect(counts.undone).toBeGreaterThan(0)
    } finally {
      rmSync(world, { recursive: true, force: true })
    }
  },
  300_000,
)
