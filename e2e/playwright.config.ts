/** End-to-end: the real program, each test with a profile of its own. */
import { defineConfig } from 'playwright/test'

export default defineConfig({
  testDir: './specs',
  outputDir: '../test-results',
  // Each test starts a program with a browser; more at once than this only makes all of them slow.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // What is awaited comes within a second or two; a busy build machine may take ten times as long.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  // The path of the JSON report comes from PLAYWRIGHT_JSON_OUTPUT_FILE.
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ? [['dot'], ['json']] : [['list']],
})
