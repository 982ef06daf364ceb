import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { electronSwitches, findElectron } from './findBrowser.ts'
import { expect, shareApp, test } from './fixtures.ts'
import { projectDirectory, type OpenApp } from './openApp.ts'

const electronOf = ({ electron }: OpenApp): ElectronApplication => {
  if (electron === null) throw new Error('This test is for Electron.')
  return electron
}
const call = ({ page }: OpenApp, method: string, input: unknown) => page.evaluate(({ method, input }) => window.axisGuide?.request(method, input), { method, input })

test.describe('one window, left as it was', () => {
  const shared = shareApp()

  test('the window has no Node, an isolated and sandboxed preload, and no webview', async () => {
    const app = shared()
    const preferences = await electronOf(app).evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return contents !== undefined && 'getLastWebPreferences' in contents && typeof contents.getLastWebPreferences === 'function' ? contents.getLastWebPreferences() as Record<string, unknown> : null
    })
    expect(preferences).toMatchObject({
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, webviewTag: false, experimentalFeatures: false, allowRunningInsecureContent: false,
    })
    const inWorker = await app.page.evaluate(() => new Promise((resolve) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage([typeof require, typeof process])'])))
      worker.onmessage = ({ data }) => { resolve(data) }
    }))
    expect(inWorker).toEqual(['undefined', 'undefined'])
  })

  test('the page sees three functions of ours, frozen, and nothing of Electron', async () => {
    const { page } = shared()
    const seen = await page.evaluate(() => ({
      keys: Object.keys(window.axisGuide ?? {}).sort(),
      leaked: ['electron', 'ipcRenderer', 'require', 'process'].filter((name) => name in window),
      replaced: (() => { try { Reflect.set(window.axisGuide ?? {}, 'request', null) } catch { return false } return window.axisGuide?.request === null })(),
    }))
    expect(seen).toEqual({ keys: ['permitDropped', 'request', 'subscribe'], leaked: [], replaced: false })
  })

  test('the page stays where it is: no navigation, no new window, no reload by key', async () => {
    const app = shared()
    const { page } = app
    await page.evaluate(() => { Reflect.set(window, 'marker', 1) })
    await page.evaluate(() => { window.location.href = 'https://example.org/' })
    await page.evaluate(() => { window.location.href = 'file:///etc/hostname' })
    expect(await page.evaluate(() => window.open('https://example.org/') === null && window.open('/index.html') === null)).toBe(true)
    for (const keys of ['Control+R', 'Control+Shift+R', 'F5', 'Control+L', 'Control+N', 'Control+W']) await page.keyboard.press(keys)
    await page.waitForTimeout(300)
    expect(await page.evaluate(() => ({ marker: Reflect.get(window, 'marker') as unknown, at: window.location.origin }))).toEqual({ marker: 1, at: 'axis://app' })
    expect(await electronOf(app).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  test('every permission is refused', async () => {
    const { page } = shared()
    const states = await page.evaluate(async () => ({
      camera: await navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(() => 'granted', () => 'refused'),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => 'granted', () => 'refused'),
      notifications: await Notification.requestPermission(),
      position: await new Promise((resolve) => { navigator.geolocation.getCurrentPosition(() => { resolve('granted') }, () => { resolve('refused') }) }),
    }))
    expect(states).toEqual({ camera: 'refused', screen: 'refused', notifications: 'denied', position: 'refused' })
  })

  test('another page in the app, even with the preload, may call nothing', async () => {
    const app = shared()
    const answers = await electronOf(app).evaluate(async ({ BrowserWindow }, preload) => {
      const ask = async (url: string): Promise<unknown> => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
        await window.loadURL(url)
        const answer: unknown = await window.webContents.executeJavaScript('window.axisGuide?.request("app.hello", {})')
        window.destroy()
        return answer
      }
      return [await ask('about:blank'), await ask('data:text/html,<title>axis://app/</title>')]
    }, path.join(projectDirectory, 'out/preload/index.cjs'))
    expect(answers).toMatchObject([{ ok: false, error: { code: 'BAD_REQUEST' } }, { ok: false, error: { code: 'BAD_REQUEST' } }])
  })

  test('a hostile call is refused and the app goes on', async () => {
    const app = shared()
    for (const [method, input] of [['__proto__', {}], ['constructor', {}], ['app.hello', null], ['app.hello', { __proto__: null, more: 1 }], ['library.import', { paths: 'x'.repeat(1 << 20) }]] as const) {
      expect(await call(app, method, input)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    }
    expect(await call(app, 'app.hello', {})).toMatchObject({ ok: true, value: { host: 'electron', filesBy: 'dialog' } })
  })

  test('the title names no patient, whatever the page calls itself', async () => {
    const app = shared()
    await app.page.evaluate(() => { document.title = 'SAMPLE^ANNA' })
    await app.page.waitForTimeout(100)
    expect(await electronOf(app).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toBe('Axis Guide')
  })
})

test('only files that the user chose or dropped may be imported', async ({ open, dataFolder }) => {
  const app = await open()
  const file = path.join(dataFolder, 'note.txt')
  await writeFile(file, 'not an image')
  expect(await call(app, 'library.import', { paths: [file] })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } })
  expect(await app.page.evaluate(() => window.axisGuide?.permitDropped([new File(['x'], '/etc/hostname')]))).toEqual([])
  expect(await call(app, 'library.import', { paths: ['/etc/hostname'] })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } })
  await app.page.evaluate(() => { const input = document.createElement('input'); input.type = 'file'; input.id = 'test-files'; document.body.append(input) })
  await app.page.setInputFiles('#test-files', file)
  const permitted = await app.page.evaluate(() => {
    const input = document.querySelector('#test-files')
    return input instanceof HTMLInputElement ? window.axisGuide?.permitDropped([...input.files ?? []]) : []
  })
  expect(permitted).toEqual([file])
  expect(await call(app, 'library.import', { paths: [file] })).toMatchObject({ ok: true, value: { notDicom: 1 } })
})

test('what a system dialog chose may be read, and an export folder written to', async ({ open, dataFolder }) => {
  const app = await open()
  await electronOf(app).evaluate(({ dialog }, chosen) => { dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] }) }, dataFolder)
  expect(await call(app, 'app.chooseFiles', { kind: 'folder' })).toEqual({ ok: true, value: { paths: [dataFolder] } })
  expect(await call(app, 'app.chooseExportFolder', {})).toEqual({ ok: true, value: { directory: dataFolder } })
})

test('a second app and a second host on the same data folder say so in one line and end', async ({ open, dataFolder }) => {
  await open()
  const electron = spawnSync(findElectron() ?? '', [...electronSwitches(), projectDirectory, `--data-dir=${dataFolder}`], { encoding: 'utf8', timeout: 60_000 })
  expect([electron.status, electron.stderr.split('\n').filter((line) => line.includes('Axis Guide is open already')).length]).toEqual([1, 1])
  const loopback = spawnSync(process.execPath, [path.join(projectDirectory, 'electron/hosts/loopback/loopbackMain.ts'), '--data-dir', dataFolder], { encoding: 'utf8', timeout: 60_000 })
  expect([loopback.status, loopback.stdout, loopback.stderr.trim().split('\n')]).toEqual([1, '', ['Another Axis Guide is using this data folder. Close it, or name another folder with --data-dir.']])
})

test('the log has no message of an error, only its kind and place', async ({ open, dataFolder }) => {
  const app = await open()
  await electronOf(app).evaluate(() => { setTimeout(() => { throw new TypeError('SAMPLE^ANNA could not be read') }, 0) })
  await expect.poll(() => readFile(path.join(dataFolder, 'logs/axis-guide.log'), 'utf8')).toContain('"name":"TypeError"')
  expect(await readFile(path.join(dataFolder, 'logs/axis-guide.log'), 'utf8')).not.toContain('SAMPLE')
  expect(await call(app, 'app.hello', {})).toMatchObject({ ok: true })
})

test('the window opens where it was closed', async ({ open }) => {
  const first = await open()
  await electronOf(first).evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setBounds({ x: 30, y: 40, width: 1300, height: 740 }) })
  await expect.poll(() => electronOf(first).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toMatchObject({ width: 1300, height: 740 })
  await first.close()
  const second = await open({ size: null })
  expect(await electronOf(second).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toMatchObject({ width: 1300, height: 740 })
})

test('a window that holds what is not saved asks before it closes, and stays unless that is accepted', async ({ open }) => {
  const app = await open()
  const electron = electronOf(app)
  await app.page.evaluate(() => { window.addEventListener('beforeunload', (event) => { event.preventDefault() }) })
  // Chromium asks for nobody who has not touched the page.
  await app.page.mouse.click(5, 5)
  await electron.evaluate(({ dialog }) => {
    const asked: string[] = []
    Reflect.set(globalThis, 'asked', asked)
    // Stays the first time.
    dialog.showMessageBoxSync = (...words: readonly unknown[]) => asked.push(JSON.stringify(words.at(-1))) - 1
  })
  const close = () => electron.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.close() })
  const asked = () => electron.evaluate(() => Reflect.get(globalThis, 'asked') as string[])
  await close()
  await expect.poll(asked).toEqual([expect.stringContaining('Not everything is saved.')])
  await expect(app.page.getByRole('banner')).toBeVisible()
  const ended = new Promise<void>((resolve) => { electron.once('close', () => { resolve() }) })
  await close().catch(() => undefined)
  await ended
})
