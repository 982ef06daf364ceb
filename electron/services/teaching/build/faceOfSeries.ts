import type { Job } from '#electron/services/teaching/job.ts'
import type { RemovedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { HiddenFace } from '#electron/services/teaching/pixels/face/faceHiding.ts'
import type { PixelFault, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'

/** What is done about the face in one series: which objects stay, and which pixels of them go. */
export type SeriesFace = {
  readonly keeps: (sopInstanceUid: string) => boolean
  readonly removed: (sopInstanceUid: string) => RemovedPixels | null
  /** There is none in the copy, or none was ever. */
  readonly isHidden: boolean
  readonly words: string
}

type FaceOutcome = Result<SeriesFace, PixelFault | Fault<'CUTS_OBJECT'>>

/** C0 to C3 around a target in the joint C1-2: the condyles above it, the body of C3 below it. */
const ABOVE_TARGET_MM = 30
const BELOW_TARGET_MM = 45

export const extentAround = (targetZMm: number): NonNullable<DeidentifyOptions['keptExtent']> => ({ fromLpsZMm: targetZMm - BELOW_TARGET_MM, toLpsZMm: targetZMm + ABOVE_TARGET_MM })

/** Crops a volume to the part that is taught, or takes the face away, as the options say. */
export async function faceOfSeries(series: PixelSeries, options: DeidentifyOptions, targetZMm: number | null, seed: string, pixels: PixelWork, job: Job): Promise<FaceOutcome> {
  const all = (isHidden: boolean, words: string): SeriesFace => ({ keeps: () => true, removed: () => null, isHidden, words })
  const asked = await pixels.faceNeeded(series, { signal: job.signal })
  if (!asked.ok) return asked
  const { face, words } = asked.value
  if (face !== 'seen') return ok(all(face === 'none', words))
  if (options.recognizableFeatures === 'keep') return ok(all(false, 'A CT of the head and neck shows a face, and it was chosen to leave it. Crop to C0 to C3 or take the face away, then check again.'))
  const extent = options.keptExtent ?? (targetZMm === null ? null : extentAround(targetZMm))
  const isCrop = options.recognizableFeatures === 'crop' && extent !== null
  const hidden = await pixels.hideFace(series, isCrop ? { method: 'crop', extent } : { method: 'deface', keep: extent, seed }, { signal: job.signal })
  if (!hidden.ok) return hidden
  const { value } = hidden
  if (value.method === 'deface') {
    const removed = new Map(value.removed.map((one) => [one.sopInstanceUid, one.pixels]))
    const leftOut = new Set(value.leftOut)
    return ok({ keeps: (uid) => !leftOut.has(uid), removed: (uid) => removed.get(uid) ?? null, isHidden: true, words: value.words })
  }
  return croppedFace(series, value, seed, pixels, job)
}

/**
 * C0 to C3 lies behind lips and chin: what stays after a crop loses what it still shows of a face. The cut is made
 * of the whole volume, where throat and chin tell each other apart, and holds for the slices that stay.
 */
async function croppedFace(series: PixelSeries, crop: Extract<HiddenFace, { method: 'crop' }>, seed: string, pixels: PixelWork, job: Job): Promise<FaceOutcome> {
  const kept = new Map(crop.kept.map((one) => [one.sopInstanceUid, one.frames.length]))
  const isCut = series.objects.some(({ sopInstanceUid, image }) => kept.has(sopInstanceUid) && kept.get(sopInstanceUid) !== image.frames)
  if (isCut) return err('CUTS_OBJECT', 'This CT is one object with many frames, which is not cut. Choose to take the face away instead of cropping.')
  const keeps = (uid: string): boolean => kept.has(uid)
  const defaced = await pixels.hideFace(series, { method: 'deface', keep: null, seed }, { signal: job.signal })
  if (!defaced.ok) return defaced
  if (defaced.value.method !== 'deface') throw new Error('A face that is to be taken away is not cropped.')
  const removed = new Map(defaced.value.removed.flatMap(({ sopInstanceUid, pixels: gone }) => (keeps(sopInstanceUid) && gone.frames.some((runs) => runs.length > 0) ? [[sopInstanceUid, gone] as const] : [])))
  return ok({ keeps, removed: (uid) => removed.get(uid) ?? null, isHidden: true, words: removed.size === 0 ? `${crop.words} They show no face.` : `${crop.words} ${defaced.value.words}` })
}
