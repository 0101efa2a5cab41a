import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/**
 * The main process and what it starts, as ESM for Electron's Node. Everything is bundled but Electron
 * itself and keytar, whose native module must stay a file.
 */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      input: {
        index: 'main/index.ts',
        'decoder-process': 'main/certificates/decoder-process.ts',
        'gateway-worker': 'main/gateway/worker.ts',
        'openapi-worker': 'main/operations/openapi/openapi-worker.ts',
      },
      external: ['electron', 'keytar', /^node:/, ...builtinModules],
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' },
    },
  },
  ssr: { noExternal: true },
})
