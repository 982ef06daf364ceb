import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from '@playwright/test'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { electronSwitches, findElectron } from './findBrowser.ts'
import { expect, realImages, test, WITHOUT_REAL_IMAGES } from './fixtures.ts'
import { projectDirectory } from './openApp.ts'
import { comeBack, confirmSide, drawPath, dropFiles, goToCases, goToStage, keyImageTiles, openCaseOf, pointIn, saveKeyImage, stopAtFirstFrame, waitForPicture, well } from './steps.ts'

const release = path.join(projectDirectory, 'release')
const binary = path.join(release, 'linux-unpacked/axis-guide')
const FUSE_ON = 49
const FUSE_OFF = 48

test.skip(process.platform !== 'linux', 'the packaged app is tried on Linux')
test.skip(findElectron() === null, 'no Electron binary, or no display, on this machine')
test.setTimeout(300_000)

test.beforeAll(() => {
  const dist = path.dirname(findElectron() ?? '')
  const packed = spawnSync(process.execPath, [path.join(projectDirectory, 'node_modules/electron-builder/cli.js'), '--dir', `--config.electronDist=${dist}`], { cwd: projectDirectory, encoding: 'utf8' })
  if (packed.status !== 0 || !existsSync(binary)) throw new Error(`electron-builder failed:\n${packed.stdout}\n${packed.stderr}`)
})

/** Playwright starts Electron by Node's inspector, which the packaged app does not have; Chromium's own port is left. */
async function withPackagedApp(dataFolder: string, work: (page: Page) => Promise<void>): Promise<void> {
  const app = spawn(binary, [...electronSwitches(), '--remote-debugging-port=0', `--data-dir=${dataFolder}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    const url = await new Promise<string>((resolve, reject) => {
      createInterface({ input: app.stderr }).on('line', (line) => {
        const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
        if (found !== undefined) resolve(found)
      })
      app.once('exit', (status) => { reject(new Error(`The packaged app ended with status ${String(status)}.`)) })
    })
    // The port is announced before the app is ready to be joined; a connection begun too early can hang.
    const browser = await chromium.connectOverCDP(url, { timeout: 10_000 }).catch(() => chromium.connectOverCDP(url, { timeout: 60_000 }))
    const context = browser.contexts()[0]
    const page = context?.pages()[0] ?? await context?.waitForEvent('page')
    if (page === undefined) throw new Error('The packaged app has no page.')
    await work(page)
    await browser.close()
  } finally {
    const ended = once(app, 'exit')
    app.kill()
    if (app.exitCode === null && app.signalCode === null) await ended
  }
}

test('the packaged app starts, answers, serves its codecs and is isolated', async ({ dataFolder }) => {
  await withPackagedApp(dataFolder, async (page) => {
    await page.waitForURL(/^axis:\/\/app\//)
    const seen = await page.evaluate(async () => ({
      hello: await window.axisGuide?.request('app.hello', {}),
      isolated: globalThis.crossOriginIsolated,
      codec: (await (await fetch('/codecs/openjpegwasm_decode.wasm')).arrayBuffer()).byteLength > 100_000,
    }))
    expect(seen).toMatchObject({ hello: { ok: true, value: { host: 'electron', appVersion: '0.1.0' } }, isolated: true, codec: true })
    expect(existsSync(path.join(dataFolder, 'axis.db'))).toBe(true)
  })
})

test('the packaged app does the whole job: drop, side, path, subtraction, key images, restart; the command line exports them', async ({ dataFolder }) => {
  test.skip(realImages === '', WITHOUT_REAL_IMAGES)
  const data = path.join(dataFolder, 'data')
  await withPackagedApp(data, async (page) => {
    await dropFiles(page, [path.join(realImages, 'ct_c1c2_cthead'), path.join(realImages, 'xa_rf/0002.DCM')])
    await expect(page.getByRole('region', { name: /Import report/ })).toContainText('114opened', { timeout: 60_000 })
    await openCaseOf(page, 'CADAVER, HEAD')
    await waitForPicture(page, /axial/i)
    await confirmSide(page, 'RIGHT', 'Dr B. Weber')
    await goToStage(page, 'Plan')
    await waitForPicture(page, /axial/i)
    const axial = well(page, /axial/i)
    await drawPath(page, await pointIn(axial, 0.45, 0.5), await pointIn(axial, 0.3, 0.75))
    await saveKeyImage(page, axial, 1)
    await goToCases(page)
    await openCaseOf(page, 'Rubo DEMO')
    await confirmSide(page, 'LEFT', 'Dr B. Weber')
    await goToStage(page, 'Contrast')
    await waitForPicture(page, /View 1/)
    await stopAtFirstFrame(page, well(page, /View 1/))
    await page.getByRole('button', { name: 'Mask here' }).first().click()
    await page.getByRole('slider', { name: 'Frame' }).first().fill('40')
    await page.getByRole('radiogroup', { name: /^Picture of/ }).first().getByRole('radio', { name: 'Subtracted' }).click()
    await saveKeyImage(page, well(page, /View 1/), 1)
  })
  await withPackagedApp(data, async (page) => {
    // The case that was open comes back first.
    await comeBack(page, 'Rubo DEMO')
    await goToCases(page)
    await openCaseOf(page, 'CADAVER, HEAD')
    await goToStage(page, 'Record')
    await expect(keyImageTiles(page)).toHaveCount(1)
  })
  const answer = (method: string, input: unknown): unknown => {
    const run = spawnSync(process.execPath, ['electron/hosts/cli/cliMain.ts', '--data-dir', data, method, JSON.stringify(input)], { cwd: projectDirectory, encoding: 'utf8' })
    return JSON.parse(run.stdout)
  }
  const listed = answer('record.list', {}) as { readonly value: { readonly records: readonly { readonly recordId: string }[] } }
  expect(listed.value.records).toHaveLength(2)
  for (const [at, { recordId }] of listed.value.records.entries()) {
    expect(answer('record.verify', { recordId })).toMatchObject({ ok: true, value: { intact: true } })
    expect(answer('record.export', { recordId, directory: path.join(dataFolder, `export-${String(at)}`) })).toMatchObject({ ok: true, value: { files: expect.arrayContaining([expect.objectContaining({ kind: 'PNG' }), expect.objectContaining({ kind: 'SC' }), expect.objectContaining({ kind: 'SR' })]) } })
  }
})

test('the fuses of the packaged app are burnt', async () => {
  expect(await getCurrentFuseWire(binary)).toMatchObject({
    [FuseV1Options.RunAsNode]: FUSE_OFF, [FuseV1Options.EnableCookieEncryption]: FUSE_ON, [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FUSE_OFF,
    [FuseV1Options.EnableNodeCliInspectArguments]: FUSE_OFF, [FuseV1Options.OnlyLoadAppFromAsar]: FUSE_ON, [FuseV1Options.GrantFileProtocolExtraPrivileges]: FUSE_OFF,
  })
  const asNode = spawnSync(binary, [...electronSwitches(), '-e', 'console.log("node")', '--version'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', DISPLAY: '' }, encoding: 'utf8', timeout: 10_000 })
  expect(asNode.stdout).not.toContain('node')
})
