import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween } from '#shared/geometry/vectors.ts'
import type { LandmarkKind } from '#shared/planning/planningMarks.ts'
import { wayMarks, type DrawnWays } from '#renderer/tools/waysIn/overlay.ts'
import { actualShaftMarks, type DrawnActual } from '#renderer/tools/actualNeedle/overlay.ts'
import { expertMarks, type DrawnExpert } from '#renderer/tools/expert/overlay.ts'
import { opacityAt } from '#renderer/tools/needle/overlay.ts'
import { depthOf, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextScale } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'

/** What the operator has marked on a series, apart from paths and structures. */
export type DrawnMarks = {
  /** The ends of the joint line on the side chosen; the lateral third is drawn thick where it may be proposed. */
  readonly joint: { readonly medial: PatientPoint | null; readonly lateral: PatientPoint | null; readonly hasBand: boolean } | null
  readonly landmarks: readonly { readonly kind: LandmarkKind; readonly name: string; readonly point: PatientPoint }[]
  readonly ways: DrawnWays | null
  /** The needle as a check scan shows it. */
  readonly actual: DrawnActual | null
  /** Paths of experts, of a quiz that was handed in. */
  readonly experts?: readonly DrawnExpert[]
}

/** Within so much of the slice a mark counts as in it. */
export const IN_SLICE_MM = 1
const THIRDS = [0, 1 / 3, 2 / 3, 1]
const TICK_PX = 6

/** The joint line in its thirds, and the landmarks, each with its name. */
export function pointMarks(camera: ViewCamera, { joint, landmarks, ways, actual, experts = [] }: DrawnMarks, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const unit = scale.rem / 16
  const shapes = [...jointShapes(camera, joint, unit), ...landmarks.flatMap(({ point }) => cross(camera, point, unit))]
  const middle = joint?.medial !== null && joint?.lateral !== null && joint?.hasBand === true ? pointBetween(joint.medial, joint.lateral, 5 / 6) : null
  const named = [...(middle === null ? [] : [{ name: 'Lateral third', point: middle }]), ...landmarks]
  return [...(ways === null ? [] : wayMarks(camera, ways, scale.rem)), ...shapes, ...labels(camera, named, scale, taken), ...(actual === null ? [] : actualShaftMarks(camera, actual, scale)), ...expertMarks(camera, experts, scale, taken)]
}

const stroke = (camera: ViewCamera, point: PatientPoint, widthPx: number): Stroke => ({ colour: palette.foreground, widthPx, dash: [], opacity: opacityAt(depthOf(camera, point), IN_SLICE_MM) })

function jointShapes(camera: ViewCamera, joint: DrawnMarks['joint'], unit: number): readonly Mark[] {
  if (joint === null) return []
  const { medial, lateral, hasBand } = joint
  if (medial === null || lateral === null) {
    const only = medial ?? lateral
    return only === null ? [] : [{ kind: 'circle', centre: worldToScreen(camera, only), radiusPx: 5 * unit, stroke: stroke(camera, only, 2 * unit), fill: null }]
  }
  const [from, to] = [worldToScreen(camera, medial), worldToScreen(camera, lateral)]
  const length = Math.max(1e-6, Math.hypot(to[0] - from[0], to[1] - from[1]))
  const across: ScreenPoint = [-(to[1] - from[1]) / length * TICK_PX * unit, (to[0] - from[0]) / length * TICK_PX * unit]
  const at = (part: number): ScreenPoint => worldToScreen(camera, pointBetween(medial, lateral, part))
  const middle = pointBetween(medial, lateral, 0.5)
  return [
    { kind: 'line', points: [from, to], stroke: stroke(camera, middle, 1.5 * unit) },
    ...(hasBand ? [{ kind: 'line', points: [at(2 / 3), to], stroke: stroke(camera, pointBetween(medial, lateral, 5 / 6), 5 * unit) } as const] : []),
    ...THIRDS.map((part): Mark => {
      const [x, y] = at(part)
      return { kind: 'line', points: [[x - across[0], y - across[1]], [x + across[0], y + across[1]]], stroke: stroke(camera, pointBetween(medial, lateral, part), 2 * unit) }
    }),
  ]
}

function cross(camera: ViewCamera, point: PatientPoint, unit: number): readonly Mark[] {
  const [x, y] = worldToScreen(camera, point)
  const arm = 7 * unit
  const line = stroke(camera, point, 2 * unit)
  return [{ kind: 'line', points: [[x - arm, y - arm], [x + arm, y + arm]], stroke: line }, { kind: 'line', points: [[x - arm, y + arm], [x + arm, y - arm]], stroke: line }]
}

/** Each name keeps off those before it. */
function labels(camera: ViewCamera, named: readonly { readonly name: string; readonly point: PatientPoint }[], scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  return named.reduce<readonly Mark[]>((marks, { name, point }) => [...marks, ...label(camera, name, point, scale, [...taken, ...boxesOf(marks.filter(mark => mark.kind === 'chip'))])], [])
}

/** Named only where it lies in the slice: a name far before or behind it would point at other anatomy. */
function label(camera: ViewCamera, name: string, point: PatientPoint, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const foot = worldToScreen(camera, point)
  const isInView = foot[0] >= 0 && foot[1] >= 0 && foot[0] <= camera.sizePx[0] && foot[1] <= camera.sizePx[1]
  if (!isInView || scale.small === true || Math.abs(depthOf(camera, point)) > 3 * IN_SLICE_MM) return []
  const spans = [{ text: name, style: { ...labelStyle(scale), colour: palette.foreground } }]
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx: 18 * (scale.rem / 16), taken, wish: -Math.PI / 2, keepClear: null })
  return [
    { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: palette.foreground, widthPx: 1.5 * (scale.rem / 16), dash: [], opacity: 0.9 } },
    { kind: 'chip', at: [box.x, box.y + box.height / 2], anchor: 'middleStart', border: palette.foreground, spans },
  ]
}
