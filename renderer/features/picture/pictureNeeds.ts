import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { isProjectionModality } from '#shared/imageAge.ts'

export type NeedKind = 'angles' | 'spacing' | 'times' | 'side' | 'burnedIn' | 'burnedInUnknown' | 'colour' | 'values' | 'lossy' | 'age'
/** What a picture lacks, or what has to be known of it. */
export type Need = { readonly kind: NeedKind; readonly words: string }

type Known = { readonly hasView: boolean; readonly hasSide: boolean; readonly isCalibrated: boolean }

/** Secondary captures of every kind, single and multi-frame. PS3.4 B.5 */
const isCapture = (sopClassUid: string): boolean => sopClassUid.startsWith('1.2.840.10008.5.1.4.1.1.7')

/** What is missing in the file of one run, in the order in which it is asked for. C-arms that send captures leave out most of it. */
export function needsOf(series: Pick<SeriesDescription, 'images' | 'runs' | 'summary'>, run: number, { hasView, hasSide, isCalibrated }: Known): readonly Need[] {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  if (part === undefined || image === undefined || !isProjectionModality(series.summary.modality)) return []
  const { positioner, pixel, burnedInAnnotation, sopClassUid } = image
  const isColour = pixel.samplesPerPixel === 3 || pixel.palette !== null
  const lacks: readonly (readonly [boolean, NeedKind, string])[] = [
    [(positioner?.primaryDeg ?? null) === null && !hasView, 'angles', 'No angles: say AP or lateral'],
    [!hasSide, 'side', 'Side not set: say where LEFT is'],
    [!isCalibrated, 'spacing', 'No pixel size: lengths are in px until you calibrate'],
    [part.frames > 1 && readFrameTimes(image.timing, part.frames).source === 'none', 'times', 'No frame times: set the rate; nothing is measured in seconds'],
    [(image.acquiredAt ?? series.summary.acquiredAt) === null, 'age', 'No time of acquisition: its age is not known'],
    [burnedInAnnotation === true, 'burnedIn', 'Burned-in text: it may name a patient'],
    [burnedInAnnotation === null && isCapture(sopClassUid), 'burnedInUnknown', 'Burned-in text is not ruled out: look for a name'],
    [isColour, 'colour', 'Colour picture: subtraction is not possible'],
    [!isColour && pixel.bitsStored <= 8 && image.pixelIntensityRelationship === null && isCapture(sopClassUid), 'values', 'Display values of 8 bits: subtraction shows where contrast is, not how much'],
    [pixel.lossy, 'lossy', 'Compressed with loss: fine detail may be missing'],
  ]
  return lacks.flatMap(([isSo, kind, words]) => (isSo ? [{ kind, words }] : []))
}
