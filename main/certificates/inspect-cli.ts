/**
 * `npm run -s inspect -- [--password-env NAME | --password-stdin] FILE…`: one JSON object per file on standard
 * output (docs/inspect.md), exit 0 when all opened.
 *
 * Guards the password: it comes from the environment or standard input, never from the command line, where every
 * user of the machine could read it.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { WarifuError } from '../warifu-error.ts'
import { createDecoder, type Decoder } from './decoder-host.ts'
import { forkWithNode } from './fork-decoder.ts'
import { limits } from './limits.ts'
import { reportFailure, type Report } from './script-report.ts'

const usage = 'usage: npm run -s inspect -- [--password-env NAME | --password-stdin] FILE…'

const main = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'password-env': { type: 'string' },
      'password-stdin': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    console.log(usage)
    return 0
  }
  if (positionals.length === 0) throw new Error(usage)
  const password = readPassword(values['password-env'], values['password-stdin'] ?? false)
  const decoder = createDecoder({ fork: forkWithNode })
  let allOpened = true
  for (const file of positionals) {
    const report = await inspect(decoder, file, password)
    console.log(JSON.stringify(report))
    allOpened &&= report.outcome === 'ok'
  }
  decoder.close()
  return allOpened ? 0 : 1
}

const readPassword = (environmentName: string | undefined, fromStdin: boolean): string | null => {
  if (environmentName !== undefined && fromStdin) throw new Error(usage)
  // One line end belongs to the terminal or to echo, everything else to the password.
  if (fromStdin) return readFileSync(0, 'utf8').replace(/\r?\n$/, '')
  if (environmentName === undefined) return null
  const password = process.env[environmentName]
  if (password === undefined) throw new Error(`the environment has no ${environmentName}`)
  return password
}

const inspect = async (decoder: Decoder, file: string, password: string | null): Promise<Report> => {
  try {
    return await decoder.report({ file, bytes: readLimited(file), password })
  } catch (error) {
    return reportFailure(file, error)
  }
}

/** The size is asked before anything is read, so that a file of gigabytes costs nothing. */
const readLimited = (file: string): Buffer => {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const { size } = fstatSync(descriptor)
    if (size > limits.fileBytes)
      throw new WarifuError('file-too-large', { bytes: size, limit: limits.fileBytes })
    const bytes = Buffer.alloc(size)
    return bytes.subarray(0, readSync(descriptor, bytes))
  } catch (error) {
    if (error instanceof WarifuError) throw error
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new WarifuError('file-not-readable', { name: file, reason })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : usage)
  process.exitCode = 2
}
