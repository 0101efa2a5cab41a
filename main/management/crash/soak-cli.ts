/**
 * `npm run test:soak -- --cycles 10000`: prints each sample and its judgement; ends with 1 when something grew by
 * more than 5 %.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { grown, soak } from './soak.ts'

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '10000' } } })
const cycles = Number(values.cycles)
const world = mkdtempSync(join(tmpdir(), 'warifu-soak-'))
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`

const begun = performance.now()
try {
  const samples = await soak({
    ...{ world, cycles, samples: 10 },
    onSample: ({ cycles: done, handles, heap, resident, database }) => {
      const told = [`heap ${mebibytes(heap)}`, `resident ${mebibytes(resident)}`]
      console.log(`${done} cycles: ${handles} handles, ${told.join(', ')}, database ${database / 1024} KiB`)
    },
  })
  const seconds = Math.round((performance.now() - begun) / 1_000)
  const figures = grown(samples)
  console.log(
    figures.length > 0
      ? `${cycles} cycles in ${seconds} s: grew by more than 5 %: ${figures.join(', ')}`
      : `${cycles} cycles in ${seconds} s, each with a call that its back end authenticated: ` +
          'handles, memory and database flat within 5 %',
  )
  process.exitCode = figures.length > 0 ? 1 : 0
} finally {
  rmSync(world, { recursive: true, force: true })
}
