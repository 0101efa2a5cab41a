/** What the main process loads before its window can be there: of the built bundle, everything imported statically. */
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { build, type Rollup } from 'vite'

/** The chunks that evaluating `entry` evaluates as well. */
function withImports(
  name: string,
  chunks: ReadonlyMap<string, Rollup.OutputChunk>,
  found = new Map<string, Rollup.OutputChunk>(),
): ReadonlyMap<string, Rollup.OutputChunk> {
  const chunk = chunks.get(name)
  if (!chunk || found.has(name)) return found
  found.set(name, chunk)
  for (const next of chunk.imports) withImports(next, chunks, found)
  return found
}

test('reading PFX files, signing in to Azure and reading OpenAPI documents load when they are first used', async () => {
  vi.stubEnv('NODE_ENV', 'production')
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url))
  const built = await build({ configFile, logLevel: 'error', build: { write: false } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  const chunks = new Map(
    outputs
      .flatMap(({ output }) => output)
      .flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
  )
  const packages = [...withImports('index.js', chunks).values()]
    .flatMap(({ moduleIds }) => moduleIds)
    .flatMap((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? [])
  expect(new Set(packages)).toContain('zod')
  expect([...new Set(packages)].filter((name) => /forge|msal|yaml|codemirror/.test(name))).toEqual([])
})
