import { expect, it } from 'vitest'
import { fuzz } from './testing/fuzz-run.ts'
import { generatedSeedFiles } from './testing/seed-files.ts'

it('ends in an outcome of the closed list for 3,000 damaged files', async () => {
  const { outcomes, slowest } = fuzz(await generatedSeedFiles(), 3000, 20_261_123)
  expect([...outcomes.values()].reduce((sum, count) => sum + count, 0)).toBe(3000)
  expect(outcomes.size).toBeGreaterThan(5)
  expect(slowest).toBeLessThan(20_000)
})
