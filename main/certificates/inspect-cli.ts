/**
 * `npm run -s inspect -- [--password-env NAME | --password-stdin] FILE…`: one JSON object per file on standard
 * output (docs/inspect.md), exit 0 when all opened.
 *
 * Guards the password: it comes from the environment or standard input, never from the command line, where every
 * user of the machine could read it.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { inspectFiles } from './inspect-files.ts'

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
  let allOpened = true
  for await (const report of inspectFiles(positionals, password)) {
    console.log(JSON.stringify(report))
    allOpened &&= report.outcome === 'ok'
  }
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

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : usage)
  process.exitCode = 2
}
