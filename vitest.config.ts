import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['{main,preload,renderer,scripts,e2e/stand-in,e2e/canary}/**/*.spec.ts'],
    // Real child processes, sockets and key derivation on two cores: generous, but never unbounded.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
