/** Reads damaged files, over and over: every one must end in an outcome of the closed list, and soon. */
import { runTask } from '../decoder-tasks.ts'
import { isWarifuError } from '../../warifu-error.ts'
import { mutate, randomNumbers } from './mutate.ts'

export interface FuzzSeedFile {
  name: string
  bytes: Buffer
  password: string
}

export interface FuzzResult {
  /** How often each outcome came out; `ok` and the error codes. */
  outcomes: Map<string, number>
  /** Longest time for one file, in milliseconds. */
  slowest: number
}

/** @throws Whatever the decoder threw that is no WarifuError, with the seed of that very file. */
export const fuzz = (
  files: readonly FuzzSeedFile[],
  runs: number,
  seed: number,
  onRun?: (run: number) => void,
): FuzzResult => {
  const outcomes = new Map<string, number>()
  let slowest = 0
  for (let run = 0; run < runs; run++) {
    const fileSeed = seed + run
    const random = randomNumbers(fileSeed)
    const file = files[random(files.length)]
    if (!file) throw new Error('no files to damage')
    const bytes = mutate(file.bytes, random)
    const password = random(4) === 0 ? 'wrong' : file.password
    const started = performance.now()
    const outcome = outcomeOf(
      bytes,
      password,
      random(4) === 0 ? 'describe' : 'inspect',
      `${file.name}, seed ${fileSeed}`,
    )
    slowest = Math.max(slowest, performance.now() - started)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    onRun?.(run + 1)
  }
  return { outcomes, slowest }
}

const outcomeOf = (bytes: Buffer, password: string, task: 'inspect' | 'describe', name: string): string => {
  try {
    const request = { name, bytes, password }
    if (task === 'inspect') runTask({ id: 0, task, request })
    else runTask({ id: 0, task, request })
    return 'ok'
  } catch (error) {
    if (isWarifuError(error)) return error.code
    throw new Error(`unclassified: ${name}`, { cause: error })
  }
}
