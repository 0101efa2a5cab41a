/** `npm run test:full-disk`: every act on a disk with less and less room; prints its counts. */
import { fullDiskHindrance, fullDiskTest } from './full-disk.ts'

const hindrance = fullDiskHindrance()
if (hindrance !== null) {
  console.log(`not run: ${hindrance}`)
} else {
  const { attempts, done, refused } = await fullDiskTest()
  console.log(
    `${attempts} attempts with 0 to 160 KiB left: ${done} done, ${refused} refused with "disk-full", 0 half done, 0 lost`,
  )
}
