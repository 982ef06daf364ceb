import { looksAcross } from '#shared/projection/looksAcross.ts'
import type { ViewWord } from '#renderer/features/fluoroscopy/index.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

/** What the operator is asked about the edges of a run: LEFT where it lies at an edge, ANTERIOR where the beam runs across the patient. */
export type RunQuestion = 'left' | 'anterior'
type Seen = Pick<ImageDescription, 'patientOrientation' | 'positioner' | 'conversionType' | 'burnedInAnnotation'> & { readonly pixel: Pick<ImageDescription['pixel'], 'samplesPerPixel'> }

/** PS3.3 C.7.6.1.1.1: the first letter is the main direction of the rows. */
const headerSaysAnterior = ({ patientOrientation }: Seen): boolean => /^[AP]/i.test(patientOrientation?.[0] ?? '')

/** A picture of a workstation's screen, as our own key images are: its words lie in it, and no path is set on it. PS3.3 C.8.6.1 */
const isScreen = ({ conversionType, burnedInAnnotation, pixel }: Seen): boolean => conversionType === 'WSD' && burnedInAnnotation === true && pixel.samplesPerPixel === 3

/**
 * A header is believed about ANTERIOR on a lateral, where a mistake shows at once on the face; about LEFT it never is.
 * A series with runs in both directions asks both. Where angles are not stated, what the operator calls the run counts.
 */
export function runQuestions(all: readonly Seen[], saidOf: (image: number) => ViewWord | null = () => null): readonly RunQuestion[] {
  const images = all.filter(image => !isScreen(image))
  const isAcross = (image: Seen): boolean => {
    const [primaryDeg, secondaryDeg] = [image.positioner?.primaryDeg ?? null, image.positioner?.secondaryDeg ?? null]
    return looksAcross(primaryDeg, secondaryDeg) || ((primaryDeg === null || secondaryDeg === null) && saidOf(all.indexOf(image)) === 'lateral')
  }
  return [
    ...(images.some(image => !isAcross(image)) ? ['left' as const] : []),
    ...(images.some(image => isAcross(image) && !headerSaysAnterior(image)) ? ['anterior' as const] : []),
  ]
}
