/** `npm run test:crash -- --kills 500 [--seed 1] [--share nfs4]`: the crash test at any length; prints its counts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { crashTest } from './crash-test.ts'

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '500' }, seed: { type: 'string' }, share: { type: 'string' } },
})
const kills = Number(values.kills)
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const world = mkdtempSync(join(tmpdir(), 'warifu-crash-'))

console.log(`${kills} kills, seed ${seed}`)
const counts = await crashTest({
  ...{ world, kills, seed, share: values.share ?? null },
  onKill: (soFar) => {
    if (soFar.kills % 25 === 0) console.log(`${soFar.kills} kills, ${soFar.acknowledged} acts acknowledged`)
  },
})
rmSync(world, { recursive: true, force: true })
console.log(
  `${counts.kills} kills (${counts.atSteps} at instrumented steps, the others at random moments); ` +
    `${counts.acknowledged} acts acknowledged, 0 lost; ` +
    `of the acts under way ${counts.foundDone} were found done and ${counts.foundUndone} not begun, 0 half done; ` +
    `start-up finished ${counts.finished} and undid ${counts.undone}; ` +
    'the record verified and keychain and database agreed every time',
)
