import { defineConfig } from '@playwright/test'

/**
 * The jobs of each stage (mainJob with path and decision, record, teaching, quiz) and what carries them (dragAndDrop, isolation)
 * are driven in both hosts. What the page does by itself, whatever carries its calls, is driven in one: each minute here is
 * one more of every run.
 */
const browserAlone = /(accessibility|calibration|casePage|confirmAgain|contrastCurves|find|lateralRun|looking|measure|needleViews|planning|planTrouble|quizQuestions|structures|tiltedPlan|trainee|twoViews|viewMenu)\.spec/

/** Ways of drawing held against each other, pictures, and what is looked at before a decision: in the app’s own Chromium. */
const electronAlone = /(checkScan|decision|frameDrawing|planeDrawing|presentation|realCt|rebuild|runs|subtraction)\.spec/

/** One worker: the machines that run this have two slow cores, and a WebGL page in software takes both. */
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: process.env['AXIS_GUIDE_TEST_REPORT'] ?? 'test-results/playwright.json' }]],
  // Recording every test costs a tenth of the whole run; AXIS_GUIDE_TRACE=1 keeps what a failed one did.
  use: { trace: process.env['AXIS_GUIDE_TRACE'] === '1' ? 'retain-on-failure' : 'off' },
  projects: [
    { name: 'chromium', testIgnore: [/electron[A-Z]|packaged/, electronAlone] },
    { name: 'electron', testIgnore: [/loopback|packaged/, browserAlone] },
    { name: 'packaged', testMatch: /packaged/ },
  ],
})
