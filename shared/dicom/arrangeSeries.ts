import { stackSlices } from '#shared/geometry/volumes.ts'
import type { ImageDescription, ImagePlane } from './imageDescription.ts'
import { missingFramesOf } from './missingFrames.ts'
import type { SeriesDescription, SeriesKind, SeriesSummary } from './seriesDescription.ts'
import { isVolumeClass } from './sopClasses.ts'

/** What the header of one object of a series says, as far as its order and kind depend on it. */
export type SeriesMember = {
  readonly documentKind: string | null
  readonly picture: { readonly image: ImageDescription; readonly planes: readonly (ImagePlane | null)[]; readonly frameByteLengths: readonly number[] } | null
}
export type Arrangement = Pick<SeriesDescription, 'frames' | 'runs'> & {
  readonly kind: SeriesKind
  readonly documentKind: string | null
  readonly volume: SeriesSummary['volume']
  readonly warnings: SeriesSummary['warnings']
  /** Indexes into the members, in the order of the description's images. */
  readonly images: readonly number[]
}

/** Fewer than three slices have no constant spacing that could be checked. */
const FEWEST_SLICES = 3

/**
 * Decides what a series is and in which order it is shown: volumes by the place of their slices along the normal, all
 * else by instance number, time, then UID, so that the order never depends on the order of the files.
 *
 * @frame   patientLps: slices are placed by Image Position (Patient) along the normal of Image Orientation (Patient)
 * @units   mm
 * @source  PS3.3 C.7.6.2 Image Plane; Instance Number (0020,0013) orders only what has no place
 */
export function arrangeSeries(members: readonly SeriesMember[]): Arrangement {
  const images = members.map((_, index) => index).filter((index) => (members[index]?.picture ?? null) !== null).sort((a, b) => compareImages(pictureOf(members, a).image, pictureOf(members, b).image))
  if (images.length === 0) {
    return { kind: 'document', documentKind: members.find((member) => member.documentKind !== null)?.documentKind ?? 'Other object', volume: null, warnings: [], images: [], frames: [], runs: [] }
  }
  const frames = images.flatMap((member, image) => {
    const { image: description, planes, frameByteLengths } = pictureOf(members, member)
    return Array.from({ length: description.frames }, (_, index) => ({
      image, frameNumber: index + 1, byteLength: index < (description.framesThere ?? description.frames) ? frameByteLengths[index] ?? frameByteLengths[0] ?? 0 : 0, plane: planes[index] ?? (planes.length === 1 ? planes[0] ?? null : null),
    }))
  })
  return asVolume(members, images, frames) ?? asRuns(members, images, frames)
}

function pictureOf(members: readonly SeriesMember[], index: number): NonNullable<SeriesMember['picture']> {
  const picture = members[index]?.picture
  if (picture === undefined || picture === null) throw new Error('Only images are arranged')
  return picture
}

const compareImages = (a: ImageDescription, b: ImageDescription): number =>
  compareKnown(a.instanceNumber, b.instanceNumber) || compareKnown(a.acquiredAt, b.acquiredAt) || (a.sopInstanceUid < b.sopInstanceUid ? -1 : 1)

/** What has no number comes last. */
function compareKnown<T extends number | string>(a: T | null, b: T | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

type Frames = SeriesDescription['frames']

function asVolume(members: readonly SeriesMember[], images: readonly number[], frames: Frames): Arrangement | null {
  const imageOf = (frame: Frames[number]): ImageDescription => pictureOf(members, images[frame.image] ?? 0).image
  const sliceable = frames.filter((frame) => isVolumeClass(imageOf(frame).sopClassUid) && imageOf(frame).pixel.samplesPerPixel === 1)
  if (sliceable.length < FEWEST_SLICES) return null
  const stack = stackSlices(sliceable.map((frame) => ({
    rows: imageOf(frame).rows, columns: imageOf(frame).columns, plane: frame.plane, frameOfReferenceUid: imageOf(frame).frameOfReferenceUid,
  })))
  if (stack.geometry === null || stack.order.length < FEWEST_SLICES) return null
  const shown = stack.order.flatMap((index) => sliceable[index] ?? [])
  const used = [...new Set(shown.map((frame) => frame.image))].sort((a, b) => a - b)
  const place = new Map(used.map((image, index) => [image, index]))
  const leftOut = frames.length - shown.length
  return {
    kind: 'volume', documentKind: null, volume: stack.geometry, runs: [],
    warnings: [
      ...stack.problems.map(({ code, message }) => ({ code, message })),
      ...(leftOut > 0 ? [{ code: 'IMAGES_LEFT_OUT', message: `${leftOut} of ${frames.length} images are not part of the volume, such as a localiser. They are left out of this view.` }] : []),
    ],
    images: used.flatMap((image) => images[image] ?? []),
    frames: shown.map((frame) => ({ ...frame, image: place.get(frame.image) ?? 0 })),
  }
}

function asRuns(members: readonly SeriesMember[], images: readonly number[], frames: Frames): Arrangement {
  let firstFrame = 0
  const runs = images.map((member, image) => {
    const count = pictureOf(members, member).image.frames
    firstFrame += count
    return { image, firstFrame: firstFrame - count, frames: count }
  })
  const isCine = images.some((member) => pictureOf(members, member).image.frames > 1)
  return { kind: isCine ? 'cine' : 'stills', documentKind: null, volume: null, warnings: [...cutRuns(members, images), ...slicesWithoutVolume(members, images, frames)], images, frames, runs }
}

function cutRuns(members: readonly SeriesMember[], images: readonly number[]): SeriesSummary['warnings'] {
  return images.flatMap((member, run) => {
    const missing = missingFramesOf(pictureOf(members, member).image)
    return missing === null ? [] : [{ code: 'FRAMES_MISSING', message: `${images.length > 1 ? `Run ${String(run + 1)}: ` : ''}${missing.words} Copy the file again from its source, then import it.` }]
  })
}

function slicesWithoutVolume(members: readonly SeriesMember[], images: readonly number[], frames: Frames): SeriesSummary['warnings'] {
  const slices = frames.filter((frame) => isVolumeClass(pictureOf(members, images[frame.image] ?? 0).image.sopClassUid))
  if (slices.length === 0) return []
  if (slices.length < FEWEST_SLICES) return [{ code: 'TOO_FEW_SLICES', message: `Only ${slices.length} ${slices.length === 1 ? 'slice is' : 'slices are'} here. They are shown one by one; planning needs a complete series.` }]
  const stack = stackSlices(slices.map((frame) => {
    const { image } = pictureOf(members, images[frame.image] ?? 0)
    return { rows: image.rows, columns: image.columns, plane: frame.plane, frameOfReferenceUid: image.frameOfReferenceUid }
  }))
  return stack.problems.map(({ code, message }) => ({ code, message }))
}
