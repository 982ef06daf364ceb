import { defineConfig } from '@playwright/test'

/** One worker: the machines that run this have two slow cores, and a WebGL page in software takes both. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['AXIS_GUIDE_TEST_REPORT'] ?? 'test-results/playwright.json' }]],
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'chromium', testIgnore: /electron|packaged/ },
    { name: 'electron', testIgnore: /loopback|packaged/ },
    { name: 'packaged', testMatch: /packaged/ },
  ],
})
