import { create } from 'zustand'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ColourTableName } from '#shared/imageProcessing/colourTables.ts'
import type { ViewLayout } from './camera/viewLayout.ts'
import type { ToolName, ViewId, WindowPreset } from './viewProps.ts'
import { mountedViews, viewById } from './viewRegistry.ts'

/** How a series is looked at; shared by all views of it. Null = not chosen yet, the header's or the data's own is used. */
export type SeriesViewing = {
  readonly crosshairLpsMm: PatientPoint | null
  readonly windowCentre: number | null
  readonly windowWidth: number | null
  /** Window of the subtracted pictures; another than the native one (PS3.3 C.7.6.10). */
  readonly subtractedCentre: number | null
  readonly subtractedWidth: number | null
  /** Its window for faint flow. */
  readonly faintCentre: number | null
  readonly faintWidth: number | null
  readonly inverted: boolean
  /** Thickness of the maximum-intensity slab; 0 = one plane. */
  readonly slabMm: number
  /** How far the planes along the needle are turned about it. */
  readonly needleRollDeg: number
  /** Where along the needle the plane across it lies, from the entry; null = at the target. */
  readonly needleDepthMm: number | null
  readonly looks: FrameLooks
}

/** What is done to the pictures of frames so that an eye sees more in them. Nothing of it changes a stored value or a measurement. */
export type FrameLooks = {
  /** 0 = not, 1 = whole strength. */
  readonly sharpened: number
  readonly denoised: number
  readonly colours: ColourTableName | null
  /** The display shutter of the header is lifted. */
  readonly shutterOff: boolean
  /** VOI LUT table of the header in place of its window. */
  readonly headerTable: number | null
  /** First and last frame of the series whose mean is shown while a frame between them stands still. */
  readonly averaged: readonly [number, number] | null
}
export const plainLooks: FrameLooks = { sharpened: 0, denoised: 0, colours: null, shutterOff: false, headerTable: null, averaged: null }

export const freshViewing: SeriesViewing = {
  crosshairLpsMm: null, windowCentre: null, windowWidth: null, subtractedCentre: null, subtractedWidth: null, faintCentre: null, faintWidth: null, inverted: false, slabMm: 0, needleRollDeg: 0, needleDepthMm: null,
  looks: plainLooks,
}

export type Viewing = {
  readonly activeViewId: ViewId | null
  readonly activeTool: ToolName
  readonly overlaysHidden: boolean
  readonly perSeries: Readonly<Record<string, SeriesViewing>>
  /** One convention for every view; null = as acquired. Follows the case. */
  readonly layout: ViewLayout | null
  /** Magnifies what is under the pointer. */
  readonly loupe: boolean
  /** What is shown is of a teaching case: its dates are moved and say nothing. */
  readonly areTeachingImages: boolean
  setActiveTool(tool: ToolName): void
  setActiveView(viewId: ViewId | null): void
  toggleOverlays(): void
  setSeriesViewing(seriesUid: string, change: Partial<SeriesViewing>): void
  setLooks(seriesUid: string, change: Partial<FrameLooks>): void
  setLayout(layout: ViewLayout | null): void
  setLoupe(loupe: boolean): void
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
  layout: null,
  loupe: false,
  areTeachingImages: false,
  setActiveTool: activeTool => { set({ activeTool }) },
  setActiveView: activeViewId => { set({ activeViewId }) },
  toggleOverlays: () => { set(({ overlaysHidden }) => ({ overlaysHidden: !overlaysHidden })) },
  setSeriesViewing: (seriesUid, change) => {
    set(({ perSeries }) => ({ perSeries: { ...perSeries, [seriesUid]: { ...(perSeries[seriesUid] ?? freshViewing), ...change } } }))
  },
  setLooks: (seriesUid, change) => {
    const { looks } = get().perSeries[seriesUid] ?? freshViewing
    get().setSeriesViewing(seriesUid, { looks: { ...looks, ...change } })
  },
  setLayout: layout => { set({ layout }) },
  setLoupe: loupe => { set({ loupe }) },
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

/** The view that a key is meant for: the one used last; before any was used the one under the pointer, else the first. */
export function viewInUse(): ViewId | null {
  const { activeViewId } = useViewing.getState()
  if (activeViewId !== null) return activeViewId
  const shown = mountedViews()
  return (shown.find(view => view.isPointedAt()) ?? shown[0])?.viewId ?? null
}

/** How this series is looked at now. */
export const useSeriesViewing = (seriesUid: string): SeriesViewing => useViewing(state => state.perSeries[seriesUid] ?? freshViewing)
