import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { _electron, chromium, errors, type Browser, type ElectronApplication, type Page } from '@playwright/test'
import { findChromium, findElectron, noGpuSwitches, sandboxSwitches } from './findBrowser.ts'
import { recordReceipts } from './receipts.ts'

export const projectDirectory = path.resolve(import.meta.dirname, '../..')
/** The sample cases, which the test command writes before these tests run. */
export const sampleCase = (name: string): string => path.join(projectDirectory, 'sample-dicom/cases', name)
const pinnedNode = path.join(projectDirectory, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** The app on a data folder, whichever host carries it. */
export type OpenApp = {
  readonly page: Page
  readonly host: 'chromium' | 'electron'
  readonly electron: ElectronApplication | null
  /** Null in Electron. */
  readonly browser: Browser | null
  /** What the page wrote to its console as an error, and what it threw. */
  readonly pageErrors: readonly string[]
  readonly close: () => Promise<void>
  /** As a power cut would end it: nothing gets a chance to tidy up. */
  readonly kill: () => Promise<void>
}

export type OpenOptions = {
  /** Null leaves the window as the app opens it. */
  readonly size?: { readonly width: number; readonly height: number } | null
  readonly samples?: string
  /** Files that the app is started with, as a double click on them does (Electron only). */
  readonly words?: readonly string[]
  /** Chromium's switches of drawing: what needs WebGL names SwiftShader's. */
  readonly drawing?: readonly string[]
}

/** A person would have given up by then. */
const ACTION_MS = 30_000
/** A start takes three seconds; ten times that on a busy machine. The first is given up earlier: see below. */
const FIRST_LAUNCH_MS = 20_000
const LAUNCH_MS = 40_000
const DEFAULT_SIZE = { width: 1920, height: 1080 }

export async function openApp(project: string, dataDirectory: string, options: OpenOptions = {}): Promise<OpenApp> {
  return project === 'electron' ? openInElectron(dataDirectory, options) : openInChromium(dataDirectory, options)
}

export type Loopback = { readonly url: string; readonly process: ChildProcess; readonly stop: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void> }

export async function startLoopback(dataDirectory: string, samples?: string): Promise<Loopback> {
  const host = spawn(pinnedNode, ['electron/hosts/loopback/loopbackMain.ts', '--data-dir', dataDirectory, ...(samples === undefined ? [] : ['--samples', samples])], { cwd: projectDirectory, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: host.stdout })
  const first = await Promise.race([once(lines, 'line'), once(host, 'exit')])
  const line = first[0]
  if (typeof line !== 'string') throw new Error(`The loopback host ended with status ${String(line)}.`)
  const announced: unknown = JSON.parse(line)
  if (typeof announced !== 'object' || announced === null || !('url' in announced) || typeof announced.url !== 'string') throw new Error('The first line has no address.')
  return { url: announced.url, process: host, stop: (signal) => endProcess(host, signal) }
}

async function endProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

async function openInChromium(dataDirectory: string, { size = DEFAULT_SIZE, samples, drawing = noGpuSwitches }: OpenOptions): Promise<OpenApp> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium.')
  const host = await startLoopback(dataDirectory, samples)
  const browser = await chromium.launch({ executablePath, args: [...sandboxSwitches(), ...drawing] })
  const page = await browser.newPage({ viewport: size ?? DEFAULT_SIZE })
  page.setDefaultTimeout(ACTION_MS)
  const pageErrors = collectErrors(page)
  await page.goto(host.url)
  await recordReceipts(page)
  return {
    page, host: 'chromium', electron: null, browser, pageErrors,
    close: async () => { await browser.close(); await host.stop('SIGTERM') },
    kill: async () => { await host.stop('SIGKILL'); await browser.close() },
  }
}

async function openInElectron(dataDirectory: string, { size = DEFAULT_SIZE, samples, words = [], drawing = noGpuSwitches }: OpenOptions): Promise<OpenApp> {
  const executablePath = findElectron()
  if (executablePath === null) throw new Error('No Electron.')
  const launch = (timeout: number) => _electron.launch({
    executablePath, cwd: projectDirectory, timeout,
    args: [...sandboxSwitches(), ...drawing, projectDirectory, `--data-dir=${dataDirectory}`, ...(samples === undefined ? [] : [`--samples=${samples}`]), ...words],
  })
  // Beside other browsers the inspector of a starting app can miss its first call and then never answers; the app is ended by then. A second silence counts.
  const app = await launch(FIRST_LAUNCH_MS).catch((failure: unknown) => { if (failure instanceof errors.TimeoutError) return launch(LAUNCH_MS); throw failure })
  askAgainWhenDropped(app)
  const page = await app.firstWindow()
  page.setDefaultTimeout(ACTION_MS)
  const pageErrors = collectErrors(page)
  const resize = (to: { readonly width: number; readonly height: number }): Promise<void> => app.evaluate(({ BrowserWindow }, { width, height }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.unmaximize()
    window?.setContentSize(width, height)
  }, to)
  if (size !== null) await resize(size)
  await page.waitForLoadState('domcontentloaded')
  await recordReceipts(page)
  return {
    page, host: 'electron', electron: app, browser: null, pageErrors,
    close: () => app.close(),
    kill: () => endProcess(app.process(), 'SIGKILL'),
  }
}

/**
 * The inspector answers by a promise that nothing in the app holds: on a busy machine it can be collected before it is
 * answered, whatever was asked. What these tests ask of the main process is harmless twice.
 */
function askAgainWhenDropped(app: ElectronApplication): void {
  const ask = app.evaluate.bind(app)
  const askTwice: typeof app.evaluate = (...question: Parameters<typeof ask>) => ask(...question).catch((failure: unknown) => {
    if (failure instanceof Error && failure.message.includes('promise was garbage collected')) return ask(...question)
    throw failure
  })
  app.evaluate = askTwice
}

function collectErrors(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error') found.push(message.text()) })
  return found
}
