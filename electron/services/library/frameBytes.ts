import { open, readFile, type FileHandle } from 'node:fs/promises'
import type { FrameLocations, Span } from '#electron/services/dicom/frameLocations.ts'
import { inflateBody } from '#electron/services/dicom/dicomParserReader.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { OpenSeries } from './seriesShelf.ts'

export function frameByteLengths(locations: FrameLocations): number[] {
  if (locations.kind === 'native') return [Math.ceil(locations.bitsPerFrame / 8)]
  return locations.frames.map((spans) => spans.reduce((sum, [, length]) => sum + length, 0))
}

type FrameSpans = { readonly spans: readonly Span[]; /** Bits before the frame begins in its first byte: one-bit frames follow each other without padding (PS3.5 8.1.1). */ readonly skipBits: number }

function spansOf(locations: FrameLocations, frame: number): FrameSpans | null {
  if (locations.kind === 'encapsulated') {
    const spans = locations.frames[frame]
    return spans === undefined ? null : { spans, skipBits: 0 }
  }
  if (frame >= (locations.whole ?? Number.POSITIVE_INFINITY)) return null
  const startBit = locations.bitsPerFrame * frame
  const skipBits = startBit % 8
  return { spans: [[locations.offset + (startBit - skipBits) / 8, Math.ceil((skipBits + locations.bitsPerFrame) / 8)]], skipBits }
}

export type Source = OpenSeries['sources'][number]
/** Reads frames one after the other, also when asked at once, and keeps the file of the last one open in between. */
export type FrameReader = {
  /** Fills `target` with the stored bytes of a frame, counted from 0 in its object. False when they cannot be had. */
  readonly readInto: (source: Source, frame: number, target: Uint8Array) => Promise<boolean>
  readonly close: () => Promise<void>
}

type OpenFile = { readonly path: string; readonly handle: FileHandle }

export function createFrameReader(objects: Pick<ObjectStore, 'pathOf'>): FrameReader {
  let file: OpenFile | null = null
  let inflated: { readonly path: string; readonly bytes: Uint8Array } | null = null

  const close = async (): Promise<void> => {
    const closing = file
    file = null
    await closing?.handle.close()
  }
  const openFile = async (path: string, byteLength: number): Promise<FileHandle> => {
    if (file?.path === path) return file.handle
    await close()
    const handle = await open(path, 'r')
    file = { path, handle }
    // A file of another length is another file: its offsets would cut through anything.
    if ((await handle.stat()).size !== byteLength) throw new Error('changed')
    return handle
  }
  const readSpan = async (source: Source, path: string, offset: number, target: Uint8Array): Promise<boolean> => {
    if (source.picture.deflatedFrom !== null) {
      if (inflated?.path !== path) {
        const whole = await readFile(path)
        const bytes = whole.length === source.byteLength ? inflateBody(whole.subarray(source.picture.deflatedFrom), true) : null
        if (bytes === null) return false
        inflated = { path, bytes }
      }
      const part = inflated.bytes.subarray(offset, offset + target.length)
      target.set(part)
      return part.length === target.length
    }
    const handle = await openFile(path, source.byteLength)
    let filled = 0
    while (filled < target.length) {
      const { bytesRead } = await handle.read(target, filled, target.length - filled, offset + filled)
      if (bytesRead === 0) return false
      filled += bytesRead
    }
    return true
  }
  const read = async (source: Source, frame: number, target: Uint8Array): Promise<boolean> => {
    const found = spansOf(source.picture.locations, frame)
    if (found === null) return false
    const path = source.sha256 === null ? source.path : objects.pathOf(source.sha256)
    try {
      if (found.skipBits > 0) return await readShifted(found, target, (offset, bytes) => readSpan(source, path, offset, bytes))
      let at = 0
      for (const [offset, length] of found.spans) {
        if (!(await readSpan(source, path, offset, target.subarray(at, at + length)))) return false
        at += length
      }
      return true
    } catch {
      await close()
      return false
    }
  }
  // One after the other: a file that another reading is in the middle of is not closed under it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  return { readInto: (source, frame, target) => inTurn(() => read(source, frame, target)), close: () => inTurn(close) }
}

async function readShifted({ spans, skipBits }: FrameSpans, target: Uint8Array, readSpan: (offset: number, bytes: Uint8Array) => Promise<boolean>): Promise<boolean> {
  const [span] = spans
  if (span === undefined) return false
  const bytes = new Uint8Array(span[1])
  if (!(await readSpan(span[0], bytes))) return false
  for (let index = 0; index < target.length; index += 1) target[index] = ((bytes[index] ?? 0) >> skipBits) | ((bytes[index + 1] ?? 0) << (8 - skipBits))
  return true
}
