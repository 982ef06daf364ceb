import type { LevelName, SideWord } from '#shared/dicom/identity.ts'
import type { SeenStructure, ShownArea, ViewState } from '#shared/procedure/recordEvents.ts'
import { err, type Fault, type Result } from '#shared/result.ts'
import type { ViewId } from './viewProps.ts'
import { viewById } from './viewRegistry.ts'

export type CaptureRequest = {
  /** Lines of the identity strip: name, ID, birth date. */
  readonly identity: readonly string[]
  readonly side: SideWord | null
  readonly level: LevelName | null
  readonly takenAtIso: string
}

export type CapturedView = {
  readonly png: Uint8Array<ArrayBuffer>
  readonly columns: number
  readonly rows: number
  readonly view: ViewState
  /** What part of its source the view shows; null for what has no place in one, as bone. */
  readonly shownArea: ShownArea | null
  /** What the plane cuts of the structures that are drawn on it. */
  readonly structures?: SeenStructure[]
  /** Of a plane through a volume: the axial slice that the crosshair lies in, counted as the axial view counts. */
  readonly axialSlice?: number
  readonly reference: {
    readonly studyUid: string
    readonly seriesUid: string
    readonly sopInstanceUid: string
    readonly sopClassUid: string
    /** Frame number in its object, from 1; null when the object has one frame. */
    readonly frameNumber: number | null
    /** Frame of the series, from 0. */
    readonly frame: number
  }
}

/** A picture with its annotations, and what it was taken from. */
export type ComposedView = Pick<CapturedView, 'view' | 'shownArea' | 'reference'> & { readonly picture: OffscreenCanvas }

export type CaptureFault = Fault<'NO_SUCH_VIEW' | 'NOTHING_SHOWN' | 'CANNOT_ENCODE'>

/** What a view shows now, as a PNG with its annotations and the identity burned in, and what it was taken from. */
export function captureView(viewId: ViewId, request: CaptureRequest): Promise<Result<CapturedView, CaptureFault>> {
  const view = viewById(viewId)
  if (view === null) return Promise.resolve(err('NO_SUCH_VIEW', 'This view is closed, so nothing was saved. Open the images and press K again.'))
  return view.capture(request)
}

/** The same of a view of frames, not encoded. */
export function composeView(viewId: ViewId, request: CaptureRequest): Promise<Result<ComposedView, CaptureFault>> {
  const compose = viewById(viewId)?.compose
  return compose === undefined ? Promise.resolve(err('NO_SUCH_VIEW', 'This view shows no run, so no loop was saved.')) : compose(request)
}
