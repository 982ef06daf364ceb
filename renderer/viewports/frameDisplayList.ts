import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { PatientPoint, Point2 } from '#shared/geometry/frames.ts'
import { isProjectionModality } from '#shared/imageAge.ts'
import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { runPace } from '#shared/contrast/runPace.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { Presented } from '#shared/presentation/presentOn.ts'
import { needleMarks, type NeedleLook } from '#renderer/tools/needle/overlay.ts'
import type { NeedlePoints, PathPoint } from '#renderer/tools/needle/state.ts'
import { sideIsKnown, type EdgeLabels } from './camera/edgeLetters.ts'
import { orientationWords, turnEdges, type ViewOrientation } from './camera/orientation.ts'
import { pixelsPerUnit, worldToScreen, type ViewCamera } from './camera/viewCamera.ts'
import type { DisplayWindow } from './frames/displayLut.ts'
import { frameCalibration, pathLength, type FrameCalibration } from './frames/frameLengths.ts'
import { overlayMarks, shutterMarks, type OverlayPicture } from './frames/pictureParts.ts'
import { windowText } from './frames/windowPresets.ts'
import { changedMarks, cornerMarks, edgeMarks, notLiveMark, scaleBarMarks, sideNotSetMarks, topLetterPx, type CornerLine, type Corners } from './overlay/decor.ts'
import { palette, type DisplayList, type Mark, type TextScale } from './overlay/displayList.ts'
import { boxesOf, chipsLast, type Box } from './overlay/labelPlace.ts'
import { carmWords } from './overlay/words.ts'
import { whenTaken } from './whenTaken.ts'
import type { FrameDrawing, FrameLayer } from './frameLayer.ts'
import { frameToWorld } from './frameWorld.ts'
import type { SeriesViewing } from './viewing.ts'
import { subtractionLines, whatLines } from './overlay/subtractionWords.ts'
import { presentedMarks, presentedWords } from './overlay/presentedMarks.ts'
import { compareMarks } from './overlay/compareMarks.ts'
import { legendMarks } from './overlay/legendMarks.ts'
import { isColoured, legendOf } from './frames/mapPicture.ts'
import { isWholeRun, type ComparedFrame, type FrameMaps, type FrameMode } from './viewProps.ts'

export type FrameScene = {
  readonly camera: ViewCamera
  readonly series: SeriesDescription
  readonly frame: number
  readonly aspect: number
  readonly mode: FrameMode
  /** Of this frame; null where it is not subtracted. */
  readonly subtraction: SubtractionRecipe | null
  readonly maps: FrameMaps | null
  readonly faint: boolean
  readonly compared: ComparedFrame | null
  /** As a stored presentation state has this frame; null where none is shown. */
  readonly presented: Presented | null
  readonly viewing: SeriesViewing
  /** The edges of the picture as acquired. */
  readonly acquired: EdgeLabels
  /** As the operator turned it, on top of the layout. */
  readonly turn: ViewOrientation
  /** As it stands on the screen. */
  readonly orientation: ViewOrientation
  readonly layout: { readonly text: string; readonly caution: boolean } | null
  /** What was done to the picture beside its window. */
  readonly looks: readonly string[]
  readonly now: Date
  /** True in a picture that is kept: its date is written out. */
  readonly isKept: boolean
  readonly window: DisplayWindow
  /** The table of the header that makes the picture; null where a window does. */
  readonly headerTable: number | null
  readonly colour: boolean
  readonly plans: readonly NeedlePlan[]
  readonly activePlanId: string | null
  readonly needle: { readonly points: NeedlePoints<Point2<'imageIndex'>>; readonly chosen: PathPoint | null }
  readonly layers: readonly FrameLayer[]
  readonly calibrations: readonly StatedCalibration[]
  readonly overlays: readonly OverlayPicture[]
  readonly rem: number
  readonly large: boolean
}

const SMALL_PX = 360
/** A plan drawn on another frame of the run: the patient may have moved, so it is drawn as what is not in this slice. */
const OTHER_FRAME = 12

/** X-ray pictures never show the present, and say so on themselves. */
const isProjection = (series: SeriesDescription): boolean => isProjectionModality(series.summary.modality)

/** Everything that is drawn over one frame, computed from what is known. */
export function frameDisplayList(scene: FrameScene): DisplayList {
  const { camera, series, frame, aspect, rem, large } = scene
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return { picture: [], figures: [], corners: [], safety: [] }
  const edges = turnEdges(scene.acquired, scene.orientation)
  const small = camera.sizePx[0] < SMALL_PX * (rem / 16)
  const scale: TextScale = { rem, large, small }
  const { presented, orientation } = scene
  const changed = [...(presented === null ? [] : presentedWords(presented, presented.flipped === orientation.flipped && presented.rotationDeg === orientation.rotationDeg, camera.sizePx, scale)), ...orientationWords(scene.turn), ...(scene.viewing.inverted ? ['Inverted'] : [])]
  const topPx = topLetterPx(edges.top, { rem, large })
  const calibration = frameCalibration(series, frame, scene.calibrations)
  const looked = scene.looks.map((text): CornerLine => ({ text, caution: true }))
  const written = small ? [] : cornerMarks({ ...corners(scene, image), topEndBelow: looked.length }, camera.sizePx, scale, true, edges.foot)
  const safety = [
    ...cornerMarks({ topStart: [], topEnd: looked, footEnd: [] }, camera.sizePx, scale, true, null),
    ...edgeMarks(edges, camera.sizePx, scale),
    ...(sideIsKnown(edges) ? [] : sideNotSetMarks(camera.sizePx, scale)),
    ...scaleBarMarks({ pixelsPerUnit: pixelsPerUnit(camera) / calibration.perColumn, unit: calibration.unit, badge: calibration.badge }, camera.sizePx, scale, edges.foot),
    ...(isProjection(series) ? [notLiveMark(camera.sizePx, scale, topPx)] : []),
    ...legend(scene, scale),
    ...changedMarks(changed, camera.sizePx, scale, topPx + (isProjection(series) ? 2.7 : 0.6) * rem),
  ]
  return {
    picture: [...(scene.viewing.looks.shutterOff ? [] : shutterMarks(presented === null ? image : { ...image, shutter: presented.shutter }, camera, aspect)), ...overlayMarks(scene.overlays, camera, aspect), ...(scene.compared === null ? [] : compareMarks(scene.compared, frame, series, camera, aspect, scale))],
    figures: figuresOf(scene, calibration, scale, boxesOf([...written, ...safety])),
    corners: written,
    safety,
  }
}

/** Needles, then the layers, each keeping its labels off what was drawn before. */
function figuresOf(scene: FrameScene, calibration: FrameCalibration, scale: TextScale, written: readonly Box[]): readonly Mark[] {
  const { camera, aspect, frame, mode } = scene
  const drawn: Mark[] = [...needles(scene, calibration, scale, written)]
  if (scene.presented !== null) drawn.push(...presentedMarks(scene.presented, at => worldToScreen(camera, frameToWorld(at, aspect)), camera.sizePx, scale, [...written, ...boxesOf(drawn)]))
  for (const layer of scene.layers) {
    const view: FrameDrawing = { frame, mode, camera, scale, calibration, taken: [...written, ...boxesOf(drawn)], toScreen: at => worldToScreen(camera, frameToWorld(at, aspect)) }
    drawn.push(...layer.draw(view))
  }
  return chipsLast(drawn)
}

function needles(scene: FrameScene, calibration: FrameCalibration, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const { camera, series, aspect, activePlanId, frame } = scene
  const imageOf = (index: number): number | undefined => series.frames[index]?.image
  const shown = scene.plans.flatMap(plan => (plan.kind === 'projection' && plan.seriesUid === series.summary.seriesUid && imageOf(plan.frame) === imageOf(frame) ? [plan] : []))
  const away = (planFrame: number): number => (planFrame === frame ? 0 : OTHER_FRAME)
  const placed = ({ entry, target }: NeedlePoints<Point2<'imageIndex'>>, depth: number): NeedlePoints<PatientPoint> => {
    const at = (point: Point2<'imageIndex'> | null): PatientPoint | null => (point === null ? null : [point[0], point[1] * aspect, depth])
    return { entry: at(entry), target: at(target) }
  }
  const look = (plan: { readonly name: string; readonly colour: string }, active: boolean, points: NeedlePoints<Point2<'imageIndex'>>): NeedleLook => ({
    name: plan.name, colour: plan.colour, active, chosen: active ? scene.needle.chosen : null, inSliceMm: 0.5, tickEvery: null, tube: null, badge: calibration.badge,
    figures: points.entry !== null && points.target !== null ? pathLength(calibration, points.entry, points.target).text : null,
  })
  const active = shown.find(plan => plan.planId === activePlanId)
  return [
    ...shown.filter(plan => plan.planId !== activePlanId).flatMap(plan => {
      const points = { entry: plan.entryPx, target: plan.targetPx }
      return needleMarks(camera, placed(points, away(plan.frame)), look(plan, false, points), scale, taken)
    }),
    ...needleMarks(camera, placed(scene.needle.points, active === undefined ? 0 : away(active.frame)), look({ name: active?.name ?? 'Path A', colour: active?.colour ?? palette.plan }, true, scene.needle.points), scale, taken),
  ]
}

function corners(scene: FrameScene, image: ImageDescription): Corners {
  const { series, frame, mode, subtraction, colour, layout } = scene
  const { summary } = series
  const run = series.runs.findIndex(each => frame >= each.firstFrame && frame < each.firstFrame + each.frames)
  const described = series.runs[run]
  const number = series.runs.length > 1 && run >= 0 ? `${image.frames > 1 ? 'Run' : 'Image'} ${String(run + 1)} of ${String(series.runs.length)}` : null
  const topStart: CornerLine[] = [{ text: [summary.modality, number].filter(part => part !== null).join(', ') }, whenTaken(image.acquiredAt ?? summary.acquiredAt, scene.now, isProjection(series), scene.isKept)]
  const shown: CornerLine = { text: colour ? 'Colour' : voiWords(scene, image) }
  const topEnd: CornerLine[] = [...carmWords(image.positioner?.primaryDeg ?? null, image.positioner?.secondaryDeg ?? null).map(text => ({ text })), ...(layout === null ? [] : [layout.caution ? layout : { text: layout.text, soft: true }]), ...storedTurnLines(image), shown, ...whatLines(scene, image)]
  return { topStart, topEnd, footEnd: [...(subtraction === null || described === undefined ? [] : subtractionLines(subtraction, described.firstFrame, isWholeRun(mode))), ...(isWholeRun(mode) ? wholeRunLines(image) : whereLines(frame, described, image))] }
}

/** The window by its own name, the header's name for it, or its figures; a table by the header's name. */
function voiWords({ window, headerTable, mode }: FrameScene, { voiLut }: ImageDescription): string {
  if (headerTable !== null) return `Table: ${voiLut.tables[headerTable]?.explanation ?? `${String(headerTable + 1)} of the header`}`
  const named = mode === 'native' ? voiLut.windows.find(({ centre, width, explanation }) => explanation !== null && centre === window.centre && width === window.width)?.explanation ?? null : null
  return named === null ? windowText(window) : `${named}, ${windowText(window)}`
}

/** What the machine had done to the picture before it stored it. */
function storedTurnLines({ detectorPart }: ImageDescription): readonly CornerLine[] {
  const [rotationDeg, isFlipped] = [detectorPart?.rotationDeg ?? 0, detectorPart?.horizontalFlip === true]
  const done = [...(rotationDeg === 0 ? [] : [`turned ${String(rotationDeg)}°`]), ...(isFlipped ? ['flipped'] : [])]
  return done.length === 0 ? [] : [{ text: `C-arm stored it ${done.join(', ')}`, soft: true }]
}

function whereLines(frame: number, run: SeriesDescription['runs'][number] | undefined, image: ImageDescription): readonly CornerLine[] {
  if (run === undefined || run.frames < 2) return []
  const missing = missingFramesOf(image)
  const pace = runPace(readFrameTimes(image.timing, run.frames).frameTimesMs)
  return [
    { text: `Frame ${String(frame - run.firstFrame + 1)} of ${String(run.frames)}` },
    ...(missing === null ? [] : [{ text: `${String(missing.there)} of ${String(missing.stated)} are there`, caution: true }]),
    pace === null ? { text: 'No frame times', caution: true } : { text: `${pace.meanPerS.toFixed(pace.meanPerS < 10 ? 1 : 0)} frames/s${pace.isUneven ? `, ${pace.slowestPerS.toFixed(1)} at the slowest` : ''}`, soft: true },
  ]
}

function wholeRunLines(image: ImageDescription): readonly CornerLine[] {
  const missing = missingFramesOf(image)
  return missing === null ? [{ text: `Whole run, ${String(image.frames)} frames` }] : [{ text: `${String(missing.there)} of ${String(missing.stated)} frames of the run`, caution: true }]
}

/** What colours mean is never hidden while they are shown. */
function legend({ mode, maps, camera }: FrameScene, scale: TextScale): readonly Mark[] {
  if (!isColoured(mode) || maps?.kind !== 'here') return []
  return legendMarks(legendOf(maps.maps, mode), mode, camera.sizePx, scale)
}
