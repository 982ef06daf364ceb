import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { ShownArea } from '#shared/procedure/recordEvents.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { CapturedView } from './captureView.ts'
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
  readonly shownArea: () => ShownArea
}

const LONGEST_WAIT_MS = 1000

type Stands = Pick<CapturedView, 'view' | 'shownArea' | 'reference'>

/** Takes the picture of a frame as soon as it stands on the screen. */
export function captureFrame({ series, surface, viewport, frame, isShown, list, state, shownArea }: Captured): Required<Pick<ViewHandle, 'capture' | 'compose'>> {
  const whenShown = async (): Promise<Result<Stands, Fault<'NOTHING_SHOWN'>>> => {
    const deadline = performance.now() + LONGEST_WAIT_MS
    while (!isShown() && performance.now() < deadline) await new Promise(resolve => { requestAnimationFrame(resolve) })
    await viewport.settled()
    const described = series.frames[frame()]
    const image = described === undefined ? undefined : series.images[described.image]
    if (!isShown() || described === undefined || image === undefined) return err('NOTHING_SHOWN', 'This view shows no image, so nothing was saved. Press K again when the picture is there.')
    const reference = {
      studyUid: series.summary.studyUid, seriesUid: series.summary.seriesUid, sopInstanceUid: image.sopInstanceUid, sopClassUid: image.sopClassUid,
      frameNumber: image.frames > 1 ? described.frameNumber : null, frame: frame(),
    }
    return ok({ view: state(), shownArea: shownArea(), reference })
  }
  return {
    async capture(request) {
      const shown = await whenShown()
      if (!shown.ok) return shown
      const made = await surface.capture(viewport.canvas, list(), request, true)
      return made.ok ? ok({ ...made.value, ...shown.value }) : made
    },
    async compose(request) {
      const shown = await whenShown()
      if (!shown.ok) return shown
      const picture = surface.compose(viewport.canvas, list(), request, true)
      return picture === null ? err('CANNOT_ENCODE', 'The picture could not be made, so nothing was saved. Make the view larger and press K again.') : ok({ picture, ...shown.value })
    },
  }
}
