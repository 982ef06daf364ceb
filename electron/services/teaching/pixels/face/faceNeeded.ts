import { ok, type Result } from '#shared/result.ts'
import type { PixelFault, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { FaceQuestion } from './faceHiding.ts'
import { findFace, viewFromFront } from './faceSurface.ts'
import { readVolume, slicesOf, type VolumeSteps } from './readVolume.ts'

const sectional = new Set(['CT', 'MR', 'PT', 'NM'])

/**
 * Whether somebody could be recognised by a surface made of this series. Projections and single sections show no surface.
 *
 * @source PS3.15 E.3.2 Clean Recognizable Visual Features
 */
export async function needsFaceHidden(series: PixelSeries, steps: VolumeSteps): Promise<Result<FaceQuestion, PixelFault>> {
  const [first] = series.objects
  if (first === undefined || !sectional.has(first.modality)) return ok({ needed: false, words: 'Projections and pictures: no face can be made of them.' })
  if (slicesOf(series) === null) return ok({ needed: false, words: 'Single sections that make no volume: no face can be made of them.' })
  if (first.modality !== 'CT') return ok({ needed: true, words: `Whether ${first.modality} shows a face can’t be measured here, so it is taken to show one.` })
  const read = await readVolume(series, steps)
  if (!read.ok) return read
  const view = viewFromFront(read.value.volume)
  if (view === null) return ok({ needed: false, words: 'No body was found in this CT, so there is no face to hide.' })
  const face = findFace(view)
  return ok(face === null
    ? { needed: false, words: 'The skin of the face is not in this CT: it shows the neck below the chin, or its field ends behind the skin.' }
    : { needed: true, words: `Facial skin is seen over ${Math.round(face.toZMm - face.fromZMm)} mm along the patient’s axis.` })
}
