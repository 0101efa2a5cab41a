import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { crashTest } from './crash-test.ts'

it('nothing acknowledged is lost and nothing is left half done by kills on a disk and on a network share', async () => {
  let undone = 0
  for (const [share, kills] of [
    [null, 35],
    ['nfs4', 25],
  ] as const) {
    const world = mkdtempSync(join(tmpdir(), 'warifu-crash-'))
    try {
      const counts = await crashTest({ world, kills, seed: 1, share })
      expect(counts.kills).toBe(kills)
      // A run in which nothing was interrupted would prove nothing.
      expect(counts.foundUndone + counts.foundDone).toBeGreaterThan(kills / 4)
      undone += counts.undone
    } finally {
      rmSync(world, { recursive: true, force: true })
    }
  }
  // About one kill in ten leaves an act to undo.
  expect(undone).toBeGreaterThan(0)
}, 300_000)
