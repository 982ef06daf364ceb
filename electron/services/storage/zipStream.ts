import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Zip, ZipPassThrough } from 'fflate'

/** A ZIP of files as they are (stored: pictures are compressed already), read and sent one piece at a time; below `base` they keep their folders. */
export async function* zipFiles(filePaths: readonly string[], modified: Date, base: string | null = null): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error !== null) failure = error
    else ready.push(chunk)
  })
  const drain = (): Uint8Array[] => {
    if (failure !== null) throw failure
    return ready.splice(0)
  }
  for (const filePath of filePaths) {
    const entry = new ZipPassThrough(base === null ? path.basename(filePath) : path.relative(base, filePath).split(path.sep).join('/'))
    entry.mtime = modified
    zip.add(entry)
    for await (const chunk of createReadStream(filePath)) {
      entry.push(chunk as Uint8Array)
      yield* drain()
    }
    entry.push(new Uint8Array(0), true)
    yield* drain()
  }
  zip.end()
  yield* drain()
}
