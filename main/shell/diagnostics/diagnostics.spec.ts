import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Log } from '../log.ts'
import { redact } from '../redact.ts'
import { crashReports, forgetOldCrashReports } from './crash-reports.ts'
import { collectDiagnostics } from './diagnostics.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warifu-diagnostics-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const canary = 'canary-3f81-割符'
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
const keyBytes = randomBytes(48).toString('base64')
const withoutDigits = randomBytes(48).toString('base64').replaceAll(/\d/gu, 'x')

/** Ways in which a careless library might put a secret into an error. */
const leaks: readonly [string, string][] = [
  ['password', `open failed: password=${canary} at x`],
  ['password', `{"password":"${canary}"}`],
  ['password', `{ passphrase: '${canary} more words' }`],
  ['password', `GET https://admin:${canary}@files.example/x`],
  ['token', `authorization: Bearer ${Buffer.from(canary).toString('base64url')}`],
  ['token', `Authorization: Basic ${Buffer.from(canary).toString('base64')}`],
  ['token', 'warifu_abcdefgh12345678'],
  ['key', pem],
  ['key', pem.slice(0, 80)],
  ['key', `bytes ${keyBytes} end`],
  ['key', `bytes ${withoutDigits} end`],
]

describe('the redaction', () => {
  it.each(leaks)('takes a %s out of %j', (kind, text) => {
    const { text: left, removed } = redact(text, '/home/tanaka')
    for (const secret of [canary, pem.split('\n')[1] ?? '', keyBytes, withoutDigits, 'abcdefgh12345678']) {
      expect(left).not.toContain(secret)
      expect(left).not.toContain(Buffer.from(secret).toString('base64').replace(/=+$/u, ''))
    }
    expect(removed).toHaveProperty(kind)
  })

  it('leaves a stack trace readable, without the name of its user', () => {
    const trace =
      "Error: ENOENT: no such file, open '/home/tanaka/.config/Warifu/x'\n    at open (node:internal/fs:1:2)"
    expect(redact(trace, '/home/tanaka')).toEqual({
      text: trace.replace('/home/tanaka', '~'),
      removed: { 'home-folder': 1 },
    })
    const windows = String.raw`C:\Users\tanaka\AppData and C:\\Users\\tanaka\\AppData and c:/users/tanaka/x`
    expect(redact(windows, String.raw`C:\Users\tanaka`).text).not.toMatch(/tanaka/iu)
    expect(redact('/home/a.b-c (x)/y', '/home/a.b-c (x)').text).toBe('~/y')
    const thumbprints = 'A94A8FE5CCB19BA61C4C0873D391E987982FBBD3 code gateway-port-taken 127.0.0.1:18443'
    expect(redact(thumbprints, '/home/tanaka').text).toBe(thumbprints)
  })
})

describe('the log', () => {
  it('has levels, keeps secrets out, and is its owner’s only', () => {
    const log = new Log(folder)
    log.info('start', '0.1.0')
    log.warning('policy', 'ignored')
    log.error('door x', new Error(`password=${canary}`))
    const text = readFileSync(join(folder, 'warifu.log'), 'utf8')
    expect(text).toMatch(
      /^\S+ info start 0\.1\.0\n\S+ warning policy ignored\n\S+ error door x Error: password=\[password\]\n/u,
    )
    expect(text).not.toContain(canary)
    expect(statSync(join(folder, 'warifu.log')).mode & 0o777).toBe(0o600)
  })

  it('is rotated, and never grows past five files', () => {
    const log = new Log(folder)
    const line = 'x '.repeat(300_000)
    for (let number = 1; number <= 20; number++) log.info(`number ${number}`, line)
    expect(readdirSync(folder).toSorted()).toEqual([
      ...['warifu.1.log', 'warifu.2.log', 'warifu.3.log', 'warifu.4.log', 'warifu.log'],
    ])
    const numbers = [...log.read().matchAll(/number (\d+)/gu)].map(([, number]) => Number(number))
    expect(numbers.at(-1)).toBe(20)
    expect(numbers).toEqual(numbers.toSorted((one, other) => one - other))
  })

  it('loses a line rather than fail', () => {
    const log = new Log(folder)
    rmSync(folder, { recursive: true })
    expect(() => log.error('x', 'y')).not.toThrow()
    expect(log.read()).toBe('')
    mkdirSync(folder)
  })
})

describe('the diagnostics', () => {
  it('hold every part, list what was removed, and no secret', async () => {
    const leaky = leaks.map(([, text]) => text).join('\n')
    const { contents, text } = await collectDiagnostics(
      {
        program: () => ({ version: '0.1.0' }),
        settings: () => Promise.resolve({ auditFile: '/home/tanaka/audit.jsonl' }),
        workspace: () => {
          throw new Error('the workspace is closed')
        },
        crashes: () => [],
        log: () => leaky,
      },
      '/home/tanaka',
    )
    expect(contents.parts.map(({ part }) => part)).toEqual([
      'program',
      'settings',
      'workspace',
      'crashes',
      'log',
    ])
    expect(Object.fromEntries(contents.removed.map(({ kind, count }) => [kind, count]))).toEqual({
      // The key that was cut takes what follows it along.
      ...{ key: 2, password: 4, token: 3, 'home-folder': 1 },
    })
    for (const secret of [canary, keyBytes, withoutDigits, pem.split('\n')[1] ?? '', 'tanaka'])
      expect(text).not.toContain(secret)
    expect(text).toContain('== workspace ==\nnot available: the workspace is closed')
  })

  it('hold the end of a long log', async () => {
    const none = () => ({})
    const log = `${'first\n'.repeat(200_000)}last`
    const { text } = await collectDiagnostics({
      ...{ program: none, settings: none, workspace: none, crashes: none },
      log: () => log,
    })
    expect(text.length).toBeLessThan(600_000)
    expect(text.trimEnd().endsWith('last')).toBe(true)
  })
})

it('crash reports are listed newest first, and only the newest five are kept', () => {
  mkdirSync(join(folder, 'completed'))
  for (let number = 1; number <= 7; number++) {
    const file = join(folder, 'completed', `${number}.dmp`)
    writeFileSync(file, 'x')
    utimesSync(file, number, number)
  }
  writeFileSync(join(folder, 'settings.dat'), '')
  forgetOldCrashReports(folder)
  expect(crashReports(folder).map(({ file }) => file)).toEqual(
    [7, 6, 5, 4, 3].map((number) => join('completed', `${number}.dmp`)),
  )
  expect(crashReports(join(folder, 'none'))).toEqual([])
})
