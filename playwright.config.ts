import { defineConfig } from '@playwright/test'

/** What the page does by itself, whatever carries its calls, is driven in one host: each minute here is one more of every run. */
const pageAlone = /(accessibility|find|lateralRun|planTrouble|tiltedPlan|trainee|viewMenu)\.spec/

/** Two ways of drawing held against each other: in the app’s own Chromium. */
const drawing = /(planeDrawing|frameDrawing)\.spec/

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
    { name: 'chromium', testIgnore: [/electron|packaged/, drawing] },
    { name: 'electron', testIgnore: [/loopback|packaged/, pageAlone] },
    { name: 'packaged', testMatch: /packaged/ },
  ],
})
