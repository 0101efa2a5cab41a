/** `npm run test:soak -- --cycles 10000`: prints each sample and fails when something grew by more than 5 %. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { soak } from './soak.ts'
import type { SoakSample } from './soak.ts'

const { values } = parseArgs({ options: { cycles: { type: 'string', default: '10000' } } })
const world = mkdtempSync(join(tmpdir(), 'warifu-soak-'))
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`

const samples = await soak({
  ...{ world, cycles: Number(values.cycles), samples: 10 },
  onSample: ({ cycles, handles, heap, resident, database }) => {
    const told = [`heap ${mebibytes(heap)}`, `resident ${mebibytes(resident)}`]
    console.log(`${cycles} cycles: ${handles} handles, ${told.join(', ')}, database ${mebibytes(database)}`)
  },
})
rmSync(world, { recursive: true, force: true })

const tolerance = 1.05
const [first] = samples
const last = samples.at(-1)
if (first === undefined || last === undefined) throw new Error('too few cycles to measure')
const grown = (['handles', 'heap', 'resident', 'database'] as const satisfies (keyof SoakSample)[]).filter(
  (figure) => last[figure] > first[figure] * tolerance,
)
if (grown.length > 0) {
  console.log(`grew by more than 5 %: ${grown.join(', ')}`)
  process.exitCode = 1
} else {
  console.log(`${last.cycles} cycles: handles, memory and database flat within 5 %`)
}
