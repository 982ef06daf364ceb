import type { PaintedShape, TubePoint } from '#shared/planning/structure.ts'
import { depthOf, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextScale, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'
import { tubeBoxes } from './courseBoxes.ts'
import { sectionOutline, wholeOutline } from './outline.ts'

/** A structure as a view draws it. `figure` stands beside its tag: "7.4 mm". */
export type DrawnStructure = {
  readonly structureId: string
  readonly kind: string
  readonly name: string
  readonly tag: string
  /** Of a tube; a painted one has none. */
  readonly points: readonly TubePoint[]
  readonly painted: PaintedShape | null
  readonly figure: string | null
}

type StructureLook = { readonly colour: string; readonly widthPx: number; readonly dash: readonly number[] }
/** Colour is the third cue: each kind has its own line pattern and its tag. */
const looks: Readonly<Record<string, StructureLook>> = {
  vertebralArtery: { colour: '#FA4E28', widthPx: 2.5, dash: [] },
  thecalSac: { colour: '#817EF9', widthPx: 2.5, dash: [1, 6] },
  cord: { colour: '#817EF9', widthPx: 2, dash: [6, 4] },
  c2Root: { colour: '#FCE020', widthPx: 2.5, dash: [9, 5, 1, 5] },
  internalCarotid: { colour: '#FF9BD2', widthPx: 2.5, dash: [12, 4] },
  contrastSpread: { colour: '#E191A0', widthPx: 2, dash: [4, 4] },
  hypoglossalNerve: { colour: '#8BE0C8', widthPx: 2, dash: [4, 3, 1, 3] },
}
const ownLook: StructureLook = { colour: '#C2C8CE', widthPx: 2, dash: [3, 3] }
export const structureLook = (kind: string): StructureLook => looks[kind] ?? ownLook

const HANDLE_PX = 6
const HIT_PX = 22

/** `isSeenThrough`: the whole tube counts in this view, not only what its plane cuts. */
type StructureShown = { readonly chosen: { readonly point: number | null } | null; readonly isSeenThrough: boolean }

/** Of a tube seen through: beside the section always the weaker line. */
const FAINT = 0.85
const FAINT_DASH = [5, 5]

/** The outline of a tube where the plane cuts it, its label, and, while it is chosen, its centre line and handles. */
export function structureMarks(camera: ViewCamera, structure: DrawnStructure, { chosen, isSeenThrough }: StructureShown, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const unit = scale.rem / 16
  const look = structureLook(structure.kind)
  const stroke: Stroke = { colour: look.colour, widthPx: look.widthPx * unit, dash: look.dash.map((length) => length * unit), opacity: 1 }
  const outline = sectionOutline(camera, structure).map((points): Mark => ({ kind: 'line', points, stroke }))
  const whole = isSeenThrough ? wholeOutline(camera, structure).map((points): Mark => ({ kind: 'line', points, stroke: { colour: look.colour, widthPx: 2 * unit, dash: FAINT_DASH.map((length) => length * unit), opacity: FAINT, bare: true } })) : []
  const isCut = outline.length > 0
  return [...whole, ...outline, ...(chosen === null ? [] : centreLineMarks(camera, structure.points, chosen.point, look, unit)), ...labelMarks(camera, structure, isCut ? outline : whole, isCut, look, scale, taken)]
}

function centreLineMarks(camera: ViewCamera, points: readonly TubePoint[], chosen: number | null, { colour }: StructureLook, unit: number): readonly Mark[] {
  const line: readonly Mark[] = points.length < 2 ? [] : [{ kind: 'line', points: points.map(({ pointLpsMm }) => worldToScreen(camera, pointLpsMm)), stroke: { colour, widthPx: 1 * unit, dash: [2 * unit, 3 * unit], opacity: 0.6 } }]
  return [...line, ...points.map(({ pointLpsMm, radiusMm }, index): Mark => ({
    kind: 'circle', centre: worldToScreen(camera, pointLpsMm), radiusPx: (index === chosen ? HANDLE_PX + 3 : HANDLE_PX) * unit,
    stroke: { colour, widthPx: 2 * unit, dash: [], opacity: isInReach(camera, pointLpsMm, radiusMm) ? 1 : 0.35 }, fill: index === chosen ? colour : null,
  }))]
}

const isInReach = (camera: ViewCamera, point: TubePoint['pointLpsMm'], radiusMm: number): boolean => Math.abs(depthOf(camera, point)) <= Math.max(radiusMm, 1)

function labelMarks(camera: ViewCamera, structure: DrawnStructure, outline: readonly Mark[], isCut: boolean, look: StructureLook, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const points = outline.flatMap((mark) => (mark.kind === 'line' ? mark.points : []))
  const inView = points.filter(([x, y]) => x >= 0 && y >= 0 && x <= camera.sizePx[0] && y <= camera.sizePx[1])
  const [foot] = inView.toSorted((a, b) => a[1] - b[1])
  if (foot === undefined) return []
  const style = labelStyle(scale)
  const spans: readonly TextSpan[] = [
    { text: scale.large && scale.small !== true ? structure.name : structure.tag, style: { ...style, colour: isCut || scale.small !== true ? look.colour : palette.soft, ...(isCut || scale.small !== true ? {} : { weight: 450 }) } },
    // What lies at another depth must not read as if it lay in this plane; a small view has room for the tag, faint as its outline.
    ...(isCut || scale.small === true ? [] : [{ text: 'at another depth', style: { ...style, weight: 450, colour: palette.soft } }]),
    ...(!isCut || structure.figure === null || scale.small === true ? [] : [{ text: structure.figure, style: { ...style, colour: palette.foreground, weight: 700 } }]),
  ]
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx: 14 * (scale.rem / 16), taken: [...taken, ...(structure.painted === null ? tubeBoxes(camera, structure.points, !isCut) : [boundingBox(points)])], wish: -Math.PI / 4, keepClear: null })
  const leader: Mark = { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: look.colour, widthPx: 1.5 * (scale.rem / 16), dash: [], opacity: 0.9 } }
  return [leader, { kind: 'chip', at: [box.x, box.y + box.height / 2], anchor: 'middleStart', border: look.colour, spans }]
}

function boundingBox(points: readonly ScreenPoint[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
}

/** The handle of the chosen tube under the pointer; points far before or behind the plane are not grasped. */
export function tubePointAt(camera: ViewCamera, points: readonly TubePoint[], at: ScreenPoint, rem: number): number | null {
  const near = points.map(({ pointLpsMm, radiusMm }, index) => {
    const [x, y] = worldToScreen(camera, pointLpsMm)
    return { index, distance: isInReach(camera, pointLpsMm, radiusMm) ? Math.hypot(x - at[0], y - at[1]) : Infinity }
  }).toSorted((a, b) => a.distance - b.distance)[0]
  return near !== undefined && near.distance <= HIT_PX * (rem / 16) ? near.index : null
}
