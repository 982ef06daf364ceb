import { closeSync, openSync, readSync } from 'node:fs'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { createFrameReader, frameByteLengths, type Source } from '#electron/services/library/frameBytes.ts'
import { readInstance } from '#electron/services/library/readInstance.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { PixelObject, PixelSeries, Rectangle } from './pixelSeries.ts'
import { textAreasOf } from './textAreas.ts'

const inPlace = { pathOf: (): string => { throw new Error('Files that lie where they are have no place in the object folder') } }

/** Whether the pixels of a file can be had frame by frame, so that text and faces can be looked for in them. */
export function isReadablePicture(path: string, buffer: { bytes: Uint8Array }): boolean {
  const reading = readInstance(path, buffer)
  return reading.kind === 'instance' && reading.instance.picture !== null
}

/** The images among these files, by series, in the order of the paths; `close` lets go of the file that is open. */
export function pixelSeriesOfFiles(paths: readonly string[]): { readonly series: readonly PixelSeries[]; readonly close: () => Promise<void> } {
  const buffer = { bytes: new Uint8Array(64 * 1024) }
  const reader = createFrameReader(inPlace)
  const bySeries = new Map<string, PixelObject[]>()
  for (const path of paths) {
    const reading = readInstance(path, buffer)
    if (reading.kind !== 'instance' || reading.instance.picture === null) continue
    const { instance, byteLength } = reading
    const { picture, sopInstanceUid, modality } = reading.instance
    const lengths = frameByteLengths(picture.locations)
    const source: Source = { sopUid: sopInstanceUid, path, sha256: null, byteLength, picture }
    const objects = bySeries.get(instance.seriesUid) ?? []
    bySeries.set(instance.seriesUid, objects)
    objects.push({
      sopInstanceUid, image: picture.image, modality, planes: picture.planes, textAreas: modality === 'US' ? textAreasOfFile(path, byteLength, picture.image) : [],
      frameBytes: async (frame) => {
        const length = lengths[picture.locations.kind === 'native' ? 0 : frame]
        if (length === undefined) return null
        const bytes = new Uint8Array(length)
        return (await reader.readInto(source, frame, bytes)) ? bytes : null
      },
    })
  }
  return { series: [...bySeries].map(([seriesUid, objects]) => ({ seriesUid, objects })), close: reader.close }
}

/** Regions stand before the pixels; private groups before them are seldom this long. */
const REGIONS_WITHIN_BYTES = 4 << 20

/** An image's description keeps the regions of tissue alone; letters stand outside of all of them. */
function textAreasOfFile(path: string, byteLength: number, { columns, rows }: ImageDescription): readonly Rectangle[] {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(REGIONS_WITHIN_BYTES)
    const reading = readHeader(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)), byteLength)
    return reading.kind === 'read' ? textAreasOf(reading.header, columns, rows) : []
  } finally {
    closeSync(file)
  }
}
