/** Running the project's own tools, the same way on every system. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')

/** One line of what is happening, for whoever waits. */
export const say = (line: string): void => {
  console.log(line)
}

/** The project's own tools come first, as npm does it, also for what is started without npm. */
export const ownEnvironment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter),
})

/**
 * What one Node has compiled serves the next: tests start some hundreds of processes of the same code. With it the
 * stand-in shows its window after 0.8 s in place of 1.1. Not for measurements, which are of a first start.
 */
export const keepCompiled = (): void => {
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'compiled')
}

/** The JavaScript file behind a package's command; `node <file>` needs neither a shell nor `.cmd` files. */
export const commandOf = (name: string, packageName = name): string => {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  const file = typeof bin === 'string' ? bin : bin[name]
  if (file === undefined) throw new Error(`${packageName} has no command ${name}`)
  return join(folder, file)
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv
  /** After this time the command is ended and counts as failed. */
  timeoutMs?: number
  stdio?: 'inherit' | 'ignore'
}

/** Runs a program in the project's folder. @returns its exit code; 1 when it was ended by a signal */
export const run = (command: string, args: readonly string[], options: RunOptions = {}): Promise<number> =>
  new Promise((done, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...ownEnvironment(), ...options.env },
      stdio: options.stdio ?? 'inherit',
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
    })
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal)
    process.on('SIGTERM', pass)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('SIGTERM', pass)
      done(code ?? 1)
    })
  })

/** Runs a script or a tool's JavaScript file under the Node that runs this one. */
export const runNode = (args: readonly string[], options: RunOptions = {}): Promise<number> =>
  run(process.execPath, args, options)
