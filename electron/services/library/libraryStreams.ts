import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { ByteStream, StreamServices } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import { imageAtFrame } from '#shared/dicom/modalityLut.ts'
import { leadFrames, orderFrames, streamFrames } from './frameStream.ts'
import { createFrameReader } from './frameBytes.ts'
import type { ImageSource } from './imageSource.ts'
import type { LibraryTables } from './libraryTables.ts'
import { readOverlay } from './overlayBits.ts'
import { checkAvailability } from './seriesReader.ts'
import type { OpenSeries, SeriesShelf } from './seriesShelf.ts'
import { renderThumbnail } from './thumbnail.ts'

type Surroundings = { readonly shelf: SeriesShelf; readonly tables: LibraryTables; readonly objects: ObjectStore; readonly source: ImageSource }

const notFound = () => err('NOT_FOUND', 'This is not in the library. It may have been removed; import it again.')
const whole = (contentType: ByteStream['contentType'], bytes: Uint8Array): ByteStream => ({
  contentType, byteLength: bytes.length, chunks: (async function* () { yield bytes })(),
})

export function createLibraryStreams({ shelf, tables, objects, source }: Surroundings): Pick<StreamServices, Extract<keyof StreamServices, `library.${string}`>> {
  return {
    'library.frames': async ({ seriesUid, first, count, order, start, lead }) => {
      const series = shelf.open(seriesUid)
      const total = series?.description.frames.length
      const from = first ?? 0
      if (series === null || total === undefined || from >= total) return notFound()
      const frames = leadFrames(orderFrames(from, Math.min(count ?? total, total - from), order), start, lead)
      const onMissing = (): void => { void checkAvailability(shelf, objects, seriesUid, series) }
      // Its length is not promised: a frame that turns out to be unreadable makes the stream shorter.
      return ok({ contentType: 'application/octet-stream', byteLength: null, chunks: streamFrames(objects, series, frames, onMissing) })
    },
    'library.thumbnail': async ({ seriesUid }) => {
      const kept = tables.thumbnail(seriesUid)
      if (kept !== null) return ok(whole('image/png', kept))
      const series = shelf.open(seriesUid)
      if (series === null || series.description.frames.length === 0) return notFound()
      const there = series.description.frames.flatMap(({ byteLength }, frame) => (byteLength > 0 ? [frame] : []))
      const middle = there[Math.floor(there.length / 2)] ?? 0
      const image = imageAtFrame(series.description, middle)
      const decoded = await source.decodeFrame(seriesUid, middle)
      if (image === undefined || !decoded.ok) return err('UNREADABLE', decoded.ok ? 'There is no image here.' : decoded.error.message)
      const png = renderThumbnail(decoded.value, image)
      tables.saveThumbnail(seriesUid, png)
      return ok(whole('image/png', png))
    },
    'library.overlay': async ({ seriesUid, image, group, frame }) => {
      const series = shelf.open(seriesUid)
      const from = series?.sources[image]
      const plane = from?.picture.image.overlays.find((one) => one.group === group)
      if (from === undefined || plane === undefined || frame >= Math.max(plane.frames, from.picture.image.frames)) return notFound()
      const bits = await readOverlay(from.sha256 === null ? from.path : objects.pathOf(from.sha256), plane, frame, () => pixelFrame(objects, from, frame), from.picture.image.pixel.bitsAllocated / 8)
      return bits === null ? err('UNREADABLE', 'The overlay cannot be read. The image is shown without it.') : ok(whole('application/octet-stream', bits))
    },
  }
}

async function pixelFrame(objects: ObjectStore, source: OpenSeries['sources'][number], frame: number): Promise<Uint8Array | null> {
  const { image, locations } = source.picture
  if (locations.kind !== 'native') return null
  const reader = createFrameReader(objects)
  try {
    const bytes = new Uint8Array(Math.ceil(locations.bitsPerFrame / 8))
    return (await reader.readInto(source, Math.min(frame, image.frames - 1), bytes)) ? bytes : null
  } finally {
    await reader.close()
  }
}
