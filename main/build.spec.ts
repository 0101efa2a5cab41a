/** What the main process loads when it starts: a library that start-up does not need comes when it is first used. */
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { build } from 'vite'

/** Named one by one, so that a new one is seen: electron-store with what it brings, and the schemas' zod. */
const needed = [
  'ajv',
  'ajv-formats',
  'atomically',
  'conf',
  'debounce-fn',
  'dot-prop',
  'electron-store',
  'env-paths',
  'fast-deep-equal',
  'fast-uri',
  'is-safe-filename',
  'json-schema-traverse',
  'mimic-function',
  'semver',
  'stubborn-fs',
  'stubborn-utils',
  'uint8array-extras',
  'when-exit',
  'zod',
]

test('the main bundle evaluates no library at start but those that start-up needs', async () => {
  // Vitest sets it to "test", which would build the libraries in their development form.
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
  const built = await build({ configFile, logLevel: 'error', build: { write: false } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  const files = new Map(
    outputs.flatMap(({ output }) =>
      output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
    ),
  )
  const evaluated = new Set<string>()
  const evaluate = (name: string): void => {
    if (evaluated.has(name)) return
    evaluated.add(name)
    for (const next of files.get(name)?.imports ?? []) evaluate(next)
  }
  evaluate('index.js')

  const modules = [...evaluated].flatMap((name) => Object.keys(files.get(name)?.modules ?? {}))
  expect(modules.filter((module) => module.endsWith('main/index.ts'))).toHaveLength(1)
  const libraries = modules.flatMap((module) => {
    const [, name] = /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/u.exec(module) ?? []
    return name === undefined ? [] : [name.replace('\\', '/')]
  })
  expect([...new Set(libraries)].toSorted()).toEqual(needed)
})
