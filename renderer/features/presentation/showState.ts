import { client, faultText } from '#renderer/api/index.ts'
import { editCase, goToStage, isOnItsWay, tellReceipt, useSession, isSideConfirmed } from '#renderer/features/case/index.ts'
import { showContrastPage, showFrame, takeMask } from '#renderer/features/contrast/index.ts'
import { lookAtFrame, runOfFrame, showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { applyState, leaveState, showPlace, sliceToPatient, useViewing } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { presentOn, type Presented } from '#shared/presentation/presentOn.ts'
import { imageAtFrame } from '#shared/dicom/modalityLut.ts'
import type { PresentationState } from '#shared/presentation/presentationState.ts'

type Wanted = { readonly seriesUid: string; readonly sopInstanceUid: string; readonly frameNumber: number | null }

/** Frame of the series, from 0; null where the series does not have it. */
function frameOf({ frames, images }: SeriesDescription, { sopInstanceUid, frameNumber }: Wanted): number | null {
  const at = frames.findIndex((frame) => images[frame.image]?.sopInstanceUid === sopInstanceUid && (frameNumber === null || frame.frameNumber === frameNumber))
  return at === -1 ? null : at
}

async function describe(seriesUid: string): Promise<SeriesDescription | null> {
  const described = await client.call('library.describe', { seriesUid })
  if (described.ok) return described.value
  tellReceipt(faultText(described.error))
  return null
}

/** Whoever has left the case meanwhile does not look at its images any more. */
const isOpen = (caseId: string): boolean => useSession.getState().caseId === caseId

const notHere = 'The image is not in this library. Import the study that it belongs to.'

/** Shows an image as a stored presentation state has it. */
export async function showState(caseId: string, state: PresentationState, wanted: Wanted): Promise<void> {
  const series = await describe(wanted.seriesUid)
  if (series === null || !isOpen(caseId)) return
  const frame = frameOf(series, wanted)
  if (frame === null) return tellReceipt(notHere)
  const present = presenter(state, series)
  const shown = present(frame)
  if (shown === null) return tellReceipt('The presentation state does not show this frame.')
  const isSubtracted = shown.mask !== null
  if (isSubtracted) {
    const refusal = whyNotSubtracted()
    if (refusal !== null) return tellReceipt(refusal)
  }
  showSeries(caseId, wanted.seriesUid)
  if (shown.mask !== null) {
    const { mask } = shown
    const run = runOfFrame(series, frame)
    const firstFrame = frame - (series.frames[frame]?.frameNumber ?? 1) + 1
    if (run !== null) await editCase('mask as in a presentation state', takeMask({ seriesUid: wanted.seriesUid, run }, firstFrame, mask))
    if (!isOpen(caseId)) return
    goToStage('contrast')
    showContrastPage('runs')
    showFrame(series, frame, 'subtracted')
  } else if (series.summary.kind !== 'volume') {
    lookAtFrame(wanted.seriesUid, series, frame)
    if (useSession.getState().stage === 'contrast') showFrame(series, frame, 'native')
  }
  applyState({ seriesUid: wanted.seriesUid, stateUid: state.sopInstanceUid, frame, mode: isSubtracted ? 'subtracted' : 'native', present })
  if (useSession.getState().stage === 'record') goToStage('study')
  tellReceipt(`Shown as in ${shown.name}. Key 0 takes it back.`)
}

/** Goes to an image of a selection that has no state of its own. */
export async function showImage(caseId: string, wanted: Wanted): Promise<void> {
  const series = await describe(wanted.seriesUid)
  if (series === null || !isOpen(caseId)) return
  const frame = frameOf(series, wanted)
  if (frame === null) return tellReceipt(notHere)
  leaveState(wanted.seriesUid)
  showSeries(caseId, wanted.seriesUid)
  if (series.summary.kind !== 'volume') {
    lookAtFrame(wanted.seriesUid, series, frame)
    const image = series.images[series.frames[frame]?.image ?? -1]
    // A run that is open already plays on.
    if (image !== undefined) void showPlace(wanted.seriesUid, frame, [(image.columns - 1) / 2, (image.rows - 1) / 2])
  } else standOnSlice(series, frame)
  if (useSession.getState().stage !== 'study') goToStage('study')
}

/** The planes of a volume cross in the middle of that slice. */
function standOnSlice({ summary, frames, images }: SeriesDescription, frame: number): void {
  const found = frames[frame]
  const image = images[found?.image ?? -1]
  const crosshairLpsMm = found === undefined || found.plane === null || image === undefined ? null : sliceToPatient(found.plane, [(image.columns - 1) / 2, (image.rows - 1) / 2])
  if (crosshairLpsMm !== null) useViewing.getState().setSeriesViewing(summary.seriesUid, { crosshairLpsMm })
}

/** Looking at somebody else's subtraction must not take back a decision. */
function whyNotSubtracted(): string | null {
  const { document } = useSession.getState()
  if (document === null || !isSideConfirmed(document)) return 'This presentation state subtracts a mask. Confirm the side first: subtraction is part of Contrast.'
  if (isOnItsWay('decision')) return 'The decision on contrast is not saved yet: wait until it is.'
  if (document.contrast.decision !== null) return 'This presentation state subtracts a mask of its own, and the decision on contrast was taken on another. Open the decision again to look at it.'
  return null
}

/** What a state makes of a frame is worked out once: a run asks for it with every beat. */
function presenter(state: PresentationState, series: SeriesDescription): (frame: number) => Presented | null {
  const made = new Map<number, Presented | null>()
  return (frame) => {
    const known = made.get(frame)
    if (known !== undefined) return known
    const found = series.frames[frame]
    const image = imageAtFrame(series, frame)
    const presented = found === undefined || image === undefined ? null : presentOn(state, image, found.frameNumber)
    made.set(frame, presented)
    return presented
  }
}
