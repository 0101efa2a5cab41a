import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { grown, soak } from './soak.ts'

it('60 cycles with real calls leave handles and database as they were', async () => {
  const world = mkdtempSync(join(tmpdir(), 'warifu-soak-'))
  try {
    const samples = await soak({ world, cycles: 60, samples: 6 })
    expect(samples).toHaveLength(6)
    // Memory settles after some 600 cycles only: `npm run test:soak` judges it, over 10,000.
    expect(grown(samples).filter((figure) => figure === 'handles' || figure === 'database')).toEqual([])
  } finally {
    rmSync(world, { recursive: true, force: true })
  }
}, 120_000)

it('a figure that grew by more than 5 % is named', () => {
  const first = { cycles: 10, handles: 40, heap: 1_000, resident: 9_000, database: 500 }
  const last = { cycles: 90, handles: 43, heap: 1_050, resident: 9_000, database: 100 }
  expect(grown([first, last])).toEqual(['handles'])
  expect(() => grown([first])).toThrow('too few cycles')
})
