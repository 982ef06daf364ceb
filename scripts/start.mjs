// npm start: installs, builds, writes the sample cases, opens the app on them. Asks nothing.
// Runs on any Node from 20 on without a package; everything after the installation runs on the pinned Node.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { buildIfNeeded, casesDirectory, findCommand, findElectronBinary, giveUp, hasDisplay, installIfNeeded, isRoot, pinnedNode, root, writeSamplesIfNeeded } from './prepare.mjs'

/** A window that is gone sooner than this, by a signal, was never one. */
const EARLY_MS = 10_000

const given = process.argv.slice(2)
installIfNeeded()
const { built, output } = buildIfNeeded({ stdio: 'pipe', encoding: 'utf8' })
if (!built) giveUp(`${output}\nThe app could not be built; see above.`)
if (!writeSamplesIfNeeded()) console.error('The sample cases could not be written; the app opens without them.')
const switches = ['--samples', casesDirectory, ...given]

const electron = findElectronBinary()
if (!hasDisplay()) serve('There is no display here')
else if (electron === null) serve('No Electron binary can be had here')
else openElectron(electron)

function openElectron(binary) {
  const startedMs = Date.now()
  // Chromium's sandbox does not run as root.
  const child = spawn(binary, [...(isRoot ? ['--no-sandbox'] : []), root, ...switches], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  passSignals(child)
  child.on('error', () => { serve('Electron cannot be started here') })
  child.on('exit', (status, signal) => {
    const crashedEarly = Date.now() - startedMs < EARLY_MS && (signal !== null ? !['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'].includes(signal) : status > 1)
    if (crashedEarly) serve('Electron cannot be started here')
    else process.exit(status ?? 1)
  })
}

/** The same app by way of the browser. */
function serve(reason) {
  console.log(`${reason}: Axis Guide is served on this machine instead.`)
  const host = spawn(pinnedNode, ['electron/hosts/loopback/loopbackMain.ts', ...switches], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  passSignals(host)
  createInterface({ input: host.stdout }).once('line', (line) => {
    const { url } = JSON.parse(line)
    console.log(`Open this address in Chromium, Chrome or Edge:\n${url}\nEnd with Ctrl+C.`)
    openBrowser(url)
  })
  host.on('exit', (status) => process.exit(status ?? 1))
}

function openBrowser(url) {
  const [command, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[process.platform] ?? ['xdg-open', url]
  if (!hasDisplay() || (process.platform === 'linux' && findCommand('xdg-open') === null)) return
  spawn(command, args, { stdio: 'ignore', detached: true }).on('error', () => undefined).unref()
}

function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { child.kill(signal) })
}
