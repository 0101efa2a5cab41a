import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    // Real child processes, sockets and key derivation on two cores: generous, but never unbounded.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default one core is left free, which on two halves the speed.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['renderer/**/*.spec.ts'],
          // Loading Vue and the DOM anew for each of seventy files took three times as long as their tests.
          isolate: false,
          setupFiles: ['renderer/test/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'main',
          include: ['{main,preload,scripts,e2e/stand-in,e2e/canary}/**/*.spec.ts'],
        },
      },
    ],
  },
})
