/** What the built page must keep to: the content policy, and a quick start. */
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test, vi } from 'vitest'
import { build } from 'vite'

const files = new Map<string, string>()

beforeAll(async () => {
  // Vitest sets it to "test", which would build the libraries in their development form.
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
  const built = await build({ configFile, logLevel: 'error', build: { write: false } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  for (const file of outputs.flatMap(({ output }) => output)) {
    files.set(file.fileName, file.type === 'chunk' ? file.code : String(file.source))
  }
})

const scripts = () => [...files].filter(([name]) => name.endsWith('.js'))

test('no script makes code out of text', () => {
  expect(scripts().length).toBeGreaterThan(3)
  const evaluating = scripts().filter(([, code]) =>
    /\beval\s*\(|\bnew Function\b|\bFunction\s*\(\s*['"`]/.test(code),
  )
  expect(evaluating.map(([name]) => name)).toEqual([])
})

test('the page has no inline script, no inline style and no address elsewhere', () => {
  const page = files.get('index.html') ?? ''
  expect(page).toContain('type="module"')
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/)
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
  expect(page).not.toMatch(/(?:src|href)="(?!\.\/|data:,)/)
})

test('no style sheet reaches out of the program', () => {
  const styles = [...files].filter(([name]) => name.endsWith('.css')).map(([, text]) => text)
  expect(styles.join('')).not.toMatch(/url\(|@import/)
})

test('the first load stays within 150 kB, compressed, with the larger of the two languages', () => {
  const page = files.get('index.html') ?? ''
  const first = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, name]) => name ?? '')
  const languages = [...files.keys()].filter((name) => /assets\/(?:ja|en)-/.test(name))
  const size = (name: string) => gzipSync(files.get(name) ?? '').length
  const total = first.reduce((sum, name) => sum + size(name), 0) + Math.max(...languages.map(size))
  expect(languages).toHaveLength(2)
  expect(total).toBeLessThan(150_000)
})
