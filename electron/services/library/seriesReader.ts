import { access } from 'node:fs/promises'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import { notInFile } from '#shared/dicom/missingFrames.ts'
import { err, ok } from '#shared/result.ts'
import { createCaseDocuments } from './caseDocuments.ts'
import { createFrameReader } from './frameBytes.ts'
import type { DecodeFault, ImageSource, InstanceFile, ReadFault } from './imageSource.ts'
import type { LibraryTables, StoredInstance } from './libraryTables.ts'
import type { OpenSeries, SeriesShelf } from './seriesShelf.ts'

const unknownSeries = () => err('UNKNOWN_SERIES', 'This series is not in the library. It may have been removed; import it again.')

/** The library as other services see it: descriptions, stored bytes and decoded frames of one series at a time. */
export function createSeriesReader({ shelf, tables, objects, decoder }: { readonly shelf: SeriesShelf; readonly tables: LibraryTables; readonly objects: ObjectStore; readonly decoder: FrameDecoder }): ImageSource {
  const readFrame: ImageSource['readFrame'] = async (seriesUid, frame) => {
    const series = shelf.open(seriesUid)
    if (series === null) return unknownSeries()
    if (series.sources.length === 0 && series.description.summary.kind !== 'document') return err<ReadFault['code']>('UNREADABLE', 'No image of this series can be read: the disk has damaged their entries in the library. Import the series again from its source.')
    if (series.sources.length === 0) return err<ReadFault['code']>('NOT_AN_IMAGE', 'This object is a document, not an image. It has no frames.')
    const found = series.description.frames[frame]
    const source = found === undefined ? undefined : series.sources[found.image]
    if (found === undefined || source === undefined) return err<ReadFault['code']>('NO_SUCH_FRAME', `This series has ${series.description.frames.length} frames. Choose one of them.`)
    if (found.byteLength === 0) return err<ReadFault['code']>('UNREADABLE', `Frame ${found.frameNumber} cannot be had. ${notInFile}`)
    const bytes = new Uint8Array(found.byteLength)
    const reader = createFrameReader(objects)
    try {
      if (await reader.readInto(source, found.frameNumber - 1, bytes)) return ok(bytes)
    } finally {
      await reader.close()
    }
    await checkAvailability(shelf, objects, seriesUid, series)
    return err<ReadFault['code']>('UNREADABLE', 'The bytes of this image are no longer where they were: the file was moved or changed, or the disc taken out. Bring it back, or import it again.')
  }
  return {
    summaries: shelf.summaries,
    summary: shelf.summary,
    fileOf: (sopInstanceUid) => {
      const stored = tables.instance(sopInstanceUid)
      return stored === null ? null : toFile(stored)
    },
    objectsOf: (seriesUid) => tables.ofSeries(seriesUid).map((stored) => ({ seriesUid, sopInstanceUid: stored.sopUid, sopClassUid: stored.instance.sopClassUid, ...toFile(stored) })),
    documents: createCaseDocuments({ shelf, tables, objects }),
    describe: async (seriesUid) => {
      const series = shelf.open(seriesUid)
      if (series === null) return unknownSeries()
      await checkAvailability(shelf, objects, seriesUid, series)
      return ok({ ...series.description, summary: shelf.summary(seriesUid) ?? series.description.summary })
    },
    readFrame,
    decodeFrame: async (seriesUid, frame) => {
      const bytes = await readFrame(seriesUid, frame)
      if (!bytes.ok) return bytes
      const series = shelf.open(seriesUid)
      const image = series?.description.images[series.description.frames[frame]?.image ?? -1]
      if (image === undefined) return err<DecodeFault['code']>('NO_SUCH_FRAME', 'This series was changed meanwhile. Open it again.')
      return decoder.decode(bytes.value, image)
    },
  }
}

const toFile = ({ path, sha256, byteLength, modifiedMs }: StoredInstance): InstanceFile => ({ path, sha256, byteLength, modifiedMs })

/** Looks whether every file of a series is there, without opening one. */
export async function checkAvailability(shelf: SeriesShelf, objects: ObjectStore, seriesUid: string, series: OpenSeries): Promise<void> {
  const there = await Promise.all(series.sources.map(({ path, sha256 }) => access(sha256 === null ? path : objects.pathOf(sha256)).then(() => true, () => false)))
  shelf.setAvailability(seriesUid, there.every(Boolean))
}
