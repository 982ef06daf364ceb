import type { Point2 } from '#shared/geometry/frames.ts'
import type { ScreenPoint } from '#renderer/viewports/camera/viewCamera.ts'
import type { FrameDrawing } from '#renderer/viewports/frameLayer.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'

type Pixel = Point2<'imageIndex'>
export type DrawnPoint = { readonly name: string; readonly at: Pixel; readonly isReference: boolean }
/** Where a point of the other view may lie in this one. */
export type DrawnLine = { readonly name: string; readonly from: Pixel; readonly to: Pixel; readonly isMarkedHere: boolean }

/** Of no structure and of no path: the accent of the interface. */
const POINT_COLOUR = palette.accent
const NEEDLE_COLOUR = '#FFFFFF'
const isInView = ([x, y]: ScreenPoint, [width, height]: readonly [number, number]): boolean => x >= 0 && y >= 0 && x <= width && y <= height

/** A name beside a point, where it covers nothing. */
export function nameChip(view: FrameDrawing, foot: ScreenPoint, words: string, colour: string, taken: readonly Box[]): readonly Mark[] {
  if (!isInView(foot, view.camera.sizePx)) return []
  const { rem } = view.scale
  const spans: readonly TextSpan[] = [{ text: words, style: { ...labelStyle(view.scale), colour } }]
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: view.camera.sizePx, gapPx: 1.25 * rem, wish: -0.6, taken: [...view.taken, ...taken], keepClear: null })
  const middle = box.y + box.height / 2
  const held = box.x > foot[0] ? { at: [box.x, middle], anchor: 'middleStart' } as const : box.x + box.width < foot[0] ? { at: [box.x + box.width, middle], anchor: 'middleEnd' } as const : { at: [box.x + box.width / 2, middle], anchor: 'centre' } as const
  return [{ kind: 'line', points: [foot, nearestOn(box, foot)], stroke: thin(colour, rem, 0.9) }, { kind: 'chip', ...held, border: colour, spans }]
}

const thin = (colour: string, rem: number, opacity: number, dash: readonly number[] = []): Stroke => ({ colour, widthPx: 1.5 * (rem / 16), dash: dash.map((px) => px * (rem / 16)), opacity })

/** A paired point: an open ring with a dot, so that what it marks is still seen; the reference has a second ring. */
export function pointMarks(view: FrameDrawing, points: readonly DrawnPoint[]): readonly Mark[] {
  const unit = view.scale.rem / 16
  const drawn: Mark[] = []
  for (const { at, isReference } of points) {
    const centre = view.toScreen(at)
    const ring: Stroke = { colour: POINT_COLOUR, widthPx: 2 * unit, dash: [], opacity: 1 }
    drawn.push({ kind: 'circle', centre, radiusPx: 8 * unit, stroke: ring, fill: null }, { kind: 'circle', centre, radiusPx: 1.5 * unit, stroke: ring, fill: POINT_COLOUR })
    if (isReference) drawn.push({ kind: 'circle', centre, radiusPx: 13 * unit, stroke: { ...ring, widthPx: 1.5 * unit }, fill: null })
  }
  for (const { name, at } of points) drawn.push(...nameChip(view, view.toScreen(at), name, POINT_COLOUR, boxesOf(drawn)))
  return drawn
}

/** The line on which a point of the other view lies; once it is marked here too, only as a reminder. */
export function epipolarMarks(view: FrameDrawing, lines: readonly DrawnLine[]): readonly Mark[] {
  return lines.flatMap(({ name, from, to, isMarkedHere }): readonly Mark[] => {
    const ends = [view.toScreen(from), view.toScreen(to)] as const
    const line: Mark = { kind: 'line', points: [...ends], stroke: { ...thin(POINT_COLOUR, view.scale.rem, isMarkedHere ? 0.5 : 1, [8, 5]), bare: isMarkedHere } }
    if (isMarkedHere) return [line]
    const foot: ScreenPoint = [ends[0][0] + (ends[1][0] - ends[0][0]) * 0.72, ends[0][1] + (ends[1][1] - ends[0][1]) * 0.72]
    return [line, ...nameChip(view, foot, `${name} lies on this line`, POINT_COLOUR, boxesOf([line]))]
  })
}

export type DrawnNeedle = { readonly hub: Pixel | null; readonly tip: Pixel | null; readonly outerDiameterMm: number | null; readonly isElsewhere: boolean }

/** The needle as it lies: solid and white, never like a plan, and as wide as it is where a pixel is known in mm. */
export function needleMarks(view: FrameDrawing, { hub, tip, outerDiameterMm, isElsewhere }: DrawnNeedle): readonly Mark[] {
  const unit = view.scale.rem / 16
  const opacity = isElsewhere ? 0.4 : 1
  const [hubAt, tipAt] = [hub === null ? null : view.toScreen(hub), tip === null ? null : view.toScreen(tip)]
  const stroke: Stroke = { colour: NEEDLE_COLOUR, widthPx: Math.max(3 * unit, gaugePx(view, outerDiameterMm)), dash: [], opacity }
  const shaft: readonly Mark[] = hubAt === null || tipAt === null ? [] : [{ kind: 'line', points: [hubAt, tipAt], stroke }]
  const ring: readonly Mark[] = hubAt === null ? [] : [{ kind: 'circle', centre: hubAt, radiusPx: 5 * unit, stroke: { ...stroke, widthPx: 2 * unit }, fill: null }]
  if (tipAt === null) return [...shaft, ...ring]
  const [ux, uy] = direction(hubAt ?? [tipAt[0], tipAt[1] - 1], tipAt)
  const size = 9 * unit
  const [x, y] = tipAt
  const triangle: Mark = { kind: 'polygon', fill: NEEDLE_COLOUR, stroke: { ...stroke, widthPx: unit }, points: [[x, y], [x - ux * size - uy * size * 0.5, y - uy * size + ux * size * 0.5], [x - ux * size + uy * size * 0.5, y - uy * size - ux * size * 0.5]] }
  return [...shaft, ...ring, triangle, ...(isElsewhere ? [] : nameChip(view, tipAt, 'Tip', palette.foreground, boxesOf([...shaft, ...ring, triangle])))]
}

function gaugePx(view: FrameDrawing, outerDiameterMm: number | null): number {
  if (outerDiameterMm === null || view.calibration.unit !== 'mm') return 0
  const [a, b] = [view.toScreen([0, 0]), view.toScreen([1, 0])]
  return (outerDiameterMm / view.calibration.perColumn) * Math.hypot(b[0] - a[0], b[1] - a[1])
}

function direction(from: ScreenPoint, to: ScreenPoint): readonly [number, number] {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  return length < 1e-6 ? [0, 1] : [(to[0] - from[0]) / length, (to[1] - from[1]) / length]
}

/** Upright lines that the operator lays on what must coincide; `middle` is the one that the others are mirrored about. */
export type DrawnGuide = { readonly columns: readonly { readonly column: number; readonly isMiddle: boolean; readonly isMirror: boolean }[]; readonly rows: number; readonly words: string }

export function guideMarks(view: FrameDrawing, { columns, rows, words }: DrawnGuide): readonly Mark[] {
  const { rem } = view.scale
  const lines = columns.map(({ column, isMiddle, isMirror }): Mark => ({
    kind: 'line', points: [view.toScreen([column, -0.5]), view.toScreen([column, rows - 0.5])], stroke: thin(palette.caution, rem, isMirror ? 0.6 : 0.95, isMiddle ? [] : [10, 6]),
  }))
  const grips = columns.filter(({ isMirror }) => !isMirror).map(({ column }): Mark => ({ kind: 'circle', centre: view.toScreen([column, gripRow(rows)]), radiusPx: 6 * (rem / 16), stroke: thin(palette.caution, rem, 1), fill: palette.caution }))
  const [first] = columns
  if (first === undefined) return []
  return [...lines, ...grips, ...nameChip(view, view.toScreen([first.column, gripRow(rows)]), words, palette.caution, boxesOf([...lines, ...grips]))]
}

/** Where a guide line is held: low in the picture, where no joint lies. */
export const gripRow = (rows: number): number => Math.round(rows * 0.8)
