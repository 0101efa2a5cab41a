/** From the start of the program to a list that one can use, with a thousand certificates. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { startProgram } from '../fixtures/program.ts'
import type { Figure } from './figures.ts'
import { filledProfile } from './filled-profile.ts'
import { listTimes, paintTimes, watchForList } from './in-page.ts'

const root = join(import.meta.dirname, '../..')
const count = 1_000

export async function measureStart(rounds: number, say: (line: string) => void): Promise<readonly Figure[]> {
  const evaluated = Array.from({ length: rounds }, evaluateMain)
  const profile = await filledProfile(count, say)
  const cold: number[] = []
  const again: Awaited<ReturnType<typeof listTimes>>[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const program = await startProgram({ dataDir: profile.dataDir, language: 'en', keychain: 'memory' })
      const { page } = program
      try {
        const { painted, loaded } = await page.evaluate(paintTimes)
        cold.push(painted - loaded)
        await program.navigation.goTo('certificates')
        await page.addInitScript(watchForList)
        await page.reload()
        again.push(await page.evaluate(listTimes))
      } finally {
        await program.close()
      }
    }
  } finally {
    profile.remove()
  }
  return [
    { name: 'main bundle evaluated', values: evaluated, unit: 'ms', limit: { of: 'median', atMost: 250 } },
    {
      name: 'first paint of content after load, first start',
      ...{ values: cold, unit: 'ms', limit: { of: 'median', atMost: 400 } },
    },
    {
      name: `list of ${count.toLocaleString('en')} painted after load`,
      values: again.map(({ listed, loaded }) => listed - loaded),
      ...{ unit: 'ms', limit: { of: 'median', atMost: 400 } },
    },
    {
      name: 'the same since the page was asked for',
      values: again.map(({ listed }) => listed),
      unit: 'ms',
    },
  ]
}

/** In milliseconds; Electron's own evaluation of it is not measured, its Node is the same. */
const evaluateMain = (): number => {
  const script = join(root, 'e2e/bench/evaluate-main.ts')
  const register = new URL('../stand-in/register.ts', import.meta.url).href
  return Number(
    execFileSync(process.execPath, ['--import', register, script, join(root, 'out/main/index.js')]),
  )
}
