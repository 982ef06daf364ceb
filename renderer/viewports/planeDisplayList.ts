import { isProjectionModality } from '#shared/imageAge.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorCross, vectorDistance, vectorDot } from '#shared/geometry/vectors.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { NeedlePlan, NeedleSpecification } from '#shared/planning/needlePlan.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import { actualTipMarks } from '#renderer/tools/actualNeedle/overlay.ts'
import { crosshairMarks } from '#renderer/tools/crosshair/overlay.ts'
import { needleMarks, type NeedleLook } from '#renderer/tools/needle/overlay.ts'
import type { NeedlePoints, PathPoint } from '#renderer/tools/needle/state.ts'
import { pointMarks } from '#renderer/tools/marks/overlay.ts'
import { courseBoxes } from '#renderer/tools/structure/courseBoxes.ts'
import { structureMarks } from '#renderer/tools/structure/overlay.ts'
import type { TubeEdit } from '#renderer/tools/structure/state.ts'
import { blendMark } from './blend.ts'
import { edgesOfAxes } from './camera/edgeLetters.ts'
import { orientationWords, type ViewOrientation } from './camera/orientation.ts'
import type { NeedlePath, PlaneFrame } from './planeFrame.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import { windowText } from './frames/windowPresets.ts'
import { changedMarks, cornerMarks, edgeMarks, topLetterPx, scaleBarMarks, type CornerLine } from './overlay/decor.ts'
import { palette, type CalibrationBadge, type DisplayList, type Mark, type TextScale } from './overlay/displayList.ts'
import { boxesOf, chipsLast, type Box } from './overlay/labelPlace.ts'
import { presentedMarks, presentedWords } from './overlay/presentedMarks.ts'
import { patientPositionWords } from './overlay/words.ts'
import { whenTaken } from './whenTaken.ts'
import { sliceToPatient } from './presentedPlace.ts'
import type { PresentedSlice } from './presentedSlice.ts'
import type { SeriesViewing } from './viewing.ts'
import { isGridPlane, type Brush, type MarkLayer, type StructureLayer, type ToolName, type ViewPlane } from './viewProps.ts'

export type PlaneScene = {
  readonly camera: ViewCamera
  readonly frame: PlaneFrame
  readonly where: CornerLine
  /** The path that the plane follows; null for a plane of the grid. */
  readonly path: NeedlePath | null
  /** As a stored presentation state has the slice at the crosshair; null where none is shown. */
  readonly presented: PresentedSlice | null
  /** As the operator turned it. */
  readonly turn: ViewOrientation
  readonly layout: { readonly text: string; readonly caution: boolean } | null
  readonly geometry: VolumeGeometry
  readonly series: SeriesDescription
  readonly plane: ViewPlane
  readonly crosshair: PatientPoint
  readonly viewing: SeriesViewing
  readonly window: { readonly centre: number; readonly width: number }
  readonly rem: number
  readonly large: boolean
  readonly plans: readonly NeedlePlan[]
  readonly activePlanId: string | null
  /** A path from another scan that is looked at as the active one is; null while there is an active one. */
  readonly carried: { readonly plan: Pick<NeedlePlan, 'planId'>; readonly words: string } | null
  readonly needle: { readonly points: NeedlePoints<PatientPoint>; readonly chosen: PathPoint | null }
  readonly tool: ToolName
  readonly structures: StructureLayer | undefined
  readonly marks: MarkLayer | undefined
  readonly tube: TubeEdit
  readonly brush: Brush | null
  readonly pointer: ScreenPoint | null
}

/** A label may cover a line of the picture before it covers a letter of a side, the scale or the words in a corner. */
const WORDS_WEIGHT = 10

/** Below this width a view keeps letters, scale bar and tags only. */
const SMALL_PX = 360
const ctBadge: CalibrationBadge = { text: 'CT', look: 'solid', caution: false }
const otherBadge = (modality: string): CalibrationBadge => (modality === 'CT' ? ctBadge : { text: modality, look: 'solid', caution: false })

/** Everything that is drawn over one plane, computed from what is known; nothing here touches a screen. */
export function planeDisplayList(scene: PlaneScene): DisplayList {
  const { camera, rem, large, series } = scene
  const small = camera.sizePx[0] < SMALL_PX * (rem / 16)
  const scale: TextScale = { rem, large, small }
  const edges = edgesOfAxes(camera.right, camera.down)
  const written = small ? [] : cornerMarks(corners(scene), camera.sizePx, scale, true, edges.foot)
  const presented = presentedHere(scene)
  const changed = [...(presented === null ? [] : presentedWords(presented.shown, true, camera.sizePx, scale)), ...(isGridPlane(scene.plane) ? orientationWords(scene.turn) : []), ...(scene.viewing.inverted ? ['Inverted: bone dark, air bright'] : []), ...(scene.marks === undefined || scene.marks.blend === null ? [] : [scene.marks.blend.words])]
  const safety = [
    ...edgeMarks(edges, camera.sizePx, scale),
    ...scaleBarMarks({ pixelsPerUnit: pixelsPerUnit(camera), unit: 'mm', badge: otherBadge(series.summary.modality) }, camera.sizePx, scale, edges.foot),
    ...changedMarks(changed, camera.sizePx, scale, 0.6 * rem + topLetterPx(edges.top, scale)),
  ]
  const rings = scene.plane === 'across' && scene.path !== null ? ringMarks(camera, scene.path, rem) : []
  const kept = [...boxesOf([...written, ...safety]).map(box => ({ ...box, weight: WORDS_WEIGHT })), ...boxesOf(rings), ...courseBoxes(camera, scene.structures?.shown ?? [], scene.plane === 'across')]
  const path = needles(scene, scale, kept)
  const marked = scene.marks === undefined ? [] : pointMarks(camera, scene.marks.shown, scale, [...kept, ...boxesOf(path)])
  const drawn = structures(scene, scale, [...kept, ...pathBoxes(path), ...boxesOf(marked.filter(mark => mark.kind === 'chip'))])
  return {
    picture: scene.marks === undefined || scene.marks.blend === null ? [] : [blendMark(camera, scene.marks.blend, scene.window)],
    figures: chipsLast([
      ...(liesIn(scene, scene.crosshair) ? crosshairMarks(camera, scene.crosshair, scale, scene.tool === 'crosshair') : []),
      ...marked,
      ...(presented === null ? [] : presentedMarks(presented.shown, at => worldToScreen(camera, sliceToPatient(presented.slice, at) ?? camera.focalPoint), camera.sizePx, scale, [...kept, ...boxesOf(path)])),
      ...rings,
      ...drawn,
      ...path,
      ...brushMarks(scene),
      ...(scene.marks === undefined || scene.marks.shown.actual === null ? [] : actualTipMarks(camera, scene.marks.shown.actual, scale, [...kept, ...boxesOf([...path, ...[...drawn, ...marked].filter(mark => mark.kind === 'chip')])])),
    ]),
    corners: written,
    safety,
  }
}

/** Only in the plane of the slice itself. */
function presentedHere({ presented, camera }: PlaneScene): PresentedSlice | null {
  if (presented === null) return null
  const { rowDirectionLps, columnDirectionLps } = presented.slice
  return Math.abs(vectorDot<'patientLps'>(vectorCross<'patientLps'>(rowDirectionLps, columnDirectionLps), camera.towardsViewer)) > 0.999 ? presented : null
}

/** A path under a label is a path that is not seen. */
const PATH_WEIGHT = 3
const pathBoxes = (path: readonly Mark[]): readonly Box[] => boxesOf(path).map(box => ({ ...box, weight: Math.max(PATH_WEIGHT, box.weight ?? 1) }))

/** A plane that follows the needle does not follow the crosshair: lines through a point that lies elsewhere would say that it lies there. */
const liesIn = ({ camera, frame, viewing }: PlaneScene, point: PatientPoint): boolean => Math.abs(depthOf(camera, point)) <= Math.max(frame.thicknessMm, frame.leastSlabMm, viewing.slabMm) / 2 + 1e-6

const RINGS_MM = [3, 5]

/** Rings about the needle where it passes the plane: how far 3 and 5 mm are. */
function ringMarks(camera: ViewCamera, { entry, target }: NeedlePath, rem: number): readonly Mark[] {
  const span = depthOf(camera, target) - depthOf(camera, entry)
  const passes = Math.abs(span) < 1e-9 ? target : pointBetween(entry, target, Math.min(1, Math.max(0, -depthOf(camera, entry) / span)))
  const centre = worldToScreen(camera, passes)
  return RINGS_MM.map((radiusMm): Mark => ({
    kind: 'circle', centre, radiusPx: radiusMm * pixelsPerUnit(camera), fill: null, stroke: { colour: palette.foreground, widthPx: 1.5 * (rem / 16), dash: radiusMm === 3 ? [3, 3] : [], opacity: 0.9 },
  }))
}

/** The brush as wide as it paints, where the pointer is; dashed while it takes away. */
function brushMarks({ camera, brush, pointer, rem }: PlaneScene): readonly Mark[] {
  if (brush === null || pointer === null) return []
  return [{ kind: 'circle', centre: pointer, radiusPx: brush.radiusMm * pixelsPerUnit(camera), fill: null, stroke: { colour: brush.removes ? palette.caution : palette.accent, widthPx: 2 * (rem / 16), dash: brush.removes ? [4, 4] : [], opacity: 1 } }]
}

/** Each label keeps off those before it. */
function structures({ camera, plane, structures: layer, tube }: PlaneScene, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  if (layer === undefined) return []
  return layer.shown.reduce<readonly Mark[]>((marks, structure) => {
    const isChosen = structure.structureId === layer.chosenId
    const shown = isChosen ? { ...structure, points: tube.points } : structure
    return [...marks, ...structureMarks(camera, shown, { chosen: isChosen ? { point: tube.chosen } : null, isSeenThrough: plane === 'across' }, scale, [...taken, ...boxesOf(marks.filter(mark => mark.kind === 'chip'))])]
  }, [])
}

function needles(scene: PlaneScene, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const { camera, frame, series, viewing, activePlanId } = scene
  const inSliceMm = Math.max(frame.thicknessMm, frame.leastSlabMm, viewing.slabMm) / 2 + 1e-6
  const shown = scene.plans.filter(plan => plan.kind === 'volume' && plan.seriesUid === series.summary.seriesUid)
  const others = shown.filter(plan => plan.planId !== activePlanId)
  const tubeOf = (needle: NeedleSpecification | null): NeedleLook['tube'] => {
    const radiusMm = needle === null ? null : needleOuterRadiusMm(needle.gauge)
    return needle === null || radiusMm === null ? null : { outerDiameterMm: 2 * radiusMm, lengthMm: needle.lengthMm, bentDeg: needle.bentTipDeg ?? 0 }
  }
  const look = (plan: { readonly name: string; readonly colour: string; readonly needle: NeedleSpecification | null }, active: boolean, points: NeedlePoints<PatientPoint>): NeedleLook => ({
    name: plan.name, colour: plan.colour, active, chosen: active ? scene.needle.chosen : null, inSliceMm, tickEvery: 10, tube: tubeOf(plan.needle), badge: otherBadge(series.summary.modality),
    figures: points.entry !== null && points.target !== null ? `${vectorDistance(points.entry, points.target).toFixed(1)} mm` : null,
  })
  const active = shown.find(plan => plan.planId === activePlanId)
  const chosen = needleMarks(camera, scene.needle.points, look({ name: active?.name ?? 'Path A', colour: active?.colour ?? palette.plan, needle: active?.needle ?? null }, true, scene.needle.points), scale, taken)
  // The chosen path is drawn over the others, and its labels are placed before theirs.
  return [...others.reduce<readonly Mark[]>((marks, plan) => {
    if (plan.kind !== 'volume') return marks
    const points = { entry: plan.entryLpsMm, target: plan.targetLpsMm }
    return [...marks, ...needleMarks(camera, points, look(plan, plan.planId === scene.carried?.plan.planId, points), scale, [...taken, ...boxesOf(chosen), ...boxesOf(marks)])]
  }, []), ...chosen]
}

function corners({ series, viewing, window, frame, where, needle, large, layout, carried, path }: PlaneScene) {
  const { summary } = series
  const slabMm = Math.max(viewing.slabMm, frame.leastSlabMm)
  const slab = slabMm > 0 ? [{ text: `Slab ${slabMm.toFixed(1)} mm, brightest` }] : []
  return {
    topStart: [{ text: [summary.modality, patientPositionWords(summary.patientPosition)].filter(Boolean).join(', ') }, whenTaken(summary.acquiredAt, new Date(), isProjectionModality(summary.modality))],
    topEnd: [...(layout === null ? [] : [layout.caution ? layout : { text: layout.text, soft: true }]), { text: windowText(window) }, ...(large ? slab : [])],
    // Beside the date a narrow view has no room for it.
    footEnd: [...(carried === null || path === null ? [] : [{ text: carried.words, scrim: true }]), ...(large ? figureLines(needle.points) : slab), where],
  }
}

/** "In-plane 7.0°, tip to LEFT" and "Cranio-caudal 14.0°, tip to head": live, from the same function as the record. */
export function figureLines({ entry, target }: NeedlePoints<PatientPoint>): readonly CornerLine[] {
  if (entry === null || target === null) return []
  const path = evaluatePath(entry, target)
  if (!path.ok) return [{ text: 'Entry and target are the same point', caution: true }]
  const { inPlaneDeg, inPlaneTowards, craniocaudalDeg } = path.value
  const sideways = inPlaneTowards === 'NEITHER' ? '' : `, tip to ${inPlaneTowards}`
  const tilt = Math.abs(craniocaudalDeg) < 0.05 ? '' : craniocaudalDeg > 0 ? ', tip to head' : ', tip to feet'
  return [{ text: `In-plane ${inPlaneDeg.toFixed(1)}°${sideways}`, scrim: true }, { text: `Cranio-caudal ${Math.abs(craniocaudalDeg).toFixed(1)}°${tilt}`, scrim: true }]
}
