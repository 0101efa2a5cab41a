/**
 * Starts an AppImage's launcher, as its runtime does after mounting, with a script in the program's place that tells
 * what it was started with. For machines without FUSE, and without Electron.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const given = ['--task=show-inspector', '/tmp/with blanks/証明書.pfx']
const code = 7

/** @param opened the AppImage, taken apart; its program is overwritten. @returns one sentence for each thing wrong */
export function findInLauncher(opened: string, folder: string): string[] {
  // In place of the system's: whether it lets users make namespaces.
  const [allowing, refusing] = [true, false].map((allowed) => {
    const commands = join(folder, allowed ? 'allowing' : 'refusing')
    mkdirSync(commands)
    writeScript(join(commands, 'unshare'), `exit ${allowed ? 0 : 1}`)
    return commands
  }) as [string, string]
  writeScript(join(opened, 'warifu'), String.raw`printf '%s\n' "$@"; exit ${code}`)
  return [
    ...compare(start(opened, allowing), given, 'where users may make namespaces'),
    ...compare(start(opened, refusing), ['--no-sandbox', ...given], 'where they may not'),
  ]
}

function writeScript(file: string, body: string): void {
  writeFileSync(file, `#!/bin/sh\n${body}\n`, { mode: 0o755 })
}

interface Started {
  code: number | null
  args: string[]
}

function start(opened: string, commands: string): Started {
  const env = { ...process.env, PATH: `${commands}:${process.env['PATH'] ?? ''}` }
  try {
    const said = execFileSync(join(opened, 'AppRun'), given, { cwd: '/', encoding: 'utf8', env })
    return { code: 0, args: linesOf(said) }
  } catch (error) {
    const { status, stdout } = error as { status: number | null; stdout: string }
    return { code: status, args: linesOf(stdout) }
  }
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

function compare(started: Started, args: readonly string[], where: string): string[] {
  return [
    ...(started.args.join('\n') === args.join('\n')
      ? []
      : [`${where}, its launcher starts the program with ${JSON.stringify(started.args)}`]),
    ...(started.code === code
      ? []
      : [`${where}, its launcher ends with ${started.code}, the program with ${code}`]),
  ]
}
