import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import dicomParser from 'dicom-parser'
import { inflateSync } from 'fflate'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

const given = process.env['DICOM_CORPUS']
/** The folder of real images, or null where nobody has set DICOM_CORPUS. */
export const corpusFolder: string | null = given !== undefined && existsSync(given) ? given : null
/** For test names: says why the tests beneath are skipped. */
export const corpusNote = corpusFolder === null ? ' (skipped: DICOM_CORPUS is not set)' : ''

export const corpusPath = (relative: string): string => path.join(corpusFolder ?? '', relative)

export type CorpusImage = { readonly image: ImageDescription; readonly frames: readonly Uint8Array[]; readonly data: dicomParser.DataSet }

/** A described image without anything but its pixels; tests set what they are about. */
export function describePixels(fields: Partial<Omit<ImageDescription, 'pixel'>> & { readonly pixel?: Partial<ImageDescription['pixel']> }): ImageDescription {
  return {
    sopInstanceUid: '1.2.3', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: '1.2.840.10008.1.2.1', instanceNumber: 1,
    rows: 1, columns: 1, frames: 1, imageType: [], acquiredAt: null, modalityLut: null,
    voiLut: { windows: [], windowFunction: 'LINEAR', tables: [] }, presentationLutShape: null, pixelIntensityRelationship: null, pixelIntensitySign: null,
    frameOfReferenceUid: null, patientPosition: null, patientOrientation: null, laterality: null, viewPosition: null, projection: null, positioner: null,
    timing: {
      frameIncrementPointer: [], frameTimeMs: null, frameTimeVectorMs: null, frameAcquisitionTimesMs: null, frameDelayMs: null, cineRate: null,
      recommendedDisplayFrameRate: null, startTrim: null, stopTrim: null, preferredPlayback: null, representativeFrame: null,
    },
    masks: [], recommendedViewingMode: null, shutter: null, overlays: [], burnedInAnnotation: null, contrastAgent: null,
    ...fields,
    pixel: {
      samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', planarConfiguration: 0, bitsAllocated: 16, bitsStored: 16, highBit: 15, signed: false,
      paddingValue: null, paddingRangeLimit: null, lossy: false, palette: null, ...fields.pixel,
    },
  }
}

/** A second, small reader of real files, so that the codecs are judged apart from the library that feeds them in the app. */
export async function readCorpusImage(relative: string): Promise<CorpusImage> {
  const bytes = new Uint8Array(await readFile(corpusPath(relative)))
  const data = dicomParser.parseDicom(bytes, {
    inflater: (whole, position) => {
      const body = inflateSync(whole.subarray(position))
      const inflated = new Uint8Array(position + body.length)
      inflated.set(whole.subarray(0, position))
      inflated.set(body, position)
      return inflated
    },
  })
  const image = describe(data)
  return { image, data, frames: cutFrames(data, image) }
}

function describe(data: dicomParser.DataSet): ImageDescription {
  const bitsAllocated = data.uint16('x00280100') ?? 16
  const bitsStored = data.uint16('x00280101') ?? bitsAllocated
  return describePixels({
    transferSyntaxUid: data.string('x00020010') ?? '1.2.840.10008.1.2',
    rows: data.uint16('x00280010') ?? 0, columns: data.uint16('x00280011') ?? 0, frames: data.intString('x00280008') ?? 1,
    pixel: {
      samplesPerPixel: data.uint16('x00280002') ?? 1, photometricInterpretation: data.string('x00280004') ?? 'MONOCHROME2',
      planarConfiguration: data.uint16('x00280006') === 1 ? 1 : 0, bitsAllocated, bitsStored,
      highBit: data.uint16('x00280102') ?? bitsStored - 1, signed: data.uint16('x00280103') === 1,
    },
  })
}

function cutFrames(data: dicomParser.DataSet, image: ImageDescription): readonly Uint8Array[] {
  const element = data.elements['x7fe00010']
  if (element === undefined) return []
  if (element.encapsulatedPixelData !== true) {
    const { pixel } = image
    const samples = pixel.photometricInterpretation === 'YBR_FULL_422' ? 2 : pixel.samplesPerPixel
    const length = Math.ceil((image.rows * image.columns * samples * pixel.bitsAllocated) / 8)
    return Array.from({ length: image.frames }, (_, frame) =>
      data.byteArray.subarray(element.dataOffset + frame * length, Math.min(element.dataOffset + element.length, element.dataOffset + (frame + 1) * length)))
  }
  const fragments = element.fragments ?? []
  const read = (from: number, count: number): Uint8Array => dicomParser.readEncapsulatedPixelDataFromFragments(data, element, from, count)
  if (image.frames === 1) return [read(0, fragments.length)]
  if (fragments.length === image.frames) return fragments.map((_, index) => read(index, 1))
  return groupByStartOfImage(fragments.map((_, index) => read(index, 1)))
}

/** Without an offset table a frame begins where a code stream begins. */
function groupByStartOfImage(fragments: readonly Uint8Array[]): readonly Uint8Array[] {
  const frames: Uint8Array[][] = []
  for (const fragment of fragments) {
    const isStart = fragment[0] === 0xff && (fragment[1] === 0xd8 || fragment[1] === 0x4f)
    const last = frames.at(-1)
    if (isStart || last === undefined) frames.push([fragment])
    else last.push(fragment)
  }
  return frames.map((parts) => new Uint8Array(Buffer.concat(parts)))
}
