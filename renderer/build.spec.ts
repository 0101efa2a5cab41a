/** What the built page must keep to: the content policy, and a quick start. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test, vi } from 'vitest'
import { build } from 'vite'

interface BuiltFile {
  text: string
  /** What is loaded together with it: scripts and styles. */
  imports: readonly string[]
  /** The files it was made of. */
  modules: readonly string[]
}
const files = new Map<string, BuiltFile>()

beforeAll(async () => {
  // Vitest sets it to "test", which would build the libraries in their development form.
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
  const built = await build({ configFile, logLevel: 'error', build: { write: false } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  for (const file of outputs.flatMap(({ output }) => output)) {
    const built =
      file.type === 'chunk'
        ? {
            text: file.code,
            imports: [...file.imports, ...(file.viteMetadata?.importedCss ?? [])],
            modules: file.moduleIds,
          }
        : { text: String(file.source), imports: [], modules: [] }
    files.set(file.fileName, built)
  }
})

const scripts = () => [...files].filter(([name]) => name.endsWith('.js'))

test('no script makes code out of text', () => {
  expect(scripts().length).toBeGreaterThan(3)
  const evaluating = scripts().filter(([, { text }]) =>
    /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*['"`]/.test(text),
  )
  expect(evaluating.map(([name]) => name)).toEqual([])
})

test('the page has no inline script, no inline style and no address elsewhere', () => {
  const page = files.get('index.html')?.text ?? ''
  expect(page).toContain('type="module"')
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
  expect(page).not.toMatch(/(?:src|href)="(?!\.\/|data:,)/)
})

test('no style sheet reaches out of the program', () => {
  const styles = [...files].filter(([name]) => name.endsWith('.css')).map(([, { text }]) => text)
  expect(styles.join('')).not.toMatch(/url\(|@import/)
})

const compressed = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(files.get(name)?.text ?? '').length, 0)

/** A file with the scripts and styles that come with it at once. */
function withImports(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found
  found.add(name)
  for (const next of files.get(name)?.imports ?? []) withImports(next, found)
  return found
}

/** The page, before any screen, with the larger of the two languages. */
function firstLoad(): ReadonlySet<string> {
  const page = files.get('index.html')?.text ?? ''
  const named = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name ?? '')
  const languages = [...files.keys()].filter((name) => /assets\/(?:ja|en)-/.test(name))
  expect(languages).toHaveLength(2)
  const larger = languages.toSorted((one, other) => compressed([other]) - compressed([one]))[0] ?? ''
  return new Set(['index.html', ...named, larger])
}

test('the page’s first load stays within 120 kB, compressed', () => {
  expect(compressed(firstLoad())).toBeLessThan(120_000)
})

const screen = (name: string): string =>
  [...files.keys()].find((file) => file.startsWith(`assets/${name}-`) && file.endsWith('.js')) ?? ''

test('the policy editor and the charts load when they are first used', () => {
  const atStart = [...firstLoad(), screen('HomePage'), screen('CertificatesPage')]
  const modules = atStart
    .flatMap((name) => [...withImports(name)])
    .flatMap((name) => files.get(name)?.modules ?? [])
  expect(modules.length).toBeGreaterThan(100)
  expect(modules.filter((module) => /codemirror|lezer|Chart|forge|msal/i.test(module))).toEqual([])
})

test('all that is loaded until the list of certificates stands there stays within 150 kB, compressed', () => {
  const list = withImports(screen('CertificatesPage'))
  expect(list.size).toBeGreaterThan(5)
  expect(compressed(new Set([...firstLoad(), ...list]))).toBeLessThan(150_000)
})
