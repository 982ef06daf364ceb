import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import type { ProjectionPlan } from '#shared/planning/needlePlan.ts'
import { bindNeedle } from '#renderer/tools/needle/binding.ts'
import type { NeedlePoints } from '#renderer/tools/needle/state.ts'
import { fittingHalfHeight, moveBy, screenToWorld, worldToScreen, zoomAt, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import { compose, flip, inverse, isUpright, rotate, turnAxes, upright, type ViewOrientation } from './camera/orientation.ts'
import { frameLayoutTurn, layoutWords, type LayoutTurn } from './camera/viewLayout.ts'
import { startAgeClock } from './ageClock.ts'
import { captureFrame } from './frameCapture.ts'
import { acquiredEdges } from './frames/acquiredEdges.ts'
import { createFrameBaker } from './frames/bakeFrame.ts'
import { frameCalibration, pathLength } from './frames/frameLengths.ts'
import { createFramePicture } from './frames/framePicture.ts'
import { recipeOfWish } from './frames/subtractedPicture.ts'
import type { FrameWish } from './frames/frameWish.ts'
import { cancelDrag, needleFacts } from './needleFacts.ts'
import { windowPresets } from './frames/windowPresets.ts'
import { frameDisplayList, type FrameScene } from './frameDisplayList.ts'
import { looksWords } from './frameLooks.ts'
import { loupePicture } from './frameLoupe.ts'
import { asksAnew, frameWithin, freshMoment, wishOf, type FrameController, type FrameMoment, type FrameOptions } from './frameInputs.ts'
import { frameAreaOf, frameStateOf, viewingOfState, type FrameViewState } from './frameState.ts'
import { frameToWorld, worldToFrame } from './frameWorld.ts'
import type { ImagePoint } from './frameLayer.ts'
import { bindFrameLayers } from './frameLayers.ts'
import { frameGestures } from './frameGestures.ts'
import { bindGestures } from './gestures.ts'
import { loupeCamera, loupeMark, loupePlace } from './loupe.ts'
import { newProjectionPlan } from './newPlan.ts'
import type { DisplayList } from './overlay/displayList.ts'
import { openFrameDrawing } from './openFrameDrawing.ts'
import { followOverlays, loadOverlays, overlaysOf } from './overlayPlanes.ts'
import { followState, leaveState } from './presenting.ts'
import { frameStand, presentedViewing } from './presentedPlace.ts'
import { takePendingView } from './restoreView.ts'
import { takePixels } from './seriesPixels.ts'
import { whenTaken } from './whenTaken.ts'
import { freshViewing, plainLooks, useViewing, type SeriesViewing } from './viewing.ts'
import { isDifference } from './viewProps.ts'
import { registerView, type ViewHandle } from './viewRegistry.ts'
import { openSurface } from './viewSurface.ts'

const imageAxes = { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] } as const
const NUDGE_PX = 0.25
const FINE_NUDGE_PX = 0.05
/** The mark that a frame view leaves when it has drawn its first frame. */
const FIRST_FRAME_MARK = 'axis-guide:first-frame'
const samePoint = (a: ImagePoint | null, b: ImagePoint | null): boolean => a === b || (a !== null && b !== null && Math.hypot(a[0] - b[0], a[1] - b[1]) < 1e-9)
const nothing: FrameController = { update: () => undefined, close: () => undefined }

/** One picture viewport: stills, runs and captures, native or subtracted. React only gives it a place and its inputs. */
export function openFrame({ viewId, series, host, inputs: firstInputs, onProblem, onMenu }: FrameOptions): FrameController {
  const { seriesUid } = series.summary
  const taken = takePixels(series, 'stored', firstInputs.frame)
  if (!taken.ok) {
    onProblem(taken.error.message)
    return nothing
  }
  const { pixels } = taken.value
  const now: FrameMoment = freshMoment(firstInputs)
  const store = useViewing
  const viewing = (): SeriesViewing => store.getState().perSeries[seriesUid] ?? freshViewing
  const setViewing = (change: Partial<SeriesViewing>): void => { store.getState().setSeriesViewing(seriesUid, change) }
  const picture = createFramePicture(series, pixels, createFrameBaker())
  const frame = (): number => frameWithin(series, now.inputs)
  const screenRight = (): readonly [number, number] => {
    const { right } = turnAxes(imageAxes, orientation())
    return [right[0], right[1]]
  }
  const wish = (): FrameWish => wishOf(now.inputs, frame(), viewing(), screenRight())
  const aspect = (): number => picture.rowSize(frame())
  const say = (problem: string | null): void => {
    if (problem === now.problem) return
    now.problem = problem
    onProblem(problem)
  }
  const currentWindow = () => picture.window(wish())
  const setWindow = (centre: number, width: number): void => {
    setViewing(wish().faint ? { faintCentre: centre, faintWidth: width } : isDifference(now.inputs.mode) ? { subtractedCentre: centre, subtractedWidth: width } : { windowCentre: centre, windowWidth: width, looks: { ...viewing().looks, headerTable: null } })
  }

  // Where the edges are asked for, the picture stands as acquired.
  const layout = (): LayoutTurn => (now.inputs.turnable ? frameLayoutTurn(acquired(), store.getState().layout) : { turn: upright, why: 'Shown as acquired' })
  const acquired = () => acquiredEdges(series, frame(), now.inputs)
  const ownTurn = (): ViewOrientation => (now.inputs.turnable ? now.inputs.turn : upright)
  const orientation = (): ViewOrientation => compose(layout().turn, ownTurn())
  const setOrientation = (next: ViewOrientation, step: string): void => { if (now.inputs.turnable) now.inputs.onTurn?.(compose(inverse(layout().turn), next), step) }

  const surface = openSurface({
    host, list: () => withLoupe(displayList()), overlaysHidden: () => store.getState().overlaysHidden, facts: () => facts(),
    resized: () => {
      viewport.resize()
      draw()
    },
  })
  const viewport = openFrameDrawing(viewId, surface.pictureElement)
  const fit = (rotationDeg: number = orientation().rotationDeg): number => {
    const [columns, rows] = picture.size(frame())
    const onItsSide = rotationDeg % 180 !== 0
    return onItsSide ? fittingHalfHeight(rows * aspect(), columns, surface.size()) : fittingHalfHeight(columns, rows * aspect(), surface.size())
  }
  const camera = (): ViewCamera => {
    const [columns, rows] = picture.size(frame())
    const [column, row] = now.centre ?? [(columns - 1) / 2, (rows - 1) / 2]
    return { ...turnAxes(imageAxes, orientation()), focalPoint: [column, row * aspect(), 0], halfHeight: fit() / now.zoom, sizePx: surface.size() }
  }
  const takeCamera = (next: ViewCamera): void => {
    now.centre = [next.focalPoint[0], next.focalPoint[1] / aspect()]
    now.zoom = Math.min(64, Math.max(0.2, fit() / next.halfHeight))
    draw()
  }
  const draw = (): void => {
    if (now.closed) return
    // Two frames beside each other are beside each other on the screen: a turn makes another picture of them.
    const turned = screenRight().join()
    if (now.turned !== turned) {
      now.turned = turned
      if (now.inputs.compared !== null) return refresh()
    }
    if (now.shown !== null) viewport.draw(camera())
    surface.requestPaint()
  }
  /** Makes and shows the picture that the inputs ask for, when it is another than the one that is there. */
  const refresh = (): void => {
    if (now.closed || now.showing) return
    const wanted = picture.make(wish(), now.shown)
    say(wanted.kind === 'problem' ? wanted.message : null)
    // The frame before it must not stand under this one's number.
    surface.pictureElement.style.visibility = wanted.kind === 'image' || wanted.kind === 'same' ? 'visible' : 'hidden'
    if (wanted.kind !== 'image') {
      draw()
      return
    }
    now.showing = true
    now.image = wanted.image
    void viewport.show(wanted.image).then(() => {
      const isFirst = now.shown === null
      now.showing = false
      now.shown = wanted.key
      draw()
      if (isFirst) void viewport.settled().then(() => { performance.mark(FIRST_FRAME_MARK) })
      refresh()
    })
  }
  /** The canvas holds the frame that the inputs ask for: a picture is never saved under another frame's number. */
  const isShown = (): boolean => now.shown !== null && !now.showing && overlays.isSettled() && picture.make(wish(), now.shown).kind === 'same'
  const overlays = followOverlays(() => overlaysOf(series, frame()), () => loadOverlays(series, frame()), () => { surface.requestPaint() })

  const activePlan = (): ProjectionPlan | null => {
    const plan = now.inputs.plans.find(each => each.planId === now.inputs.activePlanId)
    return plan?.kind === 'projection' && plan.seriesUid === seriesUid && series.frames[plan.frame]?.image === series.frames[frame()]?.image ? plan : null
  }
  const needle = bindNeedle<ImagePoint>((points, step, phase) => {
    const base = activePlan() ?? newProjectionPlan(seriesUid, frame(), now.inputs.plans)
    now.inputs.onPlanChange({ ...base, frame: frame(), entryPx: copy(points.entry), targetPx: copy(points.target) }, step, phase)
    surface.requestPaint()
  }, (from, to) => pathLength(frameCalibration(series, frame(), now.inputs.calibrations), from, to).text, samePoint)
  const planPoints = (): NeedlePoints<ImagePoint> => {
    const plan = activePlan()
    return { entry: plan?.entryPx ?? null, target: plan?.targetPx ?? null }
  }
  needle.sync(planPoints())
  const inWorld = ({ entry, target }: NeedlePoints<ImagePoint>): NeedlePoints<PatientPoint> => ({
    entry: entry === null ? null : frameToWorld(entry, aspect()), target: target === null ? null : frameToWorld(target, aspect()),
  })
  const imagePointAt = (at: ScreenPoint): ImagePoint => worldToFrame(screenToWorld(camera(), at), aspect())
  const layers = bindFrameLayers({
    layers: () => now.inputs.layers, frame, tool: () => store.getState().activeTool, rem: () => surface.rem(),
    toScreen: at => worldToScreen(camera(), frameToWorld(at, aspect())), toImage: imagePointAt,
  })
  const scroll = (steps: number): void => { now.inputs.onFrameChange(Math.min(series.frames.length - 1, Math.max(0, frame() + steps))) }

  const gestures = frameGestures({
    now, layers, needle, scroll, camera, takeCamera, imagePointAt, inWorld, frame, currentWindow, setWindow, rem: () => surface.rem(), repaint: () => { surface.requestPaint() }, activate: () => { store.getState().setActiveView(viewId) }, onMenu,
  })
  const unbindGestures = bindGestures(host, gestures)

  const averaged = () => picture.averaged(frame(), viewing(), now.inputs.beatMs)
  const imageNow = () => series.images[series.frames[frame()]?.image ?? -1]
  const runStart = (): number => series.runs.findLast(run => run.firstFrame <= frame())?.firstFrame ?? 0
  const scene = (isKept: boolean): FrameScene => {
    const range = averaged()
    const { turn, why } = layout()
    return {
      camera: camera(), series, frame: frame(), aspect: aspect(), mode: now.inputs.mode, subtraction: recipeOfWish(wish()), maps: now.inputs.maps, faint: wish().faint, compared: now.inputs.compared, presented: presented.now()?.present(frame()) ?? null, viewing: viewing(), acquired: acquired(), turn: ownTurn(), orientation: orientation(),
      layout: layoutWords(store.getState().layout, turn, why), now: new Date(), isKept,
      looks: [...overlays.words(), ...looksWords({ looks: viewing().looks, averaged: range, runFirstFrame: runStart(), movement: range === null ? null : picture.movement(range), keepsUp: picture.filterKeepsUp(now.inputs.beatMs), hasShutter: (imageNow()?.shutter ?? null) !== null, isColour: picture.isColour(frame()) })],
      window: currentWindow(), headerTable: picture.usesTable(frame(), now.inputs.mode, viewing()), colour: picture.isColour(frame()),
      plans: now.inputs.plans, activePlanId: now.inputs.activePlanId, needle: { points: needle.points(), chosen: needle.chosen() },
      layers: now.inputs.layers, calibrations: now.inputs.calibrations, overlays: overlays.pictures(), rem: surface.rem(), large: now.inputs.large,
    }
  }
  const displayList = (isKept = false): DisplayList => frameDisplayList(scene(isKept))
  /** Larger under the pointer, and beside a finger that hides what it moves. Never in a picture that is kept. */
  const withLoupe = (list: DisplayList): DisplayList => {
    const at = now.underFinger ?? (store.getState().loupe ? now.pointer : null)
    if (at === null || now.image === null || now.shown === null) return list
    const near = loupeCamera(camera(), at, surface.rem())
    const shown = frameDisplayList({ ...scene(false), camera: near })
    const place = loupePlace(at, surface.size(), surface.rem(), now.held || now.underFinger !== null)
    return { ...list, safety: [...list.safety, loupeMark(place, surface.rem(), [...loupePicture(near, aspect(), now.image), ...shown.picture, ...shown.figures])] }
  }
  const facts = (): Readonly<Record<string, string>> => ({
    ...needleFacts(camera(), inWorld(needle.points()), currentWindow()),
    ...layers.facts(),
    frame: String(frame()), mode: now.inputs.mode, turn: `${String(orientation().rotationDeg)} ${orientation().flipped ? 'flipped' : 'as is'}`, zoom: now.zoom.toFixed(3), ready: String(now.shown !== null),
  })

  const viewState = (): FrameViewState => frameStateOf({
    frame: frame(), mode: now.inputs.mode, subtraction: recipeOfWish(wish()), faint: wish().faint, compared: now.inputs.compared, centrePx: worldToFrame(camera().focalPoint, aspect()), zoom: now.zoom,
    window: currentWindow(), viewing: viewing(), turn: orientation(), averaged: averaged(), headerTable: picture.usesTable(frame(), now.inputs.mode, viewing()),
  })
  const restore = (state: ViewState): boolean => {
    if (state.kind !== 'frame' || state.mode !== now.inputs.mode) return false
    now.centre = state.centrePx
    now.zoom = state.zoom
    setViewing(viewingOfState(state))
    const turn: ViewOrientation = { flipped: state.flippedHorizontally, rotationDeg: state.rotationDeg }
    if (turn.flipped !== orientation().flipped || turn.rotationDeg !== orientation().rotationDeg) setOrientation(turn, 'picture turned as in the key image')
    now.inputs.onFrameChange(state.frame)
    draw()
    return true
  }
  const presented = followState(seriesUid, state => {
    const shown = state.present(state.frame)
    if (state.mode !== now.inputs.mode || shown === null) return false
    setViewing(presentedViewing(shown, isDifference(state.mode)))
    const turn: ViewOrientation = now.inputs.turnable ? { flipped: shown.flipped, rotationDeg: shown.rotationDeg } : orientation()
    if (turn.flipped !== orientation().flipped || turn.rotationDeg !== orientation().rotationDeg) setOrientation(turn, 'picture turned as in its presentation state')
    const stand = frameStand(shown, turn.rotationDeg, aspect(), surface.size())
    now.centre = stand?.centre ?? null
    now.zoom = stand === null ? 1 : fit(turn.rotationDeg) / stand.halfHeight
    if (state.frame !== frame()) now.inputs.onFrameChange(state.frame)
    return true
  }, () => { draw() })
  const applyPreset: ViewHandle['applyPreset'] = preset => {
    const isCt = series.summary.modality === 'CT'
    const window = preset === 'auto' || !isCt || isDifference(now.inputs.mode) ? picture.automatic(wish()) : windowPresets[preset]
    if (window !== null) setWindow(window.centre, window.width)
  }
  const asAcquired = (): void => {
    leaveState(seriesUid)
    if (!isUpright(ownTurn())) now.inputs.onTurn?.(upright, 'picture as acquired')
    setViewing({ inverted: false, looks: plainLooks })
  }
  const handle: ViewHandle = {
    viewId, seriesUid, scroll, applyPreset, restore, viewState,
    showPlace: (to, at) => {
      now.centre = at
      // Also to the frame that a playing run shows at this moment: whoever goes to a place wants to stay there.
      now.inputs.onFrameChange(to)
      draw()
    },
    goTo: place => { now.inputs.onFrameChange(place === 'first' ? 0 : series.frames.length - 1) },
    zoomBy: factor => { takeCamera(zoomAt(camera(), factor, [surface.size()[0] / 2, surface.size()[1] / 2])) },
    moveBy: ([x, y]) => { takeCamera(moveBy(camera(), [x * surface.size()[0], y * surface.size()[1]])) },
    resetView: () => {
      now.centre = null
      now.zoom = 1
      asAcquired()
      setViewing({ windowCentre: null, windowWidth: null, subtractedCentre: null, subtractedWidth: null, faintCentre: null, faintWidth: null })
      draw()
    },
    invert: () => { setViewing({ inverted: !viewing().inverted }) },
    flip: () => { setOrientation(flip(orientation()), 'picture flipped') },
    rotate: degrees => { setOrientation(rotate(orientation(), degrees), `picture turned ${String(degrees)}°`) },
    resetTurns: () => { asAcquired() },
    setSlab: null,
    isPointedAt: () => now.pointer !== null,
    placePathPoint: point => { if (now.pointer !== null) needle.send({ kind: 'set', point, at: imagePointAt(now.pointer) }) },
    nudge: ([columns, rows], fine) => {
      const step = fine ? FINE_NUDGE_PX : NUDGE_PX
      const { right, down } = camera()
      const shift: readonly [number, number] = [(right[0] * columns + down[0] * rows) * step, (right[1] * columns + down[1] * rows) * step]
      if (layers.nudge(shift)) return
      if (now.inputs.onNudge !== undefined) now.inputs.onNudge([right[0] * columns + down[0] * rows, right[1] * columns + down[1] * rows], fine)
      else needle.send({ kind: 'nudge', shift: from => [from[0] + shift[0], from[1] + shift[1]] })
    },
    removeChosen: () => { if (!layers.remove()) needle.send({ kind: 'remove' }) },
    jumpToTarget: () => {
      const { target } = needle.points()
      if (target === null) return
      now.centre = target
      draw()
    },
    cancelGesture: () => {
      const held = layers.release('cancelled')
      return cancelDrag(needle, () => { surface.requestPaint() }) || held
    },
    ...captureFrame({ series, surface, viewport, frame, isShown: () => isShown() && !now.closed && now.problem === null, list: () => displayList(true), state: viewState, shownArea: () => frameAreaOf(imagePointAt, surface.size()) }),
  }
  const unregister = registerView(handle)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.perSeries[seriesUid] !== before.perSeries[seriesUid]) refresh()
    if (state.layout !== before.layout) draw()
    if (state.perSeries[seriesUid] !== before.perSeries[seriesUid] || state.overlaysHidden !== before.overlaysHidden || state.loupe !== before.loupe) surface.requestPaint()
  })
  const stopClock = startAgeClock(() => whenTaken(imageNow()?.acquiredAt ?? series.summary.acquiredAt, new Date(), true).text, () => { surface.requestPaint() })
  const unsubscribePixels = pixels.onFrames(frames => { if (now.shown === null || frames.includes(frame()) || now.problem !== null) refresh() })
  refresh()
  overlays.follow()
  /** A picture that was asked for before this view was there, or before it was in that mode. */
  const restorePending = (): void => {
    const pending = takePendingView(seriesUid, state => state.kind === 'frame' && state.mode === now.inputs.mode)
    if (pending !== null) queueMicrotask(() => { if (!now.closed) restore(pending) })
  }
  restorePending()
  queueMicrotask(() => { if (!now.closed) presented.tryAgain() })

  return {
    update(next) {
      const before = now.inputs
      now.inputs = next
      needle.sync(planPoints())
      if (asksAnew(before, next)) refresh()
      if (before.turn !== next.turn || before.leftOnScreen !== next.leftOnScreen || before.anteriorOnScreen !== next.anteriorOnScreen || before.saidView !== next.saidView) draw()
      overlays.follow()
      if (before.mode !== next.mode) {
        restorePending()
        presented.tryAgain()
      }
      surface.requestPaint()
    },
    close() {
      now.closed = true
      overlays.close()
      stopClock()
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

const copy = (from: ImagePoint | null): [number, number] | null => (from === null ? null : [from[0], from[1]])
