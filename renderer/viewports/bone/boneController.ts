import { isProjectionModality } from '#shared/imageAge.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { err, ok } from '#shared/result.ts'
import { openBoneDrawer } from '#renderer/workers/boneClient.ts'
import type { FromBoneWorker } from '#renderer/workers/boneMessages.ts'
import type { DrawnActual } from '#renderer/tools/actualNeedle/overlay.ts'
import type { DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import { volumeMiddle } from '../camera/planeAxes.ts'
import type { ViewCamera } from '../camera/viewCamera.ts'
import type { DisplayList } from '../overlay/displayList.ts'
import { patientPositionWords } from '../overlay/words.ts'
import { whenTaken } from '../whenTaken.ts'
import { takePendingView } from '../restoreView.ts'
import { sliceReference } from '../sliceReference.ts'
import { freshViewing, useViewing } from '../viewing.ts'
import { registerView, type ViewHandle } from '../viewRegistry.ts'
import { openSurface } from '../viewSurface.ts'
import { comparableVolume } from '../volumeAnalysis.ts'
import { bindBoneGestures } from './boneGestures.ts'
import { boneDisplayList } from './boneMarks.ts'
import { axesOfStand, moveStand, openingStand, standWords, turnStand, zoomStand, type BoneStand } from './boneStand.ts'

export type BoneInputs = { readonly plans: readonly VolumePlan[]; readonly activePlanId: string | null; readonly structures: readonly DrawnStructure[]; readonly actual: DrawnActual | null; readonly large: boolean; readonly onEnlarge: () => void }
export type BoneController = { update(inputs: BoneInputs): void; lookFrom(turnDeg: number): void; setThreshold(hu: number): void; close(): void }
export type BoneOptions = { readonly viewId: string; readonly series: SeriesDescription; readonly host: HTMLElement; readonly inputs: BoneInputs; readonly onThreshold: (hu: number) => void; readonly onProblem: (message: string) => void }

/** Spongy bone of the vertebrae begins here; contrast in vessels mostly does not reach it. */
export const BONE_HU = 200
const COARSE_ROWS = 160
const MOST_ROWS = 720
/** So long after the last change the picture is drawn in full. */
const FULL_AFTER_MS = 140
const DEG_PER_PX = 0.4
const SCROLL_DEG = 5
const SMALL_REM = 22.5
/** Ivory: bone is never mistaken for a structure's colour. */
const BONE_COLOUR = [238, 226, 204] as const

type BoneMoment = { inputs: BoneInputs; stand: BoneStand; thresholdHu: number; serial: number; shown: FromBoneWorker | null; timer: number; waiting: (() => void)[] }

/** Bone in three dimensions with the paths and structures in it. Nothing is placed here: it is for looking. */
export function openBone({ viewId, series, host, inputs, onThreshold, onProblem }: BoneOptions): BoneController {
  const { seriesUid } = series.summary
  const volume = comparableVolume(series)
  if (volume === null) {
    onProblem('Bone can only be drawn from a CT volume.')
    return { update: () => undefined, lookFrom: () => undefined, setThreshold: () => undefined, close: () => undefined }
  }
  const now: BoneMoment = { inputs, stand: openingStand, thresholdHu: BONE_HU, serial: 0, shown: null, timer: 0, waiting: [] }
  const store = useViewing
  const crosshair = (): PatientPoint | null => (store.getState().perSeries[seriesUid] ?? freshViewing).crosshairLpsMm
  const around = (): PatientPoint => {
    const active = now.inputs.plans.find(plan => plan.planId === now.inputs.activePlanId)
    return now.stand.aroundLpsMm ?? active?.targetLpsMm ?? volumeMiddle(volume.geometry)
  }
  const canvas = document.createElement('canvas')
  canvas.className = 'bone-c'
  const surface = openSurface({
    host, list: () => displayList(), overlaysHidden: () => store.getState().overlaysHidden, resized: () => { draw() },
    facts: () => ({ ready: String(isFinal()), turn: now.stand.turnDeg.toFixed(1), tilt: now.stand.tiltDeg.toFixed(1), threshold: String(now.thresholdHu) }),
  })
  surface.pictureElement.append(canvas)
  const isFinal = (): boolean => now.shown !== null && now.shown.request.isFinal && now.shown.request.serial === now.serial

  const drawer = openBoneDrawer(volume, (picture) => {
    now.shown = picture
    paintBone(canvas, picture, surface.size())
    surface.requestPaint()
    if (isFinal()) for (const go of now.waiting.splice(0)) go()
  })
  const ask = (rows: number, final: boolean): void => {
    const [width, height] = surface.size()
    now.serial += 1
    drawer.ask({
      serial: now.serial, isFinal: final, columns: Math.max(1, Math.round(rows * width / height)), rows, thresholdHu: now.thresholdHu,
      camera: { ...axesOfStand(now.stand), focalPoint: around(), halfHeightMm: now.stand.halfHeightMm },
    })
  }
  const drawFull = (): void => {
    clearTimeout(now.timer)
    ask(Math.min(MOST_ROWS, Math.round(surface.size()[1] * window.devicePixelRatio)), true)
  }
  const draw = (): void => {
    clearTimeout(now.timer)
    ask(COARSE_ROWS, false)
    now.timer = window.setTimeout(drawFull, FULL_AFTER_MS)
    surface.requestPaint()
  }
  const take = (stand: BoneStand): void => {
    now.stand = stand
    draw()
  }
  const setThreshold = (hu: number): void => {
    now.thresholdHu = hu
    onThreshold(hu)
    draw()
  }
  const mmPerPx = (): number => 2 * now.stand.halfHeightMm / surface.size()[1]
  const moveBy: ViewHandle['moveBy'] = ([x, y]) => { take(moveStand(now.stand, around(), [x * mmPerPx(), y * mmPerPx()])) }

  const displayList = (): DisplayList | null => {
    const { shown } = now
    if (shown === null) return null
    const { camera, thresholdHu } = shown.request
    const rem = surface.rem()
    const view: ViewCamera = { right: camera.right, down: camera.down, towardsViewer: camera.towardsViewer, focalPoint: camera.focalPoint, halfHeight: camera.halfHeightMm, sizePx: surface.size() }
    const { modality, patientPosition, acquiredAt } = series.summary
    return boneDisplayList({
      camera: view, depths: shown, ...now.inputs, crosshair: crosshair(), modality, scale: { rem, large: now.inputs.large, small: view.sizePx[0] < SMALL_REM * rem },
      corners: {
        topStart: [{ text: [modality, patientPositionWords(patientPosition)].filter(Boolean).join(', ') }, whenTaken(acquiredAt, new Date(), isProjectionModality(modality))],
        topEnd: [{ text: `Bone from ${String(thresholdHu)} HU` }, ...(shown.isWithinSkin ? [{ text: 'Within the skin only' }] : [])],
        footEnd: [{ text: standWords(now.stand), soft: true }],
      },
    })
  }
  const unbind = bindBoneGestures(host, {
    activate: () => { store.getState().setActiveView(viewId) },
    turnBy: ([x, y]) => { take(turnStand(now.stand, -x * DEG_PER_PX, y * DEG_PER_PX)) },
    moveBy, zoomBy: factor => { take(zoomStand(now.stand, factor)) }, enlarge: () => { now.inputs.onEnlarge() },
  })
  const settled = (): Promise<void> => (isFinal() ? Promise.resolve() : new Promise((resolve) => {
    now.waiting.push(resolve)
    drawFull()
  }))
  const viewState = (): Extract<ViewState, { kind: 'bone' }> => {
    const at = crosshair()
    return { kind: 'bone', turnDeg: now.stand.turnDeg, tiltDeg: now.stand.tiltDeg, focalPointLpsMm: plain(around()), parallelScaleMm: now.stand.halfHeightMm, thresholdHu: now.thresholdHu, crosshairLpsMm: at === null ? null : plain(at) }
  }
  const restore = (state: ViewState): boolean => {
    if (state.kind !== 'bone') return false
    if (state.crosshairLpsMm !== null) store.getState().setSeriesViewing(seriesUid, { crosshairLpsMm: state.crosshairLpsMm })
    now.stand = { turnDeg: state.turnDeg, tiltDeg: state.tiltDeg, halfHeightMm: state.parallelScaleMm, aroundLpsMm: state.focalPointLpsMm }
    setThreshold(state.thresholdHu)
    return true
  }
  const nothing = (): void => undefined
  const unregister = registerView({
    viewId, seriesUid, viewState, restore,
    scroll: steps => { take(turnStand(now.stand, steps * SCROLL_DEG, 0)) },
    goTo: nothing, applyPreset: nothing, invert: nothing, flip: nothing, rotate: nothing, resetTurns: nothing, setSlab: null,
    isPointedAt: () => false, placePathPoint: nothing, nudge: nothing, removeChosen: nothing, cancelGesture: () => false,
    zoomBy: factor => { take(zoomStand(now.stand, factor)) },
    moveBy: ([x, y]) => { moveBy([x * surface.size()[0], y * surface.size()[1]]) },
    resetView: () => {
      now.stand = openingStand
      setThreshold(BONE_HU)
    },
    jumpToTarget: () => { take({ ...now.stand, aroundLpsMm: null }) },
    capture: async request => {
      await settled()
      const list = displayList()
      const reference = sliceReference(series, volume.geometry, around())
      if (list === null || reference === null) return err('NOTHING_SHOWN', 'The bone is still being drawn, so nothing was saved. Press K again when the picture is there.')
      const state = viewState()
      const made = await surface.capture(canvas, list, request, false)
      return made.ok ? ok({ ...made.value, view: state, shownArea: null, reference }) : made
    },
  })
  const unsubscribe = store.subscribe((state, before) => {
    if (state.perSeries[seriesUid] !== before.perSeries[seriesUid] || state.overlaysHidden !== before.overlaysHidden) surface.requestPaint()
  })
  const pending = takePendingView(seriesUid, state => state.kind === 'bone')
  if (pending === null || !restore(pending)) draw()

  return {
    setThreshold,
    lookFrom(turnDeg) { take({ ...now.stand, turnDeg, tiltDeg: 0 }) },
    update(next) {
      const before = around()
      now.inputs = next
      if (around() === before) surface.requestPaint()
      else draw()
    },
    close() {
      clearTimeout(now.timer)
      unregister()
      unsubscribe()
      unbind()
      drawer.close()
      for (const go of now.waiting.splice(0)) go()
      surface.close()
    },
  }
}

const plain = (from: PatientPoint): [number, number, number] => [from[0], from[1], from[2]]

/** The picture as it came, drawn over the whole well. */
function paintBone(canvas: HTMLCanvasElement, { request: { columns, rows }, light }: FromBoneWorker, [width, height]: readonly [number, number]): void {
  const ratio = window.devicePixelRatio
  canvas.width = Math.round(width * ratio)
  canvas.height = Math.round(height * ratio)
  const context = canvas.getContext('2d')
  if (context === null) return
  const image = new ImageData(columns, rows)
  const { data } = image
  for (let pixel = 0, to = 0; pixel < light.length; pixel += 1, to += 4) {
    const share = (light[pixel] ?? 0) / 255
    data[to] = BONE_COLOUR[0] * share
    data[to + 1] = BONE_COLOUR[1] * share
    data[to + 2] = BONE_COLOUR[2] * share
    data[to + 3] = 255
  }
  const small = new OffscreenCanvas(columns, rows)
  small.getContext('2d')?.putImageData(image, 0, 0)
  context.drawImage(small, 0, 0, canvas.width, canvas.height)
}
