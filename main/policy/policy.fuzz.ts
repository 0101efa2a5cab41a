/** `npm run fuzz:policy -- [--runs N] [--seed S]`: every property on N generated texts, the same for the same seed. */
import { parseArgs } from 'node:util'
import {
  addThenRemove,
  changeOneField,
  garbageIsTaken,
  setOverOthers,
  setThenUnset,
} from './fuzz-properties.ts'
import { Random } from './random-policy.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
const started = performance.now()
for (const property of [setThenUnset, setOverOthers, addThenRemove, changeOneField, garbageIsTaken]) {
  let slowest = 0
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now()
    try {
      property(new Random(seed + run))
    } catch (error) {
      console.error(`${property.name} failed; repeat with --runs 1 --seed ${seed + run}`)
      throw error
    }
    slowest = Math.max(slowest, performance.now() - begun)
  }
  console.log(`${property.name}: ${runs} runs passed, the slowest in ${slowest.toFixed(1)} ms`)
}
console.log(`seed ${seed}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
