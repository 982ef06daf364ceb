import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, ok } from '#shared/result.ts'
import type { FrameViewport } from './engine/frameViewport.ts'
import type { FrameViewState } from './frameState.ts'
import type { DisplayList } from './overlay/displayList.ts'
import type { ViewHandle } from './viewRegistry.ts'
import type { ViewSurface } from './viewSurface.ts'

type Captured = {
  readonly series: SeriesDescription
  readonly surface: ViewSurface
  readonly viewport: FrameViewport
  readonly frame: () => number
  /** The canvas holds the frame that is asked for: a picture is never saved under another frame's number. */
  readonly isShown: () => boolean
  readonly list: () => DisplayList
  readonly state: () => FrameViewState
}

const LONGEST_WAIT_MS = 1000

/** Takes the picture of a frame as soon as it stands on the screen. */
export const captureFrame = ({ series, surface, viewport, frame, isShown, list, state }: Captured): ViewHandle['capture'] => async request => {
  const deadline = performance.now() + LONGEST_WAIT_MS
  while (!isShown() && performance.now() < deadline) await new Promise(resolve => { requestAnimationFrame(resolve) })
  await viewport.settled()
  const described = series.frames[frame()]
  const image = described === undefined ? undefined : series.images[described.image]
  if (!isShown() || described === undefined || image === undefined) return err('NOTHING_SHOWN', 'This view shows no image, so nothing was saved. Press K again when the picture is there.')
  const view = state()
  const reference = {
    studyUid: series.summary.studyUid, seriesUid: series.summary.seriesUid, sopInstanceUid: image.sopInstanceUid, sopClassUid: image.sopClassUid,
    frameNumber: image.frames > 1 ? described.frameNumber : null, frame: frame(),
  }
  const made = await surface.capture(viewport.canvas, list(), request, true)
  return made.ok ? ok({ ...made.value, view, reference }) : made
}
