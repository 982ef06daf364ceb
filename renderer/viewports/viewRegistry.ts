import type { ViewState } from '#shared/procedure/recordEvents.ts'
import type { Fault, Result } from '#shared/result.ts'
import type { CaptureRequest, CapturedView, ComposedView } from './captureView.ts'
import type { ImagePoint } from './frameLayer.ts'
import type { ViewId, WindowPreset } from './viewProps.ts'

/** What a mounted view lets the rest of the app do to it. */
export type ViewHandle = {
  readonly viewId: ViewId
  readonly seriesUid: string
  scroll(steps: number): void
  goTo(place: 'first' | 'last'): void
  zoomBy(factor: number): void
  /** Moves the picture by a share of the view's size: +x towards the screen's end, +y down. */
  moveBy(share: readonly [number, number]): void
  resetView(): void
  applyPreset(preset: WindowPreset): void
  invert(): void
  /** Flips what is on the screen about its upright line. */
  flip(): void
  /** Turns what is on the screen clockwise. */
  rotate(degrees: 90 | 180 | 270): void
  /** As acquired: not flipped, not turned, not inverted. */
  resetTurns(): void
  /** Thickness of the slab of a plane; null where there are no slabs. */
  readonly setSlab: ((slabMm: number) => void) | null
  /** The point keys T and E mean: under the pointer if it is over this view, else the crosshair. */
  /** True while the pointer is over this view. */
  isPointedAt(): boolean
  placePathPoint(point: 'entry' | 'target'): void
  nudge(step: readonly [number, number], fine: boolean): void
  removeChosen(): void
  jumpToTarget(): void
  /** Ends a gesture as if it had not begun; false when there was none. */
  cancelGesture(): boolean
  viewState(): ViewState | null
  restore(state: ViewState): boolean
  /** Shows a frame with this point of its image in the middle; absent where there are no frames. */
  showPlace?(frame: number, at: ImagePoint): void
  /** The same picture before it is encoded; only where there are frames. */
  compose?(request: CaptureRequest): Promise<Result<ComposedView, Fault<'NOTHING_SHOWN' | 'CANNOT_ENCODE'>>>
  capture(request: CaptureRequest): Promise<Result<CapturedView, Fault<'NOTHING_SHOWN' | 'CANNOT_ENCODE'>>>
}

const mounted = new Map<ViewId, ViewHandle>()

export function registerView(handle: ViewHandle): () => void {
  mounted.set(handle.viewId, handle)
  return () => {
    if (mounted.get(handle.viewId) === handle) mounted.delete(handle.viewId)
  }
}

export const viewById = (viewId: ViewId): ViewHandle | null => mounted.get(viewId) ?? null
export const mountedViews = (): readonly ViewHandle[] => [...mounted.values()]
