import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { crashTest } from './crash-test.ts'

it('nothing acknowledged is lost and nothing is left half done by 50 kills', async () => {
  const world = mkdtempSync(join(tmpdir(), 'warifu-crash-'))
  try {
    const counts = await crashTest({ world, kills: 50, seed: 1 })
    expect(counts.kills).toBe(50)
    // A run in which nothing was interrupted would prove nothing.
    expect(counts.foundUndone + counts.foundDone).toBeGreaterThan(20)
    expect(counts.undone).toBeGreaterThan(0)
  } finally {
    rmSync(world, { recursive: true, force: true })
  }
}, 300_000)
