import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { findChromium, findElectron } from './findBrowser.ts'
import { openApp, type OpenApp, type OpenOptions } from './openApp.ts'

type Fixtures = {
  /** A data folder of the test's own, removed afterwards. */
  readonly dataFolder: string
  /** Opens the app on that folder in the project's host; what a test leaves open is closed. */
  readonly open: (options?: OpenOptions) => Promise<OpenApp>
}

function skipWithoutHost(project: string): void {
  const isElectron = project === 'electron'
  base.skip(isElectron && findElectron() === null, 'no Electron binary, or no display, on this machine')
  base.skip(!isElectron && findChromium() === null, 'no Chromium or Chrome on this machine')
}

export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures asked for out of the pattern, an empty one included.
  dataFolder: async ({}, use) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'axis-e2e-'))
    await use(directory)
    await rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  },
  open: async ({ dataFolder }, use, testInfo) => {
    skipWithoutHost(testInfo.project.name)
    const opened: OpenApp[] = []
    await use(async (options) => {
      const app = await openApp(testInfo.project.name, dataFolder, options)
      opened.push(app)
      return app
    })
    if (testInfo.status !== testInfo.expectedStatus) for (const [at, app] of opened.entries()) await app.page.screenshot({ path: testInfo.outputPath(`page-${String(at + 1)}.png`) }).catch(() => undefined)
    for (const app of opened) await app.close().catch(() => undefined)
  },
})

/** One app for the tests of a group that leave it as they found it: a start takes longer than they do. */
export function shareApp(): () => OpenApp {
  const shared: { app: OpenApp | null; directory: string } = { app: null, directory: '' }
  test.beforeAll(async ({}, testInfo) => {
    skipWithoutHost(testInfo.project.name)
    shared.directory = await mkdtemp(path.join(tmpdir(), 'axis-e2e-'))
    shared.app = await openApp(testInfo.project.name, shared.directory)
  })
  test.afterAll(async () => {
    await shared.app?.close()
    if (shared.directory !== '') await rm(shared.directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })
  return () => {
    if (shared.app === null) throw new Error('The app is not open.')
    return shared.app
  }
}

/** For tests of the real images, which are no part of the project. */
export const realImages = process.env['DICOM_CORPUS'] ?? ''
export const WITHOUT_REAL_IMAGES = 'the real test images are not on this machine (DICOM_CORPUS names their folder)'

export { expect } from '@playwright/test'
