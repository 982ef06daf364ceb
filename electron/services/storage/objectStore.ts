import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from './syncFolder.ts'

/** The content-addressed folder: an object's name is the SHA-256 of its bytes, so it can be checked and never changes. */
export type ObjectStore = {
  /** Writes bytes durably (temporary file, fsync, rename, fsync of the folder) and returns their address. */
  readonly put: (bytes: Uint8Array) => Promise<string>
  /** Copies a file durably, hashing what is written; returns address and length. The source is only read. */
  readonly putFile: (sourcePath: string) => Promise<{ readonly sha256: string; readonly byteLength: number }>
  readonly pathOf: (sha256: string) => string
  readonly has: (sha256: string) => Promise<boolean>
  /** True when the bytes on the disk still have the address they lie under. */
  readonly verify: (sha256: string) => Promise<boolean>
}

const BUFFER_BYTES = 4 << 20

export async function openObjectStore(directory: string): Promise<ObjectStore> {
  const temporary = path.join(directory, 'temporary')
  await mkdir(temporary, { recursive: true })
  // What a crash left half-written was never named, so nothing refers to it.
  for (const name of await readdir(temporary)) await rm(path.join(temporary, name), { force: true })

  const pathOf = (sha256: string): string => path.join(directory, sha256.slice(0, 2), sha256)
  const has = async (sha256: string): Promise<boolean> => stat(pathOf(sha256)).then((found) => found.isFile(), () => false)

  const verify = async (sha256: string): Promise<boolean> => {
    const found = await stat(pathOf(sha256)).catch(() => null)
    if (found?.isFile() !== true) return false
    // A stream takes its whole buffer however little it reads; most objects are smaller.
    if (found.size <= BUFFER_BYTES) return createHash('sha256').update(await readFile(pathOf(sha256))).digest('hex') === sha256
    const hash = createHash('sha256')
    for await (const chunk of bytesOf(pathOf(sha256))) hash.update(chunk)
    return hash.digest('hex') === sha256
  }

  const moveIntoPlace = async (temporaryPath: string, sha256: string): Promise<void> => {
    const folder = path.dirname(pathOf(sha256))
    const made = await mkdir(folder, { recursive: true })
    await rename(temporaryPath, pathOf(sha256))
    await syncFolder(folder)
    if (made !== undefined) await syncFolder(directory)
  }

  const write = async (chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<{ sha256: string; byteLength: number }> => {
    const temporaryPath = path.join(temporary, randomUUID())
    const hash = createHash('sha256')
    let byteLength = 0
    const file = await open(temporaryPath, 'wx', 0o600)
    try {
      for await (const chunk of chunks) {
        hash.update(chunk)
        byteLength += chunk.length
        // A single write may take a part of it, as a disk does that becomes full; this goes on until all is written, or fails.
        await file.writeFile(chunk)
      }
      await file.sync()
    } catch (error) {
      await file.close()
      await rm(temporaryPath, { force: true })
      throw error
    }
    await file.close()
    const sha256 = hash.digest('hex')
    // An object that the disk has damaged is healed by whoever brings its bytes again.
    if (await verify(sha256)) await rm(temporaryPath, { force: true })
    else await moveIntoPlace(temporaryPath, sha256)
    return { sha256, byteLength }
  }

  return {
    pathOf,
    has,
    put: async (bytes) => (await write([bytes])).sha256,
    putFile: (sourcePath) => write(bytesOf(sourcePath)),
    verify,
  }
}

/** Opened when the first bytes are asked for: a stream that fails before anyone listens ends the whole process. */
async function* bytesOf(filePath: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = createReadStream(filePath, { highWaterMark: BUFFER_BYTES })
  yield* chunks
}
