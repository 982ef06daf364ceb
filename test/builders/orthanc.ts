import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'

/** Debian puts it where only root looks. */
const places = ['Orthanc', '/usr/sbin/Orthanc', '/usr/local/sbin/Orthanc']
export const findOrthanc = (): string | null => places.find((place) => spawnSync(place, ['--version']).error === undefined) ?? null

const START_MS = 20_000

export type Orthanc = {
  readonly dicomPort: number
  /** An answer that is not 2xx is thrown. */
  readonly get: (route: string) => Promise<Response>
  readonly post: (route: string, body: string | Uint8Array<ArrayBuffer>) => Promise<Response>
  readonly remove: (route: string) => Promise<void>
  readonly stop: () => Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

/** An archive that nobody here wrote, on ports of its own, in an empty folder that exists. */
export async function startOrthanc(binary: string, folder: string): Promise<Orthanc> {
  const [httpPort, dicomPort] = [await freePort(), await freePort()]
  const configuration = path.join(folder, 'orthanc.json')
  await writeFile(configuration, JSON.stringify({ Name: 'Archive', StorageDirectory: path.join(folder, 'store'), IndexDirectory: path.join(folder, 'store'), Plugins: [], HttpPort: httpPort, DicomPort: dicomPort, DicomAet: 'ARCHIVE', DefaultEncoding: 'Utf8', DicomAlwaysAllowStore: true }))
  const server = spawn(binary, [configuration], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => { said += chunk.toString('utf8') })
  const ended = once(server, 'exit')
  const ask = async (route: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(`http://127.0.0.1:${String(httpPort)}${route}`, init)
    if (!response.ok) throw new Error(`${route}: ${String(response.status)} ${await response.text()}`)
    return response
  }
  const stop = async (): Promise<void> => {
    // Ending in good order takes it three seconds, for a folder that goes with it.
    if (server.exitCode === null) server.kill('SIGKILL')
    await ended
  }
  for (const until = performance.now() + START_MS; ;) {
    if (await ask('/system').then(() => true, () => false)) break
    if (server.exitCode !== null || performance.now() > until) {
      await stop()
      throw new Error(`Orthanc did not start: ${said.slice(-2000)}`)
    }
    await new Promise((resolve) => { setTimeout(resolve, 100) })
  }
  return {
    dicomPort, stop,
    get: (route) => ask(route),
    post: (route, body) => ask(route, { method: 'POST', body }),
    remove: async (route) => { await ask(route, { method: 'DELETE' }) },
  }
}
