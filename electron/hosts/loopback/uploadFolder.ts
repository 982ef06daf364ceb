import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { uuid } from '#shared/values.ts'

const LARGEST_FILE_BYTES = 8 * 2 ** 30
const DEEPEST_PATH = 32
/** Windows gives these names to devices, whatever their ending. */
const RESERVED_NAME = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const hasControlCharacter = (name: string): boolean => [...name].some((character) => character.charCodeAt(0) < 32)

export type UploadFault = Fault<'BAD_PATH' | 'TOO_LARGE' | 'STORAGE_FAILED'>
export type UploadFolder = {
  readonly directory: string
  readonly folderOf: (uploadId: string) => string | null
  /** Takes an upload away, once it is imported or not wanted any more. */
  readonly drop: (uploadId: string) => Promise<void>
  /** Takes away what earlier runs left behind: what counts was copied into the library before its import answered. */
  readonly clear: () => Promise<void>
  readonly receive: (uploadId: string, relativePath: string, body: AsyncIterable<Uint8Array>) => Promise<Result<{ readonly byteLength: number }, UploadFault>>
}

/** Where a browser's files are put down before they are imported, each upload in a folder of its own. */
export function createUploadFolder(directory: string): UploadFolder {
  const started = new Set<string>()
  const folder = (uploadId: string): string => path.join(directory, uploadId)
  return {
    directory,
    folderOf: (uploadId) => (started.has(uploadId) ? folder(uploadId) : null),
    drop: async (uploadId) => {
      if (started.delete(uploadId)) await rm(folder(uploadId), { recursive: true, force: true })
    },
    clear: () => rm(directory, { recursive: true, force: true }),
    receive: async (uploadId, relativePath, body) => {
      const parts = safeParts(relativePath)
      if (!uuid.safeParse(uploadId).success || parts === null) return err('BAD_PATH', 'This file name cannot be taken in. Rename the file and send it again.')
      const file = path.join(folder(uploadId), ...parts)
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
        started.add(uploadId)
        return await writeNew(file, body)
      } catch {
        return err('STORAGE_FAILED', 'The file could not be put down: the disk may be full, or the same name was sent twice. Nothing else is lost.')
      }
    },
  }
}

/** The path of a dropped file as its parts; null when any of them could lead elsewhere or means something to a system. */
export function safeParts(relativePath: string): readonly string[] | null {
  const parts = relativePath.split('/')
  const isSafe = (part: string): boolean => part !== '' && part !== '.' && part !== '..' && part.length <= 255
    && !/[\\:*?"<>|]/.test(part) && !hasControlCharacter(part) && !/[. ]$/.test(part) && !RESERVED_NAME.test(part)
  return parts.length <= DEEPEST_PATH && parts.every(isSafe) ? parts : null
}

async function writeNew(file: string, body: AsyncIterable<Uint8Array>): Promise<Result<{ byteLength: number }, UploadFault>> {
  let byteLength = 0
  const limited = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      byteLength += chunk.length
      if (byteLength > LARGEST_FILE_BYTES) throw new RangeError('too large')
      yield chunk
    }
  }
  try {
    await pipeline(Readable.from(limited()), createWriteStream(file, { flags: 'wx', mode: 0o600 }))
    return ok({ byteLength })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) await rm(file, { force: true })
    if (error instanceof RangeError) return err('TOO_LARGE', 'The file is larger than 8 GB. It was not taken in.')
    throw error
  }
}
