/**
 * `app.requestSingleInstanceLock`: one process per data folder.
 *
 * The answer must come at once, so the lock is a file that names its owner, and the second instance leaves what it has
 * to say as a file beside it, which the first is told of by the operating system. What is left by a process that was
 * killed is taken over.
 */
import {
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isRunning } from './is-running.ts'

export type SecondInstance = { argv: string[]; workingDirectory: string; additionalData: unknown }

/** @returns true for the first instance, which from then on hears of others */
export function takeLock(
  dataFolder: string,
  own: SecondInstance,
  onSecond: (instance: SecondInstance) => void,
): boolean {
  const folder = join(dataFolder, 'stand-in-instance')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'lock')
  if (!claim(lock)) {
    leaveMessage(folder, own)
    return false
  }
  const read = (): void => {
    for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
      const path = join(folder, name)
      const instance = JSON.parse(readFileSync(path, 'utf8')) as SecondInstance
      rmSync(path)
      onSecond(instance)
    }
  }
  for (const name of readdirSync(folder).filter((entry) => entry !== 'lock')) rmSync(join(folder, name))
  watch(folder, { persistent: false }, read)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return true
}

/** Linking a finished file is the atomic step: the lock is never there without its owner's id in it. */
function claim(lock: string): boolean {
  const mine = `${lock}.${process.pid}`
  writeFileSync(mine, String(process.pid), { mode: 0o600 })
  try {
    linkSync(mine, lock)
    return true
  } catch {
    const owner = Number.parseInt(readFileSync(lock, 'utf8'), 10)
    if (owner !== process.pid && isRunning(owner)) return false
    renameSync(mine, lock)
    return true
  } finally {
    rmSync(mine, { force: true })
  }
}

function leaveMessage(folder: string, message: SecondInstance): void {
  const path = join(folder, String(process.pid))
  writeFileSync(path, JSON.stringify(message), { mode: 0o600 })
  renameSync(path, `${path}.json`)
}
