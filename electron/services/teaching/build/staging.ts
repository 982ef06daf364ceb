import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'

export type StagedFile = { readonly path: string; readonly sha256: string; readonly bytes: number }

/** A folder of our own in which a copy is built, out of everybody's sight. */
export type Staging = {
  readonly directory: string
  readonly put: (place: string, bytes: Uint8Array) => Promise<StagedFile>
  readonly read: (place: string) => Promise<Uint8Array>
  readonly pathOf: (place: string) => string
  readonly remove: () => Promise<void>
}

export const stagingRoot = (dataDirectory: string): string => path.join(dataDirectory, 'teaching', 'staging')

export function openStaging(dataDirectory: string, id: string): Staging {
  const directory = path.join(stagingRoot(dataDirectory), id)
  const pathOf = (place: string): string => path.join(directory, place)
  const made = new Set<string>()
  return {
    directory, pathOf,
    put: async (place, bytes) => {
      const folder = path.dirname(pathOf(place))
      if (!made.has(folder)) await mkdir(folder, { recursive: true, mode: 0o700 })
      made.add(folder)
      await writeFile(pathOf(place), bytes, { flag: 'wx', mode: 0o600 })
      return { path: place, sha256: sha256OfBytes(bytes), bytes: bytes.length }
    },
    read: async (place) => readFile(pathOf(place)),
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

/** What an earlier run left behind and nobody waits for. */
export async function clearStaging(dataDirectory: string, isWaitedFor: (id: string) => boolean): Promise<void> {
  const names = await readdir(stagingRoot(dataDirectory)).catch(() => [])
  for (const name of names) if (!isWaitedFor(name)) await rm(path.join(stagingRoot(dataDirectory), name), { recursive: true, force: true })
}

/** One hash over every file by its place: what was looked at is what is released. */
export function contentHash(files: readonly StagedFile[]): string {
  const hash = createHash('sha256')
  for (const { path: place, sha256 } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) hash.update(`${place}\0${sha256}\n`)
  return hash.digest('hex')
}
