/** The pages for people name files, commands and numbers: each must be what it is in the repository. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './commands.ts'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const all = (text: string, form: RegExp): string[] => [...text.matchAll(form)].map(([, found = '']) => found)
const { version, scripts } = JSON.parse(read('package.json')) as {
  version: string
  scripts: Record<string, string>
}
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { version: string }>
}
const pages = ['README.md', ...globSync('docs/**/*.md', { cwd: root })]

describe.each(pages)('%s', (page) => {
  const text = read(page)

  it('names commands that there are', () => {
    const named = all(text, /\bnpm run (?:-s )?([a-z][\w:-]*)/gu)
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('leads to files that there are', () => {
    const links = all(text, /\]\((?!https?:|#)([^)#]+)/gu)
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([])
  })

  it('names files of the program that there are', () => {
    const named = all(text, /`((?:main|preload|renderer|e2e|scripts)\/[\w./-]+)`/gu)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('the table of checks in docs/security.md', () => {
  const rows = read('docs/security.md')
    .split('\n')
    .filter((line) => /^\| S\d+ /u.test(line))

  it('has every check, from S1 to S27', () => {
    expect(rows.map((row) => /S\d+/u.exec(row)?.[0])).toEqual(
      Array.from({ length: 27 }, (_, index) => `S${index + 1}`),
    )
  })

  it.each(rows)('%s', (row) => {
    const paths = all(row, /`([\w./-]+\.(?:ts|js))`/gu)
    // A file named alone lies beside one that was named before it, or in the end-to-end specs.
    const folders = [...paths.filter((path) => path.includes('/')).map(dirname), 'e2e/specs', '.']
    const lost = paths.filter((path) => !folders.some((folder) => existsSync(join(root, folder, path))))
    expect(lost.filter((path) => !existsSync(join(root, path)))).toEqual([])
    expect(/`|Not run: |Not a test: /u.test(row)).toBe(true)
  })
})

describe('docs/deployment.md and deployment.ja.md', () => {
  const [english, japanese] = ['docs/deployment.md', 'docs/deployment.ja.md'].map(read) as [string, string]
  const configuration = read('electron-builder.yml')

  it('give the same commands', () => {
    const commands = (text: string) =>
      all(text, /^```(?:sh|bat)\n([\s\S]*?)^```$/gmu).map((block) => block.replaceAll(/ +#.*$/gmu, ''))
    expect(commands(japanese)).toEqual(commands(english))
  })

  it.each([english, japanese])('name packages as they are called', (text) => {
    const names = all(text, /\b(Warifu-[\w.-]+\.(?:exe|msi|pkg|deb|rpm))\b/gu)
    expect(new Set(names)).toEqual(
      new Set([
        ...['win-x64.exe', 'win-x64.msi', 'mac-arm64.pkg', 'linux-amd64.deb', 'linux-x86_64.rpm'].map(
          (ending) => `Warifu-${version}-${ending}`,
        ),
      ]),
    )
    expect(configuration).toContain(
      'artifactName: ${productName}-${version}-${os}-${arch}${env.WARIFU_SIGNATURE}.${ext}',
    )
  })

  it.each([english, japanese])('give the identities by which tools know the program', (text) => {
    const value = (key: string): string => new RegExp(`${key}: (\\S+)`, 'u').exec(configuration)?.[1] ?? '?'
    expect(text).toContain(`\`${value('upgradeCode')}\``)
    expect(text).toContain(`pkgutil --forget ${value('appId')}\n`)
    expect(text).toContain(`electron-v${packages['node_modules/electron']?.version}-linux-x64.zip`)
    expect(read('scripts/package.ts')).toContain("process.env['WARIFU_ELECTRON_DIST']")
  })
})
