import { describe, expect, it } from 'vitest'
import { fullDiskHindrance, fullDiskTest } from './full-disk.ts'

const hindrance = fullDiskHindrance()

describe.skipIf(hindrance !== null)(
  `a full disk${hindrance === null ? '' : ` (skipped: ${hindrance})`}`,
  () => {
    it('at any size refuses an act wholly or lets it be done wholly, and loses nothing', async () => {
      const { attempts, done, refused } = await fullDiskTest()
      expect(done + refused).toBe(attempts)
      expect(done).toBeGreaterThan(50)
      expect(refused).toBeGreaterThan(10)
    }, 240_000)
  },
)
