import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Specs that put something in the place of Electron or of a global, and so do not share their modules with others. */
const ownWorld = ['main/shell/**/*.spec.ts', 'main/build.spec.ts', 'main/azure/own-rest-api.spec.ts']

const setupFiles = ['main/certificates/testing/setup.ts']

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
          include: ['{main,preload}/**/*.spec.ts'],
          exclude: ownWorld,
          // A world for each of a hundred files took a quarter of a second of processor each.
          isolate: false,
          setupFiles,
        },
      },
      {
        extends: true,
        test: {
          name: 'own-world',
          include: [...ownWorld, '{scripts,e2e/stand-in,e2e/canary}/**/*.spec.ts'],
          setupFiles,
        },
      },
    ],
  },
})
