import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const onPath = (name: string): string | null => {
  const folder = (process.env['PATH'] ?? '').split(path.delimiter).find((one) => existsSync(path.join(one, name)))
  return folder === undefined ? null : path.join(folder, name)
}

/** Chromium or Chrome of the machine: Playwright's own browsers are not needed. */
export function findChromium(): string | null {
  const named = process.env['CHROMIUM_PATH']
  if (named !== undefined && existsSync(named)) return named
  const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find((found) => found !== null) ?? null
  const usual = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']
  return installed ?? usual.find((file) => existsSync(file)) ?? null
}

/** Electron's binary, where there is a display for it: another distribution named by Electron's own variable, else the downloaded one. */
export function findElectron(): string | null {
  if (process.env['AXIS_GUIDE_NO_DISPLAY'] === '1') return null
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') return existsSync(path.join(override, name)) ? path.join(override, name) : null
  const dist = path.join(path.dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'dist')
  const binary = process.platform === 'darwin' ? path.join(dist, 'Electron.app/Contents/MacOS/Electron') : path.join(dist, name)
  return existsSync(binary) ? binary : null
}

/** Debian's dciodvfy and the like. */
export const findTool = onPath

/** What Chromium does by itself on a machine without a graphics card and without SwiftShader: no WebGL, the page drawn by the processor. Two thirds of the other's time. */
export const noGpuSwitches = ['--disable-gpu'] as const
/** SwiftShader takes the place of a graphics card: everything is drawn in software, WebGL too. */
export const softwareGpuSwitches = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] as const

/** Root has no user namespace to sandbox in. */
export const sandboxSwitches = (): readonly string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

/** The packaged app and the like, as a machine without a graphics card starts them for WebGL. */
export const electronSwitches = (): readonly string[] => [...sandboxSwitches(), ...softwareGpuSwitches]
