import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readLinuxPolicy } from './linux-policy.ts'
import { readMacosPolicy } from './macos-policy.ts'
import { describeProblem, mergePlaces } from './merge-places.ts'
import { readWindowsPolicy } from './windows-policy.ts'

const folder = mkdtempSync(join(tmpdir(), 'warifu-policy-spec-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const everything = {
  UpdatesAllowed: true,
  UpdateUrl: 'https://updates.example/warifu/',
  UpdateChannel: 'latest',
  Language: 'ja',
  AllowedConnections: ['management.azure.com', 'localhost:8443'],
  RestApiAllowed: false,
  GatewayAddress: '127.0.0.2',
  GatewayPort: 18_500,
  PasswordSavingAllowed: false,
  ExportAllowed: false,
  BinDays: 0,
  ExpiryThresholds: [60, 30, 7],
  AuditFile: process.platform === 'win32' ? 'C:\\監査\\warifu.jsonl' : '/var/log/warifu/監査.jsonl',
}

describe('the merged policy', () => {
  it('takes every setting of the list', () => {
    expect(mergePlaces([{ place: 'here', values: everything }])).toEqual({ policy: everything, problems: [] })
  })

  it('lets the first place have the say', () => {
    const places = [
      { place: 'computer', values: { GatewayPort: 1 } },
      { place: 'user', values: { GatewayPort: 2, BinDays: 7 } },
    ]
    expect(mergePlaces(places).policy).toEqual({ GatewayPort: 1, BinDays: 7 })
  })

  it.each([
    ['UpdatesAllowed', 'yes'],
    ['UpdateUrl', 'http://updates.example/'],
    ['UpdateUrl', 'https://user:secret@updates.example/'],
    ['UpdateUrl', 'nonsense'],
    ['UpdateChannel', 'nightly'],
    ['Language', 'fr'],
    ['AllowedConnections', ['*.azure.com']],
    ['AllowedConnections', 'management.azure.com'],
    ['GatewayAddress', '0.0.0.0'],
    ['GatewayAddress', '127.0.0.256'],
    ['GatewayAddress', '::'],
    ['GatewayAddress', 'localhost'],
    ['GatewayPort', 0],
    ['GatewayPort', 80.5],
    ['GatewayPort', '18443'],
    ['BinDays', -1],
    ['ExpiryThresholds', []],
    ['ExpiryThresholds', [30, 30]],
    ['ExpiryThresholds', [30, null]],
    ['AuditFile', 'audit.jsonl'],
    ['AuditFile', null],
  ])('passes over %s = %j and says so', (name, value) => {
    const { policy, problems } = mergePlaces([{ place: 'here', values: { [name]: value } }])
    expect(policy).toEqual({})
    expect(problems).toEqual([{ kind: 'wrong-value', place: 'here', name }])
    expect(problems.map(describeProblem).join()).not.toContain('secret')
  })

  it.each(['updatesAllowed', '__proto__', 'constructor', 'Unknown'])('passes over the name %s', (name) => {
    const values = JSON.parse(`{${JSON.stringify(name)}: true}`) as Record<string, unknown>
    expect(mergePlaces([{ place: 'here', values }])).toEqual({
      policy: {},
      problems: [{ kind: 'unknown-setting', place: 'here', name }],
    })
  })
})

describe('on Linux', () => {
  let count = 0
  const written = (content: string | Buffer): string => {
    const own = join(folder, `linux-${++count}`)
    mkdirSync(own, { mode: 0o755 })
    const file = join(own, 'policy.json')
    writeFileSync(file, content, { mode: 0o644 })
    return file
  }

  it('there need be no file', () => {
    expect(readLinuxPolicy(join(folder, 'none', 'policy.json'))).toEqual([])
  })

  it.skipIf(process.getuid?.() !== 0)('reads a file of root’s', () => {
    const file = written(`\uFEFF${JSON.stringify(everything)}`)
    expect(mergePlaces(readLinuxPolicy(file))).toEqual({ policy: everything, problems: [] })
  })

  it.skipIf(process.getuid?.() !== 0)('refuses what others could have written', () => {
    const foreign = written('{}')
    chownSync(foreign, 1000, 1000)
    const writable = written('{}')
    chmodSync(writable, 0o666)
    const group = written('{}')
    chownSync(group, 0, 1000)
    chmodSync(group, 0o664)
    const openFolder = written('{}')
    chmodSync(join(openFolder, '..'), 0o777)
    const openedFolder = join(openFolder, '..')
    for (const file of [foreign, writable, group, openFolder]) {
      expect(readLinuxPolicy(file), file).toEqual([{ place: file, refused: 'not-protected' }])
    }
    chmodSync(openedFolder, 0o755)
    expect(readLinuxPolicy(openFolder)).toEqual([{ place: openFolder, values: {} }])
  })

  it.skipIf(process.getuid?.() !== 0).each(['', '{', '[]', 'null', '"x"', '\0\0'])(
    'refuses %j, which holds no settings',
    (content) => {
      const file = written(content)
      expect(readLinuxPolicy(file)).toEqual([{ place: file, refused: 'unreadable' }])
    },
  )

  it.skipIf(process.getuid?.() === 0)('refuses a file of anybody’s but root’s', () => {
    const file = written('{}')
    expect(readLinuxPolicy(file)).toEqual([{ place: file, refused: 'not-protected' }])
  })
})

/** Python brings Apple's two forms of property lists. */
const hasPython = (() => {
  try {
    execFileSync('python3', ['-c', 'import plistlib'])
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!hasPython)('on macOS', () => {
  const write = (file: string, values: object, form: 'XML' | 'BINARY'): void => {
    const code = `import json, plistlib, sys; plistlib.dump(json.load(sys.stdin), open(sys.argv[1], 'wb'), fmt=plistlib.FMT_${form})`
    execFileSync('python3', ['-c', code, file], { input: JSON.stringify(values) })
  }
  let count = 0
  const prepared = (): string => {
    const own = join(folder, `macos-${++count}`)
    mkdirSync(join(own, 'tanaka'), { recursive: true })
    return own
  }

  it.each(['XML', 'BINARY'] as const)('reads a property list in %s', async (form) => {
    const own = prepared()
    const file = join(own, 'jp.warifu.console.plist')
    write(file, { ...everything, PayloadUUID: '8E5D…' }, form)
    expect(mergePlaces(await readMacosPolicy(own, 'tanaka'))).toEqual({ policy: everything, problems: [] })
  })

  it('reads the computer’s list before the user’s', async () => {
    const own = prepared()
    write(join(own, 'jp.warifu.console.plist'), { BinDays: 0 }, 'BINARY')
    write(join(own, 'tanaka', 'jp.warifu.console.plist'), { BinDays: 9, Language: 'en' }, 'XML')
    expect(mergePlaces(await readMacosPolicy(own, 'tanaka')).policy).toEqual({ BinDays: 0, Language: 'en' })
  })

  it.each(['', 'bplist00', '<plist><array/></plist>', '<?xml version="1.0"?><plist>', 'no list'])(
    'refuses %j',
    async (content) => {
      const own = prepared()
      const file = join(own, 'jp.warifu.console.plist')
      writeFileSync(file, content)
      expect(await readMacosPolicy(own, 'tanaka')).toEqual([{ place: file, refused: 'unreadable' }])
    },
  )
})

describe('on Windows', () => {
  const machine = String.raw`HKEY_LOCAL_MACHINE\Software\Policies\Warifu`
  const file = (lines: readonly string[]): Buffer =>
    Buffer.from(`\uFEFF${['Windows Registry Editor Version 5.00', '', ...lines, ''].join('\r\n')}`, 'utf16le')
  const bytes = (texts: readonly string[]): string =>
    [...Buffer.from([...texts, '', ''].join('\0').replace(/\0$/u, '\0'), 'utf16le')]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(',')
  /** As reg.exe breaks its lines. */
  const multi = (texts: readonly string[]): string =>
    `hex(7):${bytes(texts).replace(/^(.{60}),/u, '$1,\\\r\n  ')}`

  const read = (lines: readonly string[], user: Buffer | null = null) =>
    readWindowsPolicy((key) => Promise.resolve(key.startsWith('HKLM') ? file(lines) : user))

  it('there need be no key', async () => {
    expect(await readWindowsPolicy(() => Promise.resolve(null))).toEqual([])
  })

  it('reads every setting as an export holds it', async () => {
    const places = await read([
      `[${machine}]`,
      '"UpdatesAllowed"=dword:00000001',
      '"UpdateUrl"="https://updates.example/warifu/"',
      '"UpdateChannel"="latest"',
      '"Language"="ja"',
      `"AllowedConnections"=${multi(['management.azure.com', 'localhost:8443'])}`,
      '"RestApiAllowed"=dword:00000000',
      '"GatewayAddress"="127.0.0.2"',
      '"GatewayPort"=dword:00004844',
      '"PasswordSavingAllowed"=dword:00000000',
      '"ExportAllowed"=dword:00000000',
      '"BinDays"=dword:00000000',
      `"ExpiryThresholds"=${multi(['60', '30', '7'])}`,
      String.raw`"AuditFile"="\\\\server\\audit\\監査 \"割符\".jsonl"`,
    ])
    const { AuditFile, ...others } = everything
    const [place] = places
    expect(place).toEqual({
      place: String.raw`HKLM\Software\Policies\Warifu`,
      values: { ...others, AuditFile: String.raw`\\server\audit\監査 "割符".jsonl` },
    })
    expect(AuditFile).toBeDefined()
  })

  it('lets the computer’s key have the say before the user’s', async () => {
    const user = file([
      String.raw`[HKEY_CURRENT_USER\Software\Policies\Warifu]`,
      '"BinDays"=dword:00000009',
      '"Language"="en"',
    ])
    const { policy } = mergePlaces(await read([`[${machine}]`, '"BinDays"=dword:00000001'], user))
    expect(policy).toEqual({ BinDays: 1, Language: 'en' })
  })

  it('tells keys below, other types and wrong values', async () => {
    const { policy, problems } = mergePlaces(
      await read([
        `[${machine}]`,
        '@="unnamed"',
        '"Language"=hex(2):6a,00,61,00,00,00',
        '"RestApiAllowed"=dword:00000002',
        `"ExpiryThresholds"=${multi(['thirty'])}`,
        '',
        `[${machine}\\Extra]`,
        '"1"="x"',
      ]),
    )
    expect(policy).toEqual({})
    expect(problems.map(({ kind, ...rest }) => [kind, 'name' in rest ? rest.name : ''])).toEqual([
      ['wrong-value', 'Language'],
      ['wrong-value', 'RestApiAllowed'],
      ['wrong-value', 'ExpiryThresholds'],
      ['unknown-setting', 'Extra'],
    ])
  })

  it('refuses what is no registry file', async () => {
    const places = await readWindowsPolicy((key) =>
      Promise.resolve(key.startsWith('HKLM') ? Buffer.from('ERROR') : null),
    )
    expect(places).toEqual([{ place: String.raw`HKLM\Software\Policies\Warifu`, refused: 'unreadable' }])
  })
})
