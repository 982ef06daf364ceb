import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { rimPoints } from '#shared/planning/painted.ts'
import type { PaintedShape } from '#shared/planning/structure.ts'
import { smoothTube } from '#shared/planning/tube.ts'
import { actualTipMarks, type DrawnActual } from '#renderer/tools/actualNeedle/overlay.ts'
import { structureLook, type DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import type { FromBoneWorker } from '#renderer/workers/boneMessages.ts'
import { edgesOfAxes } from '../camera/edgeLetters.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ScreenPoint, type ViewCamera } from '../camera/viewCamera.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '../overlay/labelPlace.ts'
import { cornerMarks, edgeMarks, scaleBarMarks, type Corners } from '../overlay/decor.ts'
import { labelStyle, palette, type DisplayList, type Mark, type TextScale } from '../overlay/displayList.ts'

export type BoneDepths = Pick<FromBoneWorker, 'depthMm' | 'request'>

/** Bone that is nearer to the viewer by less than this hides nothing: so much a coarse picture may be wrong. */
const TOLERANCE_MM = 0.5

/** Whether bone lies between the viewer and a place, or a ball around it; the picture may be coarser than the screen. */
export function isHidden(camera: ViewCamera, { depthMm, request: { columns, rows } }: BoneDepths, point: PatientPoint, radiusMm = 0): boolean {
  const [x, y] = worldToScreen(camera, point)
  const [column, row] = [Math.floor(x / camera.sizePx[0] * columns), Math.floor(y / camera.sizePx[1] * rows)]
  if (column < 0 || row < 0 || column >= columns || row >= rows) return false
  const bone = depthMm[row * columns + column] ?? Number.NaN
  return bone > depthOf(camera, point) + radiusMm + TOLERANCE_MM
}

const HIDDEN_OPACITY = 0.4
const TUBE_OPACITY = 0.75
const PIECE_MM = 0.5
/** A run of a tube is drawn with one width; where its radius has changed by more than this share, another begins. */
const SAME_WIDTH_SHARE = 0.12
const ACTUAL_COLOUR = '#FFFFFF'
const ballStroke = { colour: palette.ink, widthPx: 0, dash: [], opacity: 0 }

type Node = { readonly at: PatientPoint; readonly radiusMm: number }
/** Of a line: nothing of it stands before its points. */
const NO_WIDTH_MM = 0
export type Run = { readonly points: readonly ScreenPoint[]; readonly isHidden: boolean; readonly radiusMm: number }

/** A line cut where bone begins or ends to hide it. Each run is one stroke: strokes that overlap would show their ends. */
export function runsOf(camera: ViewCamera, depths: BoneDepths, nodes: readonly Node[]): readonly Run[] {
  const runs: { points: ScreenPoint[]; isHidden: boolean; radiusMm: number }[] = []
  let last: ScreenPoint | null = null
  for (const { at, radiusMm } of nodes) {
    const point = worldToScreen(camera, at)
    const hidden = isHidden(camera, depths, at, radiusMm)
    const run = runs.at(-1)
    if (run !== undefined && run.isHidden === hidden && Math.abs(run.radiusMm - radiusMm) <= SAME_WIDTH_SHARE * run.radiusMm) run.points.push(point)
    else runs.push({ points: last === null ? [point] : [last, point], isHidden: hidden, radiusMm })
    last = point
  }
  return runs.filter(run => run.points.length > 1)
}

export type BoneScene = {
  readonly camera: ViewCamera
  readonly depths: BoneDepths
  readonly plans: readonly VolumePlan[]
  readonly activePlanId: string | null
  readonly structures: readonly DrawnStructure[]
  readonly actual: DrawnActual | null
  readonly crosshair: PatientPoint | null
  readonly corners: Corners
  readonly modality: string
  readonly scale: TextScale
}

/** Paths and structures over the bone: strong before it, faint behind it. */
export function boneDisplayList(scene: BoneScene): DisplayList {
  const { camera, depths, crosshair, scale, corners } = scene
  const unit = scale.rem / 16
  const edges = edgesOfAxes(camera.right, camera.down)
  const cross: readonly Mark[] = crosshair === null ? [] : [{
    kind: 'circle', centre: worldToScreen(camera, crosshair), radiusPx: 5 * unit,
    stroke: { colour: palette.accent, widthPx: 2 * unit, dash: [3, 3], opacity: isHidden(camera, depths, crosshair) ? HIDDEN_OPACITY : 1 }, fill: null,
  }]
  const active = scene.plans.filter(plan => plan.planId === scene.activePlanId)
  const others = scene.plans.filter(plan => plan.planId !== scene.activePlanId)
  // From behind, LEFT lies at the screen edge at which the planes beside have RIGHT.
  const isSwapped = camera.right[0] < -0.3
  const written = scale.small === true ? [] : cornerMarks(corners, camera.sizePx, scale, true, edges.foot)
  const paths = [...others, ...active].flatMap(plan => pathMarks(scene, plan, active.includes(plan)))
  const names = nameMarks(scene, [...[...active, ...others].flatMap(plan => nameOfPath(scene, plan)), ...scene.structures.flatMap(structure => nameOfStructure(scene, structure))], [...boxesOf(written).map(box => ({ ...box, weight: WORDS_WEIGHT })), ...boxesOf(paths)], active[0]?.targetLpsMm ?? null)
  return {
    picture: [],
    figures: [...scene.structures.flatMap(structure => (structure.painted === null ? tubeMarks(scene, structure) : paintedMarks(scene, structure, structure.painted))), ...cross, ...paths, ...names, ...actualMarks(scene, boxesOf([...written, ...paths, ...names.filter(mark => mark.kind === 'chip')]))],
    corners: written,
    safety: [
      ...edgeMarks(edges, camera.sizePx, scale),
      ...scaleBarMarks({ pixelsPerUnit: pixelsPerUnit(camera), unit: 'mm', badge: { text: scene.modality, look: 'solid', caution: false } }, camera.sizePx, scale, edges.foot),
      ...(isSwapped ? [swappedMark(camera, scale, boxesOf(written))] : []),
    ],
  }
}

/** Above the line that says where it is seen from. */
const swappedMark = ({ sizePx: [width, height] }: ViewCamera, { rem }: TextScale, written: readonly Box[]): Mark => ({
  kind: 'text', at: [width - 0.75 * rem, Math.min(height - 2.5 * rem, ...written.flatMap(box => (box.y > height / 2 ? [box.y - 0.4 * rem] : [])))], anchor: 'footEnd', scrim: true, spans: [{ text: 'LEFT and RIGHT at other edges than in the planes', style: { sizePx: 0.9375 * rem, weight: 650, colour: palette.caution } }],
})

function tubeMarks({ camera, depths, scale }: BoneScene, { points, kind }: DrawnStructure): readonly Mark[] {
  const unit = scale.rem / 16
  const { colour } = structureLook(kind)
  const runs = runsOf(camera, depths, smoothTube(points).map(({ pointLpsMm, radiusMm }) => ({ at: pointLpsMm, radiusMm })))
  return runs.map((run): Mark => ({
    kind: 'line', points: run.points, stroke: { colour, widthPx: Math.max(2 * unit, 2 * run.radiusMm * pixelsPerUnit(camera)), dash: [], opacity: run.isHidden ? HIDDEN_OPACITY : TUBE_OPACITY, bare: true },
  }))
}

/** So many places of its rim show the form and hide little of what lies behind. */
const MOST_DOTS = 900

function paintedMarks({ camera, depths, scale }: BoneScene, { kind }: DrawnStructure, shape: PaintedShape): readonly Mark[] {
  const unit = scale.rem / 16
  const { colour } = structureLook(kind)
  return rimPoints(shape, MOST_DOTS).map((at): Mark => ({ kind: 'circle', centre: worldToScreen(camera, at), radiusPx: 1.75 * unit, stroke: { ...ballStroke, opacity: isHidden(camera, depths, at) ? HIDDEN_OPACITY : TUBE_OPACITY }, fill: colour }))
}

type Name = { readonly foot: ScreenPoint; readonly gapPx: number; readonly text: string; readonly colour: string }

function nameOfStructure({ camera, scale }: BoneScene, { kind, tag, points, painted }: DrawnStructure): readonly Name[] {
  const unit = scale.rem / 16
  const { colour } = structureLook(kind)
  if (painted !== null) {
    const rim = rimPoints(painted, MOST_DOTS)
    const middle = rim[Math.floor(rim.length / 2)]
    return middle === undefined ? [] : [{ foot: worldToScreen(camera, middle), gapPx: 16 * unit, text: tag, colour }]
  }
  const middle = points[Math.floor(points.length / 2)]
  return middle === undefined ? [] : [{ foot: worldToScreen(camera, middle.pointLpsMm), gapPx: 12 * unit + middle.radiusMm * pixelsPerUnit(camera), text: tag, colour }]
}

const nameOfPath = ({ camera, scale }: BoneScene, { entryLpsMm, targetLpsMm, name, colour }: VolumePlan): readonly Name[] => (entryLpsMm === null || targetLpsMm === null ? [] : [{ foot: worldToScreen(camera, entryLpsMm), gapPx: 12 * (scale.rem / 16), text: name, colour }])

/** A label may cover a line of the picture before it covers the words in a corner. */
const WORDS_WEIGHT = 10
const CLEAR_PX = 20

/** Each name keeps off those before it, off the paths, and off the target. */
function nameMarks({ camera, scale }: BoneScene, names: readonly Name[], taken: readonly Box[], target: PatientPoint | null): readonly Mark[] {
  const unit = scale.rem / 16
  return names.reduce<readonly Mark[]>((marks, { foot, gapPx, text, colour }) => {
    const spans = [{ text, style: { ...labelStyle(scale), colour } }]
    const [width, height] = spansSize(spans)
    const box = placeLabel({
      foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx, wish: 0, taken: [...taken, ...boxesOf(marks.filter(mark => mark.kind === 'chip'))],
      keepClear: target === null ? null : { centre: worldToScreen(camera, target), radiusPx: CLEAR_PX * unit },
    })
    return [...marks, { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour, widthPx: 1.5 * unit, dash: [], opacity: 0.9 } }, { kind: 'chip', at: [box.x, box.y + box.height / 2], anchor: 'middleStart', border: colour, spans }]
  }, [])
}

/** The needle of a check scan: white, as in the planes. */
function actualMarks({ camera, depths, scale, actual }: BoneScene, taken: readonly Box[]): readonly Mark[] {
  if (actual === null) return []
  const { hubSide, tip } = actual
  const pieces = hubSide === null || tip === null ? 0 : Math.max(1, Math.ceil(vectorDistance(hubSide, tip) / PIECE_MM))
  const nodes = hubSide === null || tip === null ? [] : Array.from({ length: pieces + 1 }, (_, piece): Node => ({ at: pointBetween<'patientLps'>(hubSide, tip, piece / pieces), radiusMm: NO_WIDTH_MM }))
  const shaft = runsOf(camera, depths, nodes).map((run): Mark => ({ kind: 'line', points: run.points, stroke: { colour: ACTUAL_COLOUR, widthPx: 3 * (scale.rem / 16), dash: [], opacity: run.isHidden ? HIDDEN_OPACITY : 1, bare: run.isHidden } }))
  return [...shaft, ...actualTipMarks(camera, actual, scale, taken)]
}

/** The needle as wide as its gauge, but never too thin to be seen; a line where its width is not known. */
function pathMarks({ camera, depths, scale }: BoneScene, { entryLpsMm: entry, targetLpsMm: target, needle, colour }: VolumePlan, isActive: boolean): readonly Mark[] {
  if (entry === null || target === null) return []
  const unit = scale.rem / 16
  const radiusMm = needle === null ? null : needleOuterRadiusMm(needle.gauge)
  const leastPx = (isActive ? 3 : 2) * unit
  const widthPx = radiusMm === null ? leastPx : Math.max(leastPx, 2 * radiusMm * pixelsPerUnit(camera))
  const pieces = Math.max(1, Math.ceil(vectorDistance(entry, target) / PIECE_MM))
  const nodes = Array.from({ length: pieces + 1 }, (_, piece): Node => ({ at: pointBetween<'patientLps'>(entry, target, piece / pieces), radiusMm: radiusMm ?? NO_WIDTH_MM }))
  const shaft = runsOf(camera, depths, nodes).map((run): Mark => ({ kind: 'line', points: run.points, stroke: { colour, widthPx, dash: [], opacity: run.isHidden ? HIDDEN_OPACITY : 1, bare: run.isHidden } }))
  const [tx, ty] = worldToScreen(camera, target)
  const [ex, ey] = worldToScreen(camera, entry)
  const size = (isActive ? 8 : 6) * unit
  const opacity = (point: PatientPoint): number => (isHidden(camera, depths, point) ? HIDDEN_OPACITY : 1)
  return [
    ...shaft,
    { kind: 'circle', centre: [ex, ey], radiusPx: size + unit, stroke: { colour, widthPx: (isActive ? 3 : 2) * unit, dash: [], opacity: opacity(entry) }, fill: null },
    { kind: 'polygon', points: [[tx, ty - size], [tx + size, ty], [tx, ty + size], [tx - size, ty]], stroke: { ...ballStroke, opacity: opacity(target) }, fill: colour },
  ]
}
