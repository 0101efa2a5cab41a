/** Prism (https://stoplight.io/open-source/prism, Apache-2.0), fetched when it is first needed, and run. */
import { spawn } from 'node:child_process'
import type { ChildProcessByStdio } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { root, runNode, say } from '../commands.ts'

/** 74 MB with its 180 dependencies: too much for everybody's `npm ci`. */
const version = '5.16.0'
const folder = join(root, 'node_modules', '.cache', `prism-${version}`)
const command = join(folder, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js')

/** Makes sure that it is there. None of its dependencies' install scripts runs; the only one there is counts users. */
export const fetchPrism = async (): Promise<void> => {
  if (existsSync(command)) return
  const npm = process.env['npm_execpath']
  if (npm === undefined) throw new Error('Run it as: npm run test:prism')
  say(`Fetching Prism ${version} into node_modules/.cache`)
  const quietly = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const failed = await runNode([
    npm,
    'install',
    '--prefix',
    folder,
    ...quietly,
    `@stoplight/prism-cli@${version}`,
  ])
  if (failed !== 0) throw new Error('Prism could not be fetched.')
}

export interface Prism {
  port: number
  stop(): void
}

/**
 * Starts it on a free port of the loopback address. Fails when it ends before it listens.
 *
 * @param args `mock DOCUMENT …` or `proxy DOCUMENT UPSTREAM …`
 */
export const startPrism = async (args: readonly string[]): Promise<Prism> => {
  const child = spawn(process.execPath, [command, ...args, '-h', '127.0.0.1', '-p', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { port: await listening(child), stop: () => void child.kill() }
}

const listening = (child: ChildProcessByStdio<null, Readable, null>): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('Prism ended before it listened.')))
    // Read to the end: a full pipe would stop it.
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /Prism is listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port !== undefined) resolve(Number(port))
    })
  })
