import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { looksAcross } from '#shared/projection/looksAcross.ts'
import { edgesOfAxes, edgesOfProjection, type EdgeLabels } from '../camera/edgeLetters.ts'
import type { FrameViewProps } from '../viewProps.ts'

type Said = Pick<FrameViewProps, 'leftOnScreen' | 'anteriorOnScreen' | 'saidView'>
const nowhere: EdgeLabels = { start: null, end: null, top: null, foot: null }

/** The edges of a frame as acquired: of a slice from its own axes, of a projection from what the operator said, else from the header. */
export function acquiredEdges(series: SeriesDescription, frame: number, { leftOnScreen, anteriorOnScreen, saidView }: Said): EdgeLabels {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return nowhere
  if (described.plane !== null) return edgesOfAxes(described.plane.rowDirectionLps, described.plane.columnDirectionLps)
  const [primaryDeg, secondaryDeg] = [image.positioner?.primaryDeg ?? null, image.positioner?.secondaryDeg ?? null]
  // On a lateral no edge is LEFT or RIGHT, whatever was answered for the run.
  const isAcross = looksAcross(primaryDeg, secondaryDeg) || ((primaryDeg === null || secondaryDeg === null) && saidView === 'lateral')
  return edgesOfProjection(image.patientOrientation, isAcross ? null : leftOnScreen, isAcross ? anteriorOnScreen : null)
}
