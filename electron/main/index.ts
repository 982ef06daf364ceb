import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog } from 'electron'
import { readCommandLine } from '#electron/hosts/commandLine.ts'
import { chooseDataDirectory, holdDataFolder } from '#electron/hosts/dataFolder.ts'
import { createGrantedPaths } from '#electron/hosts/grantedPaths.ts'
import { startIpcHost } from '#electron/hosts/ipc/ipcHost.ts'
import { openLog } from '#electron/hosts/log.ts'
import { openSampleCases } from '#electron/hosts/samples.ts'
import { systemClock } from '#electron/hosts/systemClock.ts'
import { createBlobStore } from '#electron/hosts/web/blobStore.ts'
import { createWebDoor } from '#electron/hosts/web/webDoor.ts'
import type { Ports } from '#electron/ports/ports.ts'
import { createServices } from '#electron/services/createServices.ts'
import { fontFiles } from '#electron/services/record/paper/fontFiles.ts'
import { textModelFiles } from '#electron/services/teaching/pixels/text/textModelFiles.ts'
import { codecFiles } from '#shared/codecs/codecFiles.ts'
import { setAppMenu } from './appMenu.ts'
import { registerAppScheme, serveAppScheme } from './appScheme.ts'
import { createElectronDialogs } from './electronDialogs.ts'
import { hardenApp, hardenSession } from './hardening.ts'
import { openMainWindow } from './mainWindow.ts'
import { createOpenedFiles, teachingFilesIn } from './openedFiles.ts'

// This file is built to out/main/index.js.
const built = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const uiDirectory = path.join(built, 'renderer')
// A worker thread starts from a file, not from inside the packaged archive; electron-builder lays it beside that.
const unpacked = (file: string): URL => new URL(new URL(file, import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'))
const headerWorkerUrl = unpacked('./headerWorker.mjs')
const pixelWorkerUrl = unpacked('./pixelWorker.mjs')
const practiceWorkerUrl = unpacked('./practiceWorker.mjs')

/** Chromium's own switches stand among ours. */
const commandLine = readCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), 'othersAllowed')
const dataDirectory = chooseDataDirectory(commandLine.dataDirectory)
const opened = createOpenedFiles()
opened.add(teachingFilesIn(commandLine.rest, process.cwd()))

function giveUp(message: string): never {
  console.error(message)
  if (app.isPackaged && app.isReady()) dialog.showErrorBox('Axis Guide', message)
  app.exit(1)
  throw new Error('Unreachable: the app has ended.')
}

async function readBundledCodec(fileName: string): Promise<Uint8Array> {
  if (!codecFiles.some((codec) => codec.fileName === fileName)) throw new Error('There is no codec of that name.')
  return readFile(path.join(uiDirectory, 'codecs', fileName))
}

async function readBundledFont(fileName: string): Promise<Uint8Array> {
  if (!fontFiles.some((font) => font.fileName === fileName)) throw new Error('There is no font of that name.')
  return readFile(path.join(built, 'main/fonts', fileName))
}

async function readBundledTextModel(fileName: string): Promise<Uint8Array> {
  if (!textModelFiles.some((file) => file.fileName === fileName)) throw new Error('There is no part of the text reader of that name.')
  return readFile(path.join(built, 'main/text', fileName))
}

async function start(): Promise<void> {
  const folder = await holdDataFolder(dataDirectory)
  if (!folder.ok) giveUp(folder.error.message)
  const log = openLog(dataDirectory)
  process.on('uncaughtException', log.bug)
  process.on('unhandledRejection', log.bug)

  const granted = createGrantedPaths()
  const blobs = createBlobStore(systemClock.monotonicMs)
  const samplesDirectory = path.resolve(commandLine.samples ?? path.join(dataDirectory, 'no-samples'))
  const samples = openSampleCases(samplesDirectory, dataDirectory)
  granted.grantRead(samplesDirectory)
  const ports: Ports = {
    host: 'electron', dataDirectory, clock: systemClock, newId: randomUUID,
    dialogs: createElectronDialogs(granted), access: granted.access,
    uploads: { takeBlob: blobs.take, folderOf: () => null },
    headerWorkerUrl, pixelWorkerUrl, practiceWorkerUrl, readCodec: readBundledCodec, readFont: readBundledFont, readTextModel: readBundledTextModel, log,
  }
  const running = await createServices({ ports, version: app.getVersion(), sampleCases: samples.state })

  hardenSession()
  setAppMenu()
  serveAppScheme(createWebDoor({ streams: running.streams, blobs, uiDirectory, log: log.bug }), log.bug)
  startIpcHost({ running, granted, windows: () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents), log: log.bug })

  const open = (): BrowserWindow => openMainWindow({
    dataDirectory, preload: path.join(built, 'preload/index.cjs'), onGone: (reason) => { log.info('pageGone', { reason }) },
  })
  const page = open().webContents
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) open() })
  app.on('window-all-closed', () => { app.quit() })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void running.close().catch(log.bug).finally(() => { folder.value.release(); app.exit(0) })
  })
  const takeIn = (paths: readonly string[]): void => {
    // Whoever double-clicked them has chosen them.
    for (const file of paths) granted.grantRead(file)
    running.services['teaching.import']({ paths: [...paths] }).then((taken) => {
      const { cases, setIds, refused } = taken.ok ? taken.value : { cases: [], setIds: [], refused: [{ path: '', message: taken.error.message }] }
      running.announce({ name: 'teaching.opened', payload: { teachingCaseIds: cases.map(({ teachingCaseId }) => teachingCaseId), setIds, refused: refused.map(({ message }) => message) } })
    }).catch(log.bug)
  }
  // What was double-clicked to start the app is told to a page that listens.
  page.once('did-finish-load', () => { opened.serve(takeIn) })
  log.info('started', { electron: process.versions.electron, packaged: app.isPackaged })
  if (commandLine.samples !== null) await samples.importOnce(running.services, log)
}

app.setPath('userData', dataDirectory)
// Chromium's caches beside the data, not among them.
app.setPath('sessionData', path.join(dataDirectory, 'chromium'))
registerAppScheme()
hardenApp()
if (app.requestSingleInstanceLock()) {
  app.on('open-file', (event, file) => {
    event.preventDefault()
    opened.add(teachingFilesIn([file], process.cwd()))
  })
  app.on('second-instance', (_event, words, workingDirectory) => {
    opened.add(teachingFilesIn(words, workingDirectory))
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.whenReady().then(start).catch((error: unknown) => giveUp(`Axis Guide could not be started: ${error instanceof Error ? error.message : 'unknown'}`))
} else {
  giveUp('Axis Guide is open already with this data folder. Its window was brought to the front.')
}
