import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import { encodeFrameHeader, FRAME_HEADER_BYTES, UNREADABLE_FRAME } from '#shared/contract/frameStream.ts'
import { createFrameReader, type Source } from './frameBytes.ts'
import type { OpenSeries } from './seriesShelf.ts'

/** Chunks of this size cost a quarter less than chunks of one slice on their way through Electron's protocol. */
const CHUNK_BYTES = 8 << 20
/** The first chunk is small, so that the first slice is seen early. */
const FIRST_CHUNK_BYTES = 1 << 20
/** Files opened at the same time: enough to keep a disc busy, few enough for its head. */
const READERS = 4

export type FrameOrder = 'forward' | 'middleOut'

/** Middle slice first, then its neighbours outwards: what a viewer looks at first comes first. */
export function orderFrames(first: number, count: number, order: FrameOrder): number[] {
  const forward = Array.from({ length: count }, (_, index) => first + index)
  if (order === 'forward') return forward
  const middle = first + Math.floor(count / 2)
  return forward.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || b - a)
}

/** The same frames, the run that is looked at before the others, and the frame that is seen first before all. */
export function leadFrames(frames: readonly number[], start: number | undefined, lead: number | undefined): readonly number[] {
  const at = start === undefined ? -1 : frames.indexOf(start)
  const turned = at > 0 ? [...frames.slice(at), ...frames.slice(0, at)] : frames
  return lead === undefined || !turned.includes(lead) ? turned : [lead, ...turned.filter((frame) => frame !== lead)]
}

type Planned = { readonly frame: number; readonly source: Source; readonly frameNumber: number; readonly byteLength: number }

/** Frames in the wire format. Reads only as fast as the other side takes the chunks; `onMissing` hears of frames that could not be read. */
export async function* streamFrames(objects: ObjectStore, series: OpenSeries, frames: readonly number[], onMissing: () => void): AsyncGenerator<Uint8Array> {
  const planned = frames.flatMap((frame): Planned[] => {
    const found = series.description.frames[frame]
    const source = found === undefined ? undefined : series.sources[found.image]
    return found === undefined || source === undefined ? [] : [{ frame, source, frameNumber: found.frameNumber, byteLength: found.byteLength }]
  })
  const readers = Array.from({ length: READERS }, () => createFrameReader(objects))
  try {
    let from = 0
    while (from < planned.length) {
      const to = endOfChunk(planned, from, from === 0 ? FIRST_CHUNK_BYTES : CHUNK_BYTES)
      yield await readChunk(planned.slice(from, to), readers, onMissing)
      from = to
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()))
  }
}

function endOfChunk(planned: readonly Planned[], from: number, limit: number): number {
  let to = from
  let bytes = 0
  while (to < planned.length && (to === from || bytes + (planned[to]?.byteLength ?? 0) <= limit)) {
    bytes += FRAME_HEADER_BYTES + (planned[to]?.byteLength ?? 0)
    to += 1
  }
  return to
}

async function readChunk(planned: readonly Planned[], readers: readonly ReturnType<typeof createFrameReader>[], onMissing: () => void): Promise<Uint8Array> {
  const starts: number[] = []
  let total = 0
  for (const { byteLength } of planned) {
    starts.push(total)
    total += FRAME_HEADER_BYTES + byteLength
  }
  const chunk = new Uint8Array(total)
  const readable = new Array<boolean>(planned.length).fill(false)
  // Each reader takes a stretch of neighbours: frames of one object stay with one open file.
  const share = Math.ceil(planned.length / readers.length)
  await Promise.all(readers.map(async (reader, index) => {
    for (let at = index * share; at < Math.min(planned.length, (index + 1) * share); at += 1) {
      const one = planned[at]
      const start = starts[at]
      if (one === undefined || start === undefined) continue
      chunk.set(encodeFrameHeader(one.frame, one.byteLength), start)
      const body = start + FRAME_HEADER_BYTES
      readable[at] = one.byteLength > 0 && await reader.readInto(one.source, one.frameNumber - 1, chunk.subarray(body, body + one.byteLength))
    }
  }))
  if (readable.every(Boolean)) return chunk
  if (planned.some(({ byteLength }, at) => byteLength > 0 && readable[at] !== true)) onMissing()
  return withoutUnreadable(planned, chunk, starts, readable)
}

function withoutUnreadable(planned: readonly Planned[], chunk: Uint8Array, starts: readonly number[], readable: readonly boolean[]): Uint8Array {
  const parts = planned.map(({ frame, byteLength }, index) => {
    const start = starts[index] ?? 0
    return readable[index] === true ? chunk.subarray(start, start + FRAME_HEADER_BYTES + byteLength) : encodeFrameHeader(frame, UNREADABLE_FRAME)
  })
  return new Uint8Array(Buffer.concat(parts))
}
