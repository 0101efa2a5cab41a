/**
 * `npm run fuzz:pfx -- [--runs N] [--seed S]`: damages the corpus' files (or a few of our own where it is not there)
 * and has the decoder read them. Ends with exit 1 and the seed of the file for an outcome without a name, a time
 * beyond the deadline, or memory that grows.
 */
import { parseArgs } from 'node:util'
import { reportOn, type Report } from './script-report.ts'
import { corpusEntries, readCorpusFile } from './testing/corpus.ts'
import { fuzz } from './testing/fuzz-run.ts'
import { generatedSeedFiles } from './testing/seed-files.ts'

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const runs = Number(values.runs)
const seed = Number(values.seed)
const deadlineMs = 20_000

/** Damage is the same whatever a derivation costs, so the costly files stay out. */
const maximumIterations = 20_000

const isCheap = ({ encryption }: Report): boolean =>
  [encryption?.mac, ...(encryption?.schemes ?? [])].every(
    (part) => (part?.iterations ?? 0) <= maximumIterations,
  )

const fromCorpus = corpusEntries()
  .filter(({ expect }) => expect === 'ok')
  .map((entry) => ({ name: entry.file, bytes: readCorpusFile(entry), password: entry.password }))
  .filter(({ name, bytes, password }) => isCheap(reportOn(name, bytes, password)))
// Generated files have new keys in every run: with the corpus a seed says everything.
const files = fromCorpus.length ? fromCorpus : await generatedSeedFiles()

/** What is in use after a collection: the collector's own reserve grows and shrinks as it likes. */
const megabytes = (): number => {
  globalThis.gc?.()
  const { rss, heapTotal, heapUsed } = process.memoryUsage()
  return Math.round((rss - heapTotal + heapUsed) / 1_048_576)
}

const tenth = Math.max(1, Math.floor(runs / 10))
let memoryAtHalf = 0
console.log(`${runs} runs over ${files.length} files, seed ${seed}`)
const started = performance.now()
const { outcomes, slowest } = fuzz(files, runs, seed, (run) => {
  if (run % tenth !== 0) return
  if (run === 5 * tenth) memoryAtHalf = megabytes()
  console.log(`${run} runs, ${Math.round((performance.now() - started) / 1000)} s, ${megabytes()} MB`)
})
for (const [outcome, count] of [...outcomes].sort((a, b) => b[1] - a[1])) {
  console.log(`${String(count).padStart(8)}  ${outcome}`)
}
const growth = megabytes() - memoryAtHalf
console.log(
  `slowest file ${Math.round(slowest)} ms, memory ${growth >= 0 ? '+' : ''}${growth} MB in the second half`,
)
// A leak of a kilobyte per file would show as 50 MB in 50,000 files.
process.exitCode = slowest > deadlineMs || growth > 15 ? 1 : 0
