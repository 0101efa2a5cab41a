/** Builds what Electron loads: `out/main`, `out/preload` and `out/renderer`. */
import { build } from 'vite'

const parts = ['main/vite.config.ts', 'preload/vite.config.ts', 'renderer/vite.config.ts']
for (const configFile of parts) {
  // A slow machine would otherwise be told at each start which plugin took how long.
  await build({
    configFile,
    logLevel: 'warn',
    build: { rolldownOptions: { checks: { bundlerTimings: false } } },
  })
}
