import { create } from 'zustand'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { upright, type ViewOrientation } from './camera/orientation.ts'
import type { PlaneName, ToolName, ViewId, WindowPreset } from './viewProps.ts'
import { mountedViews, viewById } from './viewRegistry.ts'

/** How a series is looked at; shared by all views of it. Null = not chosen yet, the header's or the data's own is used. */
export type SeriesViewing = {
  readonly crosshairLpsMm: PatientPoint | null
  readonly windowCentre: number | null
  readonly windowWidth: number | null
  /** Window of the subtracted pictures; another than the native one (PS3.3 C.7.6.10). */
  readonly subtractedCentre: number | null
  readonly subtractedWidth: number | null
  readonly inverted: boolean
  /** Thickness of the maximum-intensity slab; 0 = one plane. */
  readonly slabMm: number
  /** How far the planes along the needle are turned about it. */
  readonly needleRollDeg: number
  /** Where along the needle the plane across it lies, from the entry; null = at the target. */
  readonly needleDepthMm: number | null
  /** How the pictures are turned: each plane for itself, native and subtracted frames together. */
  readonly orientations: Readonly<Record<TurnedView, ViewOrientation>>
}
export type TurnedView = PlaneName | 'frame'

export const freshViewing: SeriesViewing = {
  crosshairLpsMm: null, windowCentre: null, windowWidth: null, subtractedCentre: null, subtractedWidth: null, inverted: false, slabMm: 0, needleRollDeg: 0, needleDepthMm: null,
  orientations: { axial: upright, sagittal: upright, coronal: upright, frame: upright },
}

export type Viewing = {
  readonly activeViewId: ViewId | null
  readonly activeTool: ToolName
  readonly overlaysHidden: boolean
  readonly perSeries: Readonly<Record<string, SeriesViewing>>
  setActiveTool(tool: ToolName): void
  setActiveView(viewId: ViewId | null): void
  toggleOverlays(): void
  setSeriesViewing(seriesUid: string, change: Partial<SeriesViewing>): void
  applyPreset(viewId: ViewId, preset: WindowPreset): void
  resetView(viewId: ViewId): void
  /** Slices or frames; + is towards the feet (axial), the end of the run, or away from the viewer. */
  scroll(viewId: ViewId, steps: number): void
  goTo(viewId: ViewId, place: 'first' | 'last'): void
  zoomBy(viewId: ViewId, factor: number): void
  moveBy(viewId: ViewId, share: readonly [number, number]): void
  invert(viewId: ViewId): void
  placePathPoint(viewId: ViewId, point: 'entry' | 'target'): void
  /** Moves the chosen path point by [columns, rows] steps of 0.5 mm (0.25 px), fine 0.1 mm (0.05 px). */
  nudge(viewId: ViewId, step: readonly [number, number], fine: boolean): void
  removeChosen(viewId: ViewId): void
  jumpToTarget(viewId: ViewId): void
  /** Esc: ends a gesture in any view as if it had not begun; false when there was none. */
  cancelGesture(): boolean
  nextView(step: 1 | -1): void
}

export const useViewing = create<Viewing>((set, get) => ({
  activeViewId: null,
  activeTool: 'crosshair',
  overlaysHidden: false,
  perSeries: {},
  setActiveTool: activeTool => { set({ activeTool }) },
  setActiveView: activeViewId => { set({ activeViewId }) },
  toggleOverlays: () => { set(({ overlaysHidden }) => ({ overlaysHidden: !overlaysHidden })) },
  setSeriesViewing: (seriesUid, change) => {
    set(({ perSeries }) => ({ perSeries: { ...perSeries, [seriesUid]: { ...(perSeries[seriesUid] ?? freshViewing), ...change } } }))
  },
  applyPreset: (viewId, preset) => { viewById(viewId)?.applyPreset(preset) },
  resetView: viewId => { viewById(viewId)?.resetView() },
  scroll: (viewId, steps) => { viewById(viewId)?.scroll(steps) },
  goTo: (viewId, place) => { viewById(viewId)?.goTo(place) },
  zoomBy: (viewId, factor) => { viewById(viewId)?.zoomBy(factor) },
  moveBy: (viewId, share) => { viewById(viewId)?.moveBy(share) },
  invert: viewId => { viewById(viewId)?.invert() },
  // The point goes where the hand points, whichever view was used last.
  placePathPoint: (viewId, point) => { (mountedViews().find(view => view.isPointedAt()) ?? viewById(viewId))?.placePathPoint(point) },
  nudge: (viewId, step, fine) => { viewById(viewId)?.nudge(step, fine) },
  removeChosen: viewId => { viewById(viewId)?.removeChosen() },
  jumpToTarget: viewId => { viewById(viewId)?.jumpToTarget() },
  cancelGesture: () => mountedViews().map(view => view.cancelGesture()).includes(true),
  nextView: step => {
    const ids = mountedViews().map(view => view.viewId)
    if (ids.length === 0) return
    const at = ids.indexOf(get().activeViewId ?? '')
    set({ activeViewId: ids[at === -1 ? 0 : (at + step + ids.length) % ids.length] ?? null })
  },
}))

/** How this series is looked at now. */
export const useSeriesViewing = (seriesUid: string): SeriesViewing => useViewing(state => state.perSeries[seriesUid] ?? freshViewing)
