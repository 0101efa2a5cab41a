/**
 * `npm run bench:ui`: how quick the built program is with real certificates in a real workspace, through the real
 * main process and bridge, on Electron where its binary is, else on the stand-in. Prints a table and ends with 1 when
 * a limit is not kept. A run of all parts writes docs/benchmarks-ui.md.
 *
 * `-- start`, `-- list`, `-- map` or `-- idle` measures only that; `--short` takes fewer rounds; `--idle-minutes 60`
 * watches the idle program for an hour instead of three minutes.
 */
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { isWithin, markdown, table, type Figure } from './figures.ts'
import { electronBinary } from '../fixtures/electron-binary.ts'
import { measureIdle } from './idle.ts'
import { measureList } from './list.ts'
import { measureMap } from './map.ts'
import { measureStart } from './start.ts'

const { values, positionals } = parseArgs({
  options: { short: { type: 'boolean', default: false }, 'idle-minutes': { type: 'string' } },
  allowPositionals: true,
})
const { short } = values
const idleMinutes = Number(values['idle-minutes'] ?? (short ? 0.5 : 3))
const say = (line: string) => console.log(line)

const parts: Record<string, () => Promise<readonly Figure[]>> = {
  start: () => measureStart(short ? 3 : 7, say),
  list: () => measureList(short ? 1 : 3, say),
  map: () => measureMap(say),
  idle: () => measureIdle(idleMinutes, say),
}
const chosen = Object.keys(parts).filter((part) => positionals.includes(part))
const load = loadavg()[0] ?? 0

/**
 * How fast the machine is just now, in milliseconds for the same loop: the neighbours of a virtual machine are not in its
 * load average, and made all times here half as long again from one hour to the next.
 */
function pace(): number {
  const began = performance.now()
  let sum = 0
  for (let step = 0; step < 300_000_000; step += 1) sum += step % 7
  if (sum === 0) throw new Error('The loop was not run.')
  return Math.round(performance.now() - began)
}

const before = pace()
const figures: Figure[] = []
for (const part of chosen.length > 0 ? chosen : Object.keys(parts)) {
  figures.push(...((await parts[part]?.()) ?? []))
}
const paces = `${before} ms before and ${pace()} ms after`
console.log(
  `\nLoad average before: ${load.toFixed(1)}; 300 million steps of a loop: ${paces}\n\n${table(figures)}`,
)
if (chosen.length === 0) {
  const runtime = electronBinary() === undefined ? 'the stand-in for Electron, in Chromium' : 'Electron'
  const text = `# The window, measured

Written by \`npm run bench:ui\`: the built program on ${runtime}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'},
Node ${process.version}. Load average before the run: ${load.toFixed(1)}; the machine was shared where that is above 1, and the
times then say as much about what else it did. A loop of 300 million steps took ${paces}:
on a machine with neighbours that varies from hour to hour, and all times with it.

${markdown(figures)}
`
  await writeFile(new URL('../../docs/benchmarks-ui.md', import.meta.url), text)
}
process.exitCode = figures.every(isWithin) ? 0 : 1
