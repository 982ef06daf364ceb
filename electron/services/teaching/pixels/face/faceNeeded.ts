import { valueUnit } from '#shared/dicom/modalityLut.ts'
import { ok, type Result } from '#shared/result.ts'
import type { PixelFault, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { FaceQuestion } from './faceHiding.ts'
import { findFace, viewFromFront } from './faceSurface.ts'
import { readVolume, type VolumeSteps } from './readVolume.ts'
import { planesAmong, sectionsOf, type SliceStack } from './sections.ts'

/** A surface of a face is made of this many sections or more. */
const FEWEST_SECTIONS = 3

/**
 * Whether somebody could be recognised by a surface made of this series. Projections and single sections show no surface;
 * sections of which nothing can be measured may show one.
 *
 * @source PS3.15 E.3.2 Clean Recognizable Visual Features
 */
export async function needsFaceHidden(series: PixelSeries, steps: VolumeSteps): Promise<Result<FaceQuestion, PixelFault>> {
  const sections = sectionsOf(series)
  if (sections === null) return ok({ face: 'none', words: 'Projections and pictures: no face can be made of them.' })
  const { stacks, apart, unplaced } = sections
  if (unplaced.length >= FEWEST_SECTIONS) return ok({ face: 'unknown', words: 'Sections do not say where they lie or how large their pixels are, so nobody can tell whether they show a face. Leave the series out.' })
  if (planesAmong(apart) >= FEWEST_SECTIONS) return ok({ face: 'unknown', words: 'Sections lie each in another direction, so nobody can tell whether they show a face. Leave the series out.' })
  if (stacks.length === 0) return ok({ face: 'none', words: 'Single sections that make no volume: no face can be made of them.' })
  const unmeasured = series.objects.find(({ modality }) => modality !== 'CT')
  if (unmeasured !== undefined) return ok({ face: 'unknown', words: `Where skin is can’t be measured in ${unmeasured.modality}, so neither a crop nor a cut is sure to leave no face. Leave the series out.` })
  if (stacks.some((stack) => !isInHu(stack))) return ok({ face: 'unknown', words: 'The values of this CT are not said to be HU, so skin can’t be told from air in it, nor whether it shows a face. Leave the series out.' })
  let longestMm: number | null = null
  let hasBody = false
  for (const stack of stacks) {
    const volume = await readVolume(stack, steps)
    if (!volume.ok) return volume
    const view = viewFromFront(volume.value)
    hasBody ||= view !== null
    const face = view === null ? null : findFace(view)
    if (face !== null) longestMm = Math.max(longestMm ?? 0, face.toZMm - face.fromZMm)
  }
  if (longestMm !== null) return ok({ face: 'seen', words: `Facial skin is seen over ${Math.round(longestMm)} mm along the patient’s axis.` })
  return ok({ face: 'none', words: hasBody ? 'The skin of the face is not in this CT: it shows the neck below the chin, or its field ends behind the skin.' : 'No body was found in this CT, so there is no face to hide.' })
}

const isInHu = ({ slices }: SliceStack): boolean => slices.every(({ object: { image, modality } }) => image.modalityLut?.kind === 'linear' && valueUnit(image, modality).unit === 'HU')
