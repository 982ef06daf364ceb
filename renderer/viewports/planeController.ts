import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDistance, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { err, ok } from '#shared/result.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { bindNeedle } from '#renderer/tools/needle/binding.ts'
import { bindTube } from '#renderer/tools/structure/binding.ts'
import type { NeedlePoints } from '#renderer/tools/needle/state.ts'
import { startAgeClock } from './ageClock.ts'
import { compose, flip, inverse, rotate, turnAxes, upright, type ViewOrientation } from './camera/orientation.ts'
import { layoutWords, planeLayoutTurn } from './camera/viewLayout.ts'
import { clampToGrid, planeAxes, sliceNumber, volumeMiddle } from './camera/planeAxes.ts'
import { fittingHalfHeight, moveBy, screenToWorld, zoomAt, type ViewCamera } from './camera/viewCamera.ts'
import type { PlaneLook } from './engine/planeViewport.ts'
import { openPlanePicture } from './openPlanePicture.ts'
import { markFacts, needleFacts, writtenPoint } from './needleFacts.ts'
import { draggedWindow, windowPresets } from './frames/windowPresets.ts'
import { bindGestures, type GestureTarget } from './gestures.ts'
import type { CornerLine } from './overlay/decor.ts'
import type { DisplayList } from './overlay/displayList.ts'
import { depthAlong, gridFrame, needleFrame, type NeedlePath, type PlaneFrame } from './planeFrame.ts'
import { whenTaken } from './whenTaken.ts'
import { planeDisplayList, type PlaneScene } from './planeDisplayList.ts'
import { bindPlaneHandles } from './planeHandles.ts'
import { withPlaneLoupe } from './planeLoupe.ts'
import { copy, isInPicture, NO_PATH, pathOf, samePath, samePoint } from './planePath.ts'
import { freshMoment, type PlaneController, type PlaneOptions } from './planeMoment.ts'
import { seenStructures } from './seenStructures.ts'
import { planeAreaOf, planeStateOf, type PlaneViewState } from './planeState.ts'
import { automaticPlaneWindow, initialPlaneWindow } from './planeWindow.ts'
import { newVolumePlan } from './newPlan.ts'
import { followState, leaveState } from './presenting.ts'
import { presentedSlice, wantedPlane } from './presentedSlice.ts'
import { takePendingView } from './restoreView.ts'
import { takePixels } from './seriesPixels.ts'
import type { ViewAxes } from '#shared/planning/needleViews.ts'
import { freshViewing, useViewing, type SeriesViewing } from './viewing.ts'
import { isGridPlane, type Brush } from './viewProps.ts'
import { sliceReference } from './sliceReference.ts'
import { registerView, type ViewHandle } from './viewRegistry.ts'
import { openSurface } from './viewSurface.ts'

const NUDGE_MM = 0.5
const RADIUS_STEP_MM = 0.2
const FINE_NUDGE_MM = 0.1
/** While slices still arrive a redraw costs more than it shows. */
const LOADING_REDRAW_MS = 400
/** The mark that a plane leaves when it has drawn the first slice that came. */
const FIRST_SLICE_MARK = 'axis-guide:first-slice'

/** One plane of a volume, from its pixels to its marks. React only gives it a place to stand and its inputs. */
export function openPlane({ viewId, series, plane, host, inputs: firstInputs, onProblem, onMenu, onWhere }: PlaneOptions): PlaneController {
  const { seriesUid } = series.summary
  const taken = takePixels(series, 'volume')
  if (!taken.ok) {
    onProblem(taken.error.message)
    return { update: () => undefined, close: () => undefined }
  }
  const { pixels } = taken.value
  const { geometry, volume } = pixels
  if (geometry === null || volume === null) {
    taken.value.release()
    onProblem('These images do not make a volume, so planes cannot be cut through them. Look at them one by one.')
    return { update: () => undefined, close: () => undefined }
  }
  const now = freshMoment(firstInputs, volumeMiddle(geometry))
  const store = useViewing
  const viewing = (): SeriesViewing => store.getState().perSeries[seriesUid] ?? freshViewing
  const setViewing = (change: Partial<SeriesViewing>): void => { store.getState().setSeriesViewing(seriesUid, change) }
  const crosshair = (): PatientPoint => viewing().crosshairLpsMm ?? volumeMiddle(geometry)
  const currentWindow = (): { centre: number; width: number } => {
    const { windowCentre, windowWidth } = viewing()
    return windowCentre === null || windowWidth === null ? initialPlaneWindow(series, pixels) : { centre: windowCentre, width: windowWidth }
  }

  const activePlan = (): VolumePlan | null => {
    const { plans, activePlanId } = now.inputs
    const plan = plans.find(each => each.planId === activePlanId)
    return plan?.kind === 'volume' && plan.seriesUid === seriesUid ? plan : null
  }
  const path = (): NeedlePath => now.draggedFrom ?? now.restoredPath ?? livePath() ?? NO_PATH
  const livePath = (): NeedlePath | null => pathOf(activePlan()) ?? pathOf(now.inputs.carried?.plan ?? null)
  const frame: PlaneFrame = isGridPlane(plane) ? gridFrame(plane, { geometry, viewing, crosshair }) : needleFrame(plane, path, { geometry, viewing, crosshair })
  // What follows the needle has its own way of being turned.
  const orientation = (): ViewOrientation => (isGridPlane(plane) ? now.inputs.turn : upright)
  const setOrientation = (next: ViewOrientation, step: string): void => {
    const { turn, onTurn } = now.inputs
    if (isGridPlane(plane) && (next.flipped !== turn.flipped || next.rotationDeg !== turn.rotationDeg)) onTurn?.(next, `${plane} plane ${step}`)
  }
  const layoutTurn = (): ViewOrientation => planeLayoutTurn(frame.axes(), store.getState().layout)
  const turned = (): ViewAxes => turnAxes(frame.axes(), compose(layoutTurn(), orientation()))

  const surface = openSurface({
    host, list: () => withLoupe(displayScene()), overlaysHidden: () => store.getState().overlaysHidden, facts: () => facts(),
    resized: () => {
      if (now.halfHeight === 0) fit()
      viewport.resize()
      draw()
    },
  })
  const camera = (): ViewCamera => {
    const { right, down, towardsViewer } = turned()
    const depth = vectorDot(vectorSubtract(frame.pointOn(), now.centre), towardsViewer)
    return { right, down, towardsViewer, focalPoint: vectorAdd(now.centre, vectorScale(towardsViewer, depth)), halfHeight: now.halfHeight, sizePx: surface.size() }
  }
  const takeCamera = (next: ViewCamera): void => {
    now.centre = next.focalPoint
    now.halfHeight = Math.min(2000, Math.max(1, next.halfHeight))
    draw()
  }
  const fit = (): void => {
    const { centre, widthMm, heightMm } = frame.extent(turned())
    now.centre = centre
    now.halfHeight = fittingHalfHeight(widthMm, heightMm, surface.size())
  }
  fit()
  now.followed = { planId: firstInputs.activePlanId, path: livePath() }
  const viewport = openPlanePicture(viewId, surface.pictureElement, camera())
  const look = (): PlaneLook => {
    const { centre, width } = currentWindow()
    const { inverted, slabMm } = viewing()
    return { lower: centre - width / 2, upper: centre + width / 2, inverted, slabMm: Math.max(slabMm, frame.leastSlabMm) }
  }
  const draw = (): void => {
    if (now.closed) return
    if (!isGridPlane(plane)) onWhere(whereWords().soft === true ? null : whereWords().text)
    viewport.draw(camera(), look())
    surface.requestPaint()
  }

  const needle = bindNeedle<PatientPoint>((points, step, phase) => {
    const base = activePlan() ?? newVolumePlan(series.summary.seriesUid, geometry, now.inputs.plans)
    now.inputs.onPlanChange({ ...base, entryLpsMm: copy(points.entry), targetLpsMm: copy(points.target) }, step, phase)
    surface.requestPaint()
  }, (from, to) => `${vectorDistance(from, to).toFixed(1)} mm`, samePoint)
  const planPoints = (): NeedlePoints<PatientPoint> => {
    const plan = activePlan()
    return { entry: plan?.entryLpsMm ?? null, target: plan?.targetLpsMm ?? null }
  }
  needle.sync(planPoints())
  const tube = bindTube((points, step, phase) => {
    const { structures } = now.inputs
    if (structures?.chosenId !== undefined && structures.chosenId !== null) structures.onChange(structures.chosenId, points, step, phase)
    surface.requestPaint()
  })
  const syncTube = (): void => {
    const { structures } = now.inputs
    tube.sync(structures?.chosenId ?? null, structures?.shown.find(each => each.structureId === structures.chosenId)?.points ?? [])
  }
  syncTube()
  const brush = (): Brush | null => (store.getState().activeTool === 'outline' ? now.inputs.structures?.brush ?? null : null)
  const outlines = (): boolean => store.getState().activeTool === 'outline' && (now.inputs.structures?.chosenId ?? null) !== null && brush() === null
  const mayPlan = (): boolean => now.inputs.planningOff === null
  const setCrosshair = (point: PatientPoint): void => {
    const live = livePath()
    setViewing({ crosshairLpsMm: clampToGrid(geometry, point), ...(live === null ? {} : { needleDepthMm: depthAlong(live, point) }) })
  }
  const scroll = (steps: number): void => { setViewing(frame.scrolled(steps)) }
  const whereWords = (): CornerLine => {
    const { restoredPath } = now
    const where = frame.where()
    return restoredPath === null || samePath(restoredPath, livePath()) ? where : { text: `${where.text}, on the path as saved`, caution: true }
  }
  /** Lays the plane through the path as it now is; what was looked at stays in the picture. */
  const follow = (): void => {
    if (isGridPlane(plane) || now.draggedFrom !== null) return
    const before = now.followed
    const live = livePath()
    now.followed = { planId: now.inputs.activePlanId, path: live }
    if (live === null || samePath(before.path, live)) return
    // A path that changes is followed again, also from a saved picture.
    now.restoredPath = null
    if (before.path === null || before.planId !== now.inputs.activePlanId) fit()
    else if (!isInPicture(camera(), live.target)) now.centre = vectorAdd(now.centre, vectorSubtract(live.target, before.path.target))
    draw()
  }
  const letGo = (): void => {
    now.draggedFrom = null
    follow()
    draw()
  }

  const handles = bindPlaneHandles({
    camera, rem: surface.rem, needle, tube, mayPlan, outlines, brush, marks: () => now.inputs.marks, tool: () => store.getState().activeTool, requestPaint: surface.requestPaint,
    // The plane would run away under the hand if it followed the point that is dragged in it.
    onPathHeld: () => { if (!isGridPlane(plane)) now.draggedFrom = path() },
    onLetGo: letGo,
  })

  const gestures: GestureTarget = {
    ...handles,
    activeTool: () => store.getState().activeTool,
    activate: () => { store.getState().setActiveView(viewId) },
    pointerAt: at => {
      now.pointer = at
      if (brush() !== null || store.getState().loupe) surface.requestPaint()
    },
    lens: at => { now.underFinger = at },
    place: at => {
      if (!mayPlan()) return
      const { structures, marks } = now.inputs
      if (store.getState().activeTool === 'mark') marks?.onPlace(screenToWorld(camera(), at))
      else if (outlines() && structures !== undefined) tube.send({ kind: 'add', at: screenToWorld(camera(), at), radiusMm: structures.newRadiusMm })
      else if (store.getState().activeTool === 'path') needle.send({ kind: 'click', at: screenToWorld(camera(), at) })
    },
    widen: steps => {
      brush()?.onWiden(steps * RADIUS_STEP_MM)
      if (mayPlan() && outlines()) tube.send({ kind: 'widen', byMm: steps * RADIUS_STEP_MM })
    },
    crosshair: at => { setCrosshair(screenToWorld(camera(), at)) },
    beginWindow: () => { now.windowStart = currentWindow() },
    windowBy: delta => {
      const { centre, width } = draggedWindow(now.windowStart, delta)
      setViewing({ windowCentre: Math.round(centre), windowWidth: Math.max(1, Math.round(width)) })
    },
    moveBy: delta => { takeCamera(moveBy(camera(), delta)) },
    zoomAt: (factor, at) => { takeCamera(zoomAt(camera(), factor, at)) },
    scroll,
    enlarge: () => { now.inputs.onEnlarge?.() },
    openMenu: onMenu,
  }
  const unbindGestures = bindGestures(host, gestures)

  const displayScene = (): PlaneScene => ({
    camera: camera(), frame, where: whereWords(), geometry, series, plane, path: isGridPlane(plane) ? null : path(), presented: isGridPlane(plane) ? presentedSlice(presented.now(), series, geometry, crosshair()) : null, turn: orientation(), layout: layoutWords(store.getState().layout, layoutTurn(), null), crosshair: crosshair(), viewing: viewing(), window: currentWindow(), rem: surface.rem(), large: now.inputs.large,
    plans: now.inputs.plans, activePlanId: now.inputs.activePlanId, carried: pathOf(activePlan()) === null ? now.inputs.carried ?? null : null, needle: { points: needle.points(), chosen: needle.chosen() }, structures: now.inputs.structures, marks: now.inputs.marks, tube: tube.edit(), tool: store.getState().activeTool,
    brush: brush(), pointer: now.pointer,
  })
  const displayList = (): DisplayList => planeDisplayList(displayScene())
  const withLoupe = (scene: PlaneScene): DisplayList => {
    const at = now.underFinger ?? (store.getState().loupe ? now.pointer : null)
    return at === null || !now.ready ? planeDisplayList(scene) : withPlaneLoupe(scene, volume, look(), at, needle.state().kind === 'dragging' || now.underFinger !== null)
  }
  const facts = (): Readonly<Record<string, string>> => {
    const view = camera()
    return {
      ...needleFacts(view, needle.points(), currentWindow()), crosshair: writtenPoint(view, crosshair()), ...markFacts(view, now.inputs.marks?.shown ?? null),
      focal: view.focalPoint.map(value => value.toFixed(3)).join(' '), across: view.right.map(value => value.toFixed(5)).join(' '), down: view.down.map(value => value.toFixed(5)).join(' '), halfHeight: view.halfHeight.toFixed(3), ready: String(now.ready),
    }
  }

  const fits = (state: ViewState): boolean => (state.kind === 'plane' && state.plane === plane) || (state.kind === 'needlePlane' && state.view === plane)
  const restore = (state: ViewState): boolean => {
    if ((state.kind !== 'plane' && state.kind !== 'needlePlane') || !fits(state)) return false
    now.centre = state.focalPointLpsMm
    now.halfHeight = state.parallelScaleMm
    now.followed = { planId: now.inputs.activePlanId, path: livePath() }
    const shared = { crosshairLpsMm: state.crosshairLpsMm, windowCentre: state.windowCentre, windowWidth: state.windowWidth, inverted: state.inverted, slabMm: state.slabMm }
    if (state.kind === 'needlePlane') {
      now.restoredPath = { entry: state.entryLpsMm, target: state.targetLpsMm }
      setViewing({ ...shared, needleRollDeg: state.rollDeg, needleDepthMm: state.depthMm })
    } else {
      setViewing(shared)
      setOrientation(compose(inverse(layoutTurn()), { flipped: state.flippedHorizontally === true, rotationDeg: state.rotationDeg === undefined ? 0 : state.rotationDeg }), 'turned as in the key image')
    }
    draw()
    return true
  }
  const viewState = (): PlaneViewState => planeStateOf({
    plane, viewing: viewing(), window: currentWindow(), crosshair: crosshair(), focalPoint: camera().focalPoint, halfHeight: now.halfHeight, path: path(), turn: compose(layoutTurn(), orientation()),
  })
  const presented = followState(seriesUid, state => {
    const wanted = isGridPlane(plane) ? wantedPlane(state, series, geometry, frame.axes(), surface.size()) : null
    if (wanted === null) return true
    Object.assign(now, wanted.moment)
    setViewing(wanted.viewing)
    setOrientation(compose(inverse(layoutTurn()), wanted.turn), 'turned as in its presentation state')
    return true
  }, () => { draw() })
  const applyPreset: ViewHandle['applyPreset'] = preset => {
    const window = preset === 'auto' ? automaticPlaneWindow(pixels, geometry, crosshair()) : windowPresets[preset]
    if (window !== null) setViewing({ windowCentre: Math.round(window.centre), windowWidth: Math.max(1, Math.round(window.width)) })
  }
  const asAcquired = (change: Partial<SeriesViewing>): void => {
    leaveState(seriesUid)
    setOrientation(upright, 'as acquired')
    setViewing(change)
  }
  const handle: ViewHandle = {
    viewId, seriesUid, scroll, applyPreset, restore, viewState,
    goTo: place => { scroll(place === 'first' ? -frame.steps : frame.steps) },
    zoomBy: factor => { takeCamera(zoomAt(camera(), factor, [surface.size()[0] / 2, surface.size()[1] / 2])) },
    moveBy: ([x, y]) => { takeCamera(moveBy(camera(), [x * surface.size()[0], y * surface.size()[1]])) },
    resetView: () => {
      now.restoredPath = null
      fit()
      asAcquired({ windowCentre: null, windowWidth: null, inverted: false, slabMm: 0, needleRollDeg: 0 })
      draw()
    },
    invert: () => { setViewing({ inverted: !viewing().inverted }) },
    flip: () => { setOrientation(flip(orientation()), 'flipped') },
    rotate: degrees => { setOrientation(rotate(orientation(), degrees), `turned ${String(degrees)}°`) },
    resetTurns: () => { asAcquired({ inverted: false }) },
    setSlab: slabMm => { setViewing({ slabMm }) },
    isPointedAt: () => now.pointer !== null,
    placePathPoint: which => { if (mayPlan()) needle.send({ kind: 'set', point: which, at: now.pointer === null ? crosshair() : screenToWorld(camera(), now.pointer) }) },
    nudge: ([columns, rows], fine) => {
      const step = fine ? FINE_NUDGE_MM : NUDGE_MM
      const shift = vectorAdd(vectorScale(turned().right, columns * step), vectorScale(turned().down, rows * step))
      if (!mayPlan()) return
      if (outlines() && tube.edit().chosen !== null) tube.send({ kind: 'nudge', shift: from => vectorAdd(from, shift) })
      else needle.send({ kind: 'nudge', shift: from => vectorAdd(from, shift) })
    },
    removeChosen: () => {
      if (!mayPlan()) return
      if (outlines()) tube.send({ kind: 'remove' })
      else needle.send({ kind: 'remove' })
    },
    jumpToTarget: () => {
      const target = needle.points().target ?? now.inputs.carried?.plan.targetLpsMm ?? null
      if (target !== null) setCrosshair(target)
    },
    cancelGesture: handles.cancel,
    capture: async request => {
      await viewport.settled()
      if (!now.ready || now.closed) return err('NOTHING_SHOWN', 'The images are still loading, so nothing was saved. Press K again when the picture is there.')
      const reference = sliceReference(series, geometry, crosshair())
      if (reference === null) return err('NOTHING_SHOWN', 'This view shows no image, so nothing was saved.')
      const state = viewState()
      const shownArea = planeAreaOf(camera())
      const structures = seenStructures(camera(), now.inputs.structures?.shown ?? [])
      const axialSlice = sliceNumber(geometry, planeAxes(geometry, 'axial'), crosshair())
      const made = await surface.capture(viewport.canvas, displayList(), request, false)
      if (!made.ok) return made
      return ok({ ...made.value, view: state, shownArea, structures, axialSlice, reference })
    },
  }
  const unregister = registerView(handle)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.perSeries[seriesUid] !== before.perSeries[seriesUid] || state.layout !== before.layout) draw()
    else if (state.overlaysHidden !== before.overlaysHidden || state.loupe !== before.loupe || state.activeTool !== before.activeTool) surface.requestPaint()
  })
  const stopClock = startAgeClock(() => whenTaken(series.summary.acquiredAt, new Date(), false).text, () => { surface.requestPaint() })
  const unsubscribePixels = pixels.onFrames(() => {
    const wait = LOADING_REDRAW_MS - (performance.now() - now.lastLoadingDraw)
    clearTimeout(now.loadingTimer)
    now.loadingTimer = window.setTimeout(() => {
      const isFirst = now.lastLoadingDraw === 0
      now.lastLoadingDraw = performance.now()
      draw()
      if (isFirst) void viewport.settled().then(() => { performance.mark(FIRST_SLICE_MARK) })
    }, Math.max(0, wait))
  })
  void viewport.show(volume).then(() => {
    if (now.closed) return
    now.ready = true
    const pending = takePendingView(seriesUid, fits)
    if (pending === null || !restore(pending)) draw()
    presented.tryAgain()
  })

  return {
    update(next) {
      const { turn } = now.inputs
      now.inputs = next
      if (turn !== next.turn) draw()
      needle.sync(planPoints())
      syncTube()
      follow()
      surface.requestPaint()
    },
    close() {
      now.closed = true
      stopClock()
      clearTimeout(now.loadingTimer)
      unregister()
      unsubscribe()
      presented.close()
      unsubscribePixels()
      unbindGestures()
      viewport.close()
      surface.close()
      taken.value.release()
    },
  }
}
