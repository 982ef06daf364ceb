// What "npm start" and "npm test" both need before anything is installed: plain Node 20, no packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
export const pinnedNode = path.join(root, 'node_modules/node/bin', windows ? 'node.exe' : 'node')
export const casesDirectory = path.join(root, 'sample-dicom/cases')
/** What Node has compiled, kept for its next start. */
export const compileCache = path.join(root, '.cache/compile')
export const isRoot = process.getuid?.() === 0

const installedMark = path.join(root, 'node_modules/.installed-from')
const builtMark = path.join(root, 'out/.built')

/** Ends with one line instead of a stack. */
export function giveUp(message) {
  console.error(message)
  process.exit(1)
}

/** Runs npm ci when the packages are not those of package-lock.json; never through a link, into a folder that others use. */
export function installIfNeeded() {
  if (lstatSync(path.join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() && existsSync(pinnedNode)) return
  const wanted = createHash('sha256').update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex')
  const installed = existsSync(installedMark) ? readFileSync(installedMark, 'utf8') : null
  if (installed === wanted && existsSync(pinnedNode)) return
  if (installed === null && existsSync(pinnedNode) && isNewer('node_modules/.package-lock.json', 'package-lock.json')) return
  console.log('Installing the packages (once, a few minutes on a slow line).')
  const npm = process.env.npm_execpath
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm === undefined
    ? spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: 'inherit', shell: windows })
    : spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0 || !existsSync(pinnedNode)) giveUp('The packages could not be installed; see above. Check the connection to the npm registry, then try again.')
  writeFileSync(installedMark, wanted)
}

const isNewer = (one, other) => existsSync(path.join(root, one)) && statSync(path.join(root, one)).mtimeMs >= statSync(path.join(root, other)).mtimeMs

/** Runs a script on the pinned Node and waits for it. */
export const runPinned = (args, options = {}) => spawnSync(pinnedNode, args, { cwd: root, stdio: 'inherit', ...options })

function newestMs(entry) {
  const found = statSync(entry, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(entry).reduce((newest, name) => Math.max(newest, newestMs(path.join(entry, name))), found.mtimeMs)
}

/** What the build reads, as paths from the project folder. The sample cases are not read: they are written beside their generator. */
export const builtFrom = () => ['shared', 'electron', 'renderer', ...readdirSync(path.join(root, 'sample-dicom')).map((name) => path.posix.join('sample-dicom', name)).filter((name) => name !== 'sample-dicom/cases'), 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** Builds when a source is newer than what was built last. Answers whether the build is good. */
export function buildIfNeeded(options) {
  const sources = builtFrom().map((name) => path.join(root, name))
  const builtMs = statSync(builtMark, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (sources.every((source) => newestMs(source) <= builtMs)) return { built: true, output: '' }
  const startedMs = Date.now()
  const done = runPinned(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn'], options)
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}`
  if (done.status !== 0) return { built: false, output }
  mkdirSync(path.dirname(builtMark), { recursive: true })
  writeFileSync(builtMark, `${String(startedMs)}\n`)
  return { built: true, output }
}

/** Writes the sample cases unless they are there; the generator itself knows whether they are the ones it would write. */
export const writeSamplesIfNeeded = () => runPinned(['sample-dicom/sampleMain.ts']).status === 0

/** Electron's binary, or null: from Electron's own variable, as downloaded, or downloaded now. */
export function findElectronBinary() {
  const name = windows ? 'electron.exe' : process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existsSync(path.join(override, name)) ? path.join(override, name) : null
  const binary = path.join(root, 'node_modules/electron/dist', name)
  if (!existsSync(binary)) runPinned(['node_modules/electron/install.js'], { stdio: 'ignore', timeout: 300_000 })
  return existsSync(binary) ? binary : null
}

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)

/** The full path of a command, or null. */
export function findCommand(name) {
  const folder = (process.env.PATH ?? '').split(path.delimiter).find((one) => existsSync(path.join(one, name)))
  return folder === undefined ? null : path.join(folder, name)
}
