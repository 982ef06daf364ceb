import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { findChromium } from './findBrowser.ts'
import { expect, test } from './fixtures.ts'
import { projectDirectory, sampleCase, startLoopback } from './openApp.ts'
import { importFolder } from './steps.ts'
import { chromium } from '@playwright/test'

test.skip(findChromium() === null, 'no Chromium or Chrome on this machine')

test('the address opens the app once its token is in it, and the token leaves the address bar', async ({ open }) => {
  const { page } = await open()
  expect(new URL(page.url()).search).toBe('')
  await page.reload()
  await expect(page).toHaveTitle('Axis Guide')
})

test('what was told while a page heard nothing is on it once it hears again', async ({ open }) => {
  const app = await open()
  const { page } = app
  await page.route('**/events', (route) => route.abort())
  await page.reload()
  await importFolder(app, sampleCase('h-mobile-c-arm'))
  const imported = page.getByRole('button', { name: 'Open SAMPLE, MOBILE C-ARM', exact: true })
  await expect(imported).toHaveCount(0)
  await page.unroute('**/events')
  await expect(imported.first()).toBeVisible()
})

test('a page of another site can neither frame, read nor call the host', async ({ dataFolder }) => {
  const host = await startLoopback(dataFolder)
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox'] })
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(host.url)
  const { origin } = new URL(host.url)
  const foreign = await context.newPage()
  await foreign.route('http://evil.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>evil</title>' }))
  await foreign.goto('http://evil.example/')
  const reached = await foreign.evaluate(async (base) => {
    const outcome = (work: Promise<Response>) => work.then(async (answer) => `${answer.type} ${String(answer.status)}`, () => 'refused')
    const frame = document.createElement('iframe')
    frame.src = base
    document.body.append(frame)
    return [
      await outcome(fetch(`${base}/rpc`, { method: 'POST', credentials: 'include', body: '{"method":"app.hello","input":{}}' })),
      await outcome(fetch(`${base}/`, { credentials: 'include' })),
    ]
  }, origin)
  expect(reached).toEqual(['refused', 'refused'])
  expect(foreign.frames().filter((frame) => frame.url().startsWith(origin))).toEqual([])
  await browser.close()
  await host.stop('SIGTERM')
})

test('after kill -9 the folder can be used again at once', async ({ dataFolder }) => {
  const host = await startLoopback(dataFolder)
  const cli = (method: string) => spawnSync(process.execPath, [path.join(projectDirectory, 'electron/hosts/cli/cliMain.ts'), '--data-dir', dataFolder, method], { encoding: 'utf8' })
  const refused = cli('app.settings')
  expect([refused.status, (JSON.parse(refused.stdout) as { error: { code: string } }).error.code]).toEqual([1, 'DATA_FOLDER_IN_USE'])
  await host.stop('SIGKILL')
  expect(cli('app.settings')).toMatchObject({ status: 0, stdout: '{"ok":true,"value":{"operator":"","organisation":""}}\n' })
  const again = await startLoopback(dataFolder)
  await again.stop('SIGTERM')
})
