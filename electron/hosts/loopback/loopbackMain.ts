import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import { readCommandLine } from '#electron/hosts/commandLine.ts'
import { chooseDataDirectory, holdDataFolder } from '#electron/hosts/dataFolder.ts'
import { createGrantedPaths } from '#electron/hosts/grantedPaths.ts'
import { openLog } from '#electron/hosts/log.ts'
import { openSampleCases } from '#electron/hosts/samples.ts'
import { builtUiDirectory, projectDirectory, readAppVersion, readInstalledCodec, readInstalledFont, readInstalledTextModel, sampleCasesDirectory, sourceHeaderWorkerUrl, sourcePixelWorkerUrl, sourcePracticeWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { systemClock } from '#electron/hosts/systemClock.ts'
import { createBlobStore } from '#electron/hosts/web/blobStore.ts'
import { createServices } from '#electron/services/createServices.ts'
import { startLoopbackServer } from './loopbackServer.ts'
import { createUploadFolder } from './uploadFolder.ts'

/** Says why in one line and ends. */
function giveUp(message: string): never {
  console.error(message)
  process.exit(1)
}

function buildUiIfMissing(): void {
  if (existsSync(path.join(builtUiDirectory, 'index.html'))) return
  console.error('The screens are not built yet; building them (once, about half a minute).')
  const built = spawnSync(process.execPath, [path.join(projectDirectory, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: projectDirectory, stdio: ['ignore', 'ignore', 'inherit'] })
  if (built.status !== 0) giveUp('The screens could not be built; see above.')
}

async function serve(args: readonly string[]): Promise<void> {
  const { dataDirectory: asked, port, samples: samplesAsked } = readCommandLine(args)
  const dataDirectory = chooseDataDirectory(asked)
  const folder = await holdDataFolder(dataDirectory)
  if (!folder.ok) giveUp(folder.error.message)
  buildUiIfMissing()
  const log = openLog(dataDirectory)
  const samplesDirectory = path.resolve(samplesAsked ?? sampleCasesDirectory)
  const samples = openSampleCases(samplesDirectory, dataDirectory)
  const blobs = createBlobStore(systemClock.monotonicMs)
  const uploads = createUploadFolder(path.join(dataDirectory, 'uploads'))
  await uploads.clear()
  const granted = createGrantedPaths()
  granted.grantRead(uploads.directory)
  granted.grantRead(samplesDirectory)
  const ports: Ports = {
    host: 'loopback', dataDirectory, clock: systemClock, newId: randomUUID, dialogs: null, access: granted.access,
    uploads: { takeBlob: blobs.take, folderOf: uploads.folderOf },
    headerWorkerUrl: sourceHeaderWorkerUrl, practiceWorkerUrl: sourcePracticeWorkerUrl, readCodec: readInstalledCodec, readFont: readInstalledFont, pixelWorkerUrl: sourcePixelWorkerUrl, readTextModel: readInstalledTextModel, log,
  }
  const running = await createServices({ ports, version: readAppVersion(), sampleCases: samples.state })
  const server = await startLoopbackServer({ running, blobs, uploads, uiDirectory: builtUiDirectory, log: log.bug }, port ?? 0).catch((error: unknown) =>
    giveUp(`Port ${String(port)} cannot be used (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}). Name another one with --port.`))
  const stop = (): void => {
    void server.close().then(running.close).then(folder.value.release).finally(() => process.exit(0))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  process.on('uncaughtException', log.bug)
  process.on('unhandledRejection', log.bug)
  console.log(JSON.stringify({ url: server.url }))
  if (samplesAsked !== null) await samples.importOnce(running.services, log)
}

await serve(process.argv.slice(2)).catch((error: unknown) => giveUp(error instanceof TypeError ? error.message : `Axis Guide could not be started: ${error instanceof Error ? error.message : 'unknown'}`))
