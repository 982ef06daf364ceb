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
import { codecFiles } from '#shared/codecs/codecFiles.ts'
import { setAppMenu } from './appMenu.ts'
import { registerAppScheme, serveAppScheme } from './appScheme.ts'
import { createElectronDialogs } from './electronDialogs.ts'
import { hardenApp, hardenSession } from './hardening.ts'
import { openMainWindow } from './mainWindow.ts'

// This file is built to out/main/index.js.
const built = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const uiDirectory = path.join(built, 'renderer')
// A worker thread starts from a file, not from inside the packaged archive; electron-builder lays it beside that.
const headerWorkerUrl = new URL(new URL('./headerWorker.mjs', import.meta.url).href.replace('/app.asar/', '/app.asar.unpacked/'))

/** Chromium's own switches stand among ours. */
const commandLine = readCommandLine(process.argv.slice(app.isPackaged ? 1 : 2), 'othersAllowed')
const dataDirectory = chooseDataDirectory(commandLine.dataDirectory)

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
    headerWorkerUrl, readCodec: readBundledCodec, log,
  }
  const running = await createServices({ ports, version: app.getVersion(), sampleCases: samples.state })

  hardenSession()
  setAppMenu()
  serveAppScheme(createWebDoor({ streams: running.streams, blobs, uiDirectory, log: log.bug }), log.bug)
  startIpcHost({ running, granted, windows: () => BrowserWindow.getAllWindows().map(({ webContents }) => webContents), log: log.bug })

  const open = (): BrowserWindow => openMainWindow({
    dataDirectory, preload: path.join(built, 'preload/index.cjs'), onGone: (reason) => { log.info('pageGone', { reason }) },
  })
  open()
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) open() })
  app.on('window-all-closed', () => { app.quit() })
  app.once('will-quit', (event) => {
    event.preventDefault()
    void running.close().catch(log.bug).finally(() => { folder.value.release(); app.exit(0) })
  })
  log.info('started', { electron: process.versions.electron, packaged: app.isPackaged })
  if (commandLine.samples !== null) await samples.importOnce(running.services, log)
}

app.setPath('userData', dataDirectory)
// Chromium's caches beside the data, not among them.
app.setPath('sessionData', path.join(dataDirectory, 'chromium'))
registerAppScheme()
hardenApp()
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
  })
  app.whenReady().then(start).catch((error: unknown) => giveUp(`Axis Guide could not be started: ${error instanceof Error ? error.message : 'unknown'}`))
} else {
  giveUp('Axis Guide is open already with this data folder. Its window was brought to the front.')
}
