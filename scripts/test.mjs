// npm test: installs and runs every test. What cannot run here is shown as skipped, with the reason.
// npm run check: the same without a build and without what needs one ("quick").
// Runs on any Node from 20 on without a package; the tests run on the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { compileCache, findCommand, findElectronBinary, hasDisplay, installIfNeeded, isRoot, pinnedNode, root, runPinned, writeSamplesIfNeeded } from './prepare.mjs'

const quick = process.argv[2] === 'quick'
const reports = path.join(root, '.cache/reports')
const SCREEN = '-screen 0 2048x1152x24'
/** Debian packages by one command that each brings; Orthanc's lies where only root looks, beside what everybody has. */
const debian = { dcmtk: 'dcmdump', dicom3tools: 'dciodvfy', xvfb: 'xvfb-run', 'poppler-utils': 'pdftotext', qpdf: 'qpdf', orthanc: '../sbin/Orthanc', ...(findChromium() === null ? { chromium: 'chromium' } : {}) }

installIfNeeded()
rmSync(reports, { recursive: true, force: true })
// What Node has compiled is kept from one start to the next within this run: a call of the command line starts in a third of the time.
if (!quick) rmSync(compileCache, { recursive: true, force: true })
const compiled = { ...process.env, NODE_COMPILE_CACHE: compileCache }
mkdirSync(reports, { recursive: true })
const notes = []
if (!quick) installTools()

const steps = []
const startedMs = Date.now()
await runChecks([
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0', '--cache', '--cache-location', '.cache/eslint/'] },
  ...['renderer', 'test', 'electron', 'sample-dicom', 'shared', 'electron/preload'].map((room) => ({ name: `types: ${room}`, args: ['node_modules/typescript/bin/tsc', '-p', room] })),
  // By itself it leaves one of two processors at rest.
  ...(quick ? [] : [{ name: 'build', args: ['scripts/buildApp.mjs'] }]),
])
if (!quick) runStep('sample cases', () => one(writeSamplesIfNeeded()))
runStep('unit, contract, architecture, conformance', runVitest)
if (!quick) await runBrowserTests()
report()

function findChromium() {
  return process.env.CHROMIUM_PATH ?? ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(findCommand).find((found) => found !== null) ?? null
}

function installTools() {
  const missing = Object.entries(debian).filter(([, command]) => findCommand(command) === null).map(([name]) => name)
  if (missing.length === 0 || process.platform !== 'linux') return
  if (isRoot && findCommand('apt-get') !== null) {
    console.log(`Installing ${missing.join(', ')} for the tests that need them.`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env, timeout: 300_000 })
    // The archive starts itself as a service, open to the network: where services are started, a person decides that.
    for (const name of missing.filter((one) => one !== 'orthanc' || !existsSync('/run/systemd/system'))) spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name, ...(name === 'xvfb' ? ['xauth'] : [])], { stdio: 'ignore', env, timeout: 600_000 })
  }
  const still = missing.filter((name) => findCommand(debian[name]) === null)
  if (still.length > 0) notes.push(`To run the tests skipped for it, install: ${still.join(', ')} (Debian: apt-get install ${still.join(' ')}).`)
}

function one(passed) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 }
}

function runStep(name, work) {
  const beganMs = Date.now()
  console.log(`\n== ${name}`)
  const counts = work()
  steps.push({ name, ...counts, seconds: Math.round((Date.now() - beganMs) / 1000) })
}

/** Each of these keeps one processor busy: as many at a time as there are processors, what they say printed whole. */
async function runChecks(checks) {
  const waiting = [...checks]
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const beganMs = Date.now()
      const { passed, output } = await runToEnd(check.args)
      console.log(`\n== ${check.name}${output === '' ? '' : `\n${output.trimEnd()}`}`)
      steps.push({ name: check.name, ...one(passed), seconds: Math.round((Date.now() - beganMs) / 1000) })
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), checks.length) }, work))
}

function runToEnd(args) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode, args, { cwd: root, env: compiled, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { said.push(chunk) })
    child.on('error', (failure) => { resolve({ passed: false, output: failure.message }) })
    child.on('close', (status) => { resolve({ passed: status === 0, output: Buffer.concat(said).toString('utf8') }) })
  })
}

function readReport(file) {
  const full = path.join(reports, file)
  return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')) : null
}

function runVitest() {
  const { status } = runPinned(['node_modules/vitest/vitest.mjs', 'run', '--reporter=minimal', '--reporter=json', `--outputFile.json=${path.join(reports, 'vitest.json')}`], { env: compiled })
  const found = readReport('vitest.json')
  if (found === null) return one(false)
  const files = found.testResults
  for (const test of files.flatMap((file) => file.assertionResults)) if (test.status === 'pending' || test.status === 'skipped') notes.push(`skipped: ${test.fullName}`)
  // A file that cannot even be loaded has no test that could fail.
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length
  const failed = found.numFailedTests + broken
  return { passed: found.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: found.numPendingTests + (found.numTodoTests ?? 0) }
}

async function runBrowserTests() {
  const xvfb = process.platform === 'linux' ? findCommand('xvfb-run') : null
  const env = { ...process.env }
  const electron = findElectronBinary()
  if (electron === null) notes.push('No Electron binary can be had here: the Electron tests are skipped. ELECTRON_OVERRIDE_DIST_PATH may name a folder with one.')
  if (!hasDisplay() && xvfb === null) env.AXIS_GUIDE_NO_DISPLAY = '1'
  if (findChromium() === null) notes.push('No Chromium or Chrome was found: the browser tests are skipped. Install Chromium (Debian: apt-get install chromium), or name one in CHROMIUM_PATH.')
  // Browser and Electron beside each other, each on a display of its own: a test waits for its app more than it works.
  const runs = [
    { name: 'end to end, Chromium', report: 'chromium', projects: ['chromium'], display: '99', kept: { NODE_COMPILE_CACHE: compileCache } },
    // The app itself starts as it does for its user.
    { name: 'end to end, Electron', report: 'electron', projects: ['electron', 'packaged'], display: '199', kept: {} },
  ]
  console.log(`\n== ${runs.map(({ name }) => name).join('; ')}`)
  await Promise.all(runs.map(async ({ name, report, projects, display, kept }) => {
    const beganMs = Date.now()
    const args = ['node_modules/@playwright/test/cli.js', 'test', ...projects.map((project) => `--project=${project}`), `--output=test-results/${report}`]
    const command = !hasDisplay() && xvfb !== null ? [xvfb, '-a', '-n', display, '-s', SCREEN, pinnedNode, ...args] : [pinnedNode, ...args]
    const status = await runShown(command, { ...env, ...kept, AXIS_GUIDE_TEST_REPORT: path.join(reports, `${report}.json`) })
    steps.push({ name, ...countPlaywright(`${report}.json`, status), seconds: Math.round((Date.now() - beganMs) / 1000) })
  }))
}

function countPlaywright(file, status) {
  const found = readReport(file)
  if (found === null) return one(false)
  collectSkipped(found.suites)
  const { expected, unexpected, flaky, skipped } = found.stats
  const failed = unexpected + flaky + found.errors.length
  return { passed: expected, failed: failed === 0 && status !== 0 ? 1 : failed, skipped }
}

function runShown([command, ...args], env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env })
    child.on('error', () => { resolve(1) })
    child.on('close', (status) => { resolve(status) })
  })
}

function collectSkipped(suites) {
  for (const suite of suites) {
    for (const spec of suite.specs) {
      for (const test of spec.tests) {
        if (test.status !== 'skipped') continue
        const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'an earlier failure'
        notes.push(`skipped: ${test.projectName}: ${spec.title} (${reason})`)
      }
    }
    collectSkipped(suite.suites ?? [])
  }
}

function report() {
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`)
  const width = Math.max(...steps.map(({ name }) => name.length))
  console.log(`\n${'step'.padEnd(width)}  passed  failed  skipped  seconds`)
  for (const { name, passed, failed, skipped, seconds } of steps) {
    console.log(`${name.padEnd(width)}  ${[passed, failed].map((count) => String(count).padStart(6)).join('  ')}  ${String(skipped).padStart(7)}  ${String(seconds).padStart(7)}`)
  }
  const sum = (key) => steps.reduce((total, step) => total + step[key], 0)
  console.log(`in ${String(Math.round((Date.now() - startedMs) / 1000))} s`)
  process.exitCode = sum('failed') === 0 ? 0 : 1
  console.log(`${String(sum('passed'))} passed, ${String(sum('failed'))} failed, ${String(sum('skipped'))} skipped`)
}
