import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import { depthOf, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import type { CalibrationBadge } from '#renderer/viewports/overlay/decor.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextScale } from '#renderer/viewports/overlay/displayList.ts'
import type { NeedlePoints, PathPoint } from './state.ts'

export type NeedleLook = {
  readonly name: string
  readonly colour: string
  readonly active: boolean
  readonly chosen: PathPoint | null
  /** Half of the thickness in which a point counts as in the slice: half the slice spacing, or half the slab. */
  readonly inSliceMm: number
  /** Figures beside the target while it is active: "59.6 mm". */
  readonly figures: string | null
  readonly badge: CalibrationBadge | null
  /** Marks each this many units from the entry; null = none (pixels have no depth). */
  readonly tickEvery: number | null
}

/** Beyond this distance from the slice a needle is as faint as it gets. */
const FADED_MM = 25
const FAINTEST = 0.28
const PIECE_MM = 3

/**
 * How strongly a part of the needle is drawn, by its distance from the slice: 1 in the slice, fading to a rest that is
 * still seen, so that a path never vanishes from a view that it passes.
 */
export function opacityAt(distanceMm: number, inSliceMm: number): number {
  const outside = Math.abs(distanceMm) - inSliceMm
  if (outside <= 0) return 1
  return Math.max(FAINTEST, 0.8 - (0.8 - FAINTEST) * Math.min(1, outside / FADED_MM))
}

/** Fractions between which the segment lies within `inSliceMm` of the plane; null when it does nowhere. */
export function inSlicePart(depthEntry: number, depthTarget: number, inSliceMm: number): readonly [number, number] | null {
  const change = depthTarget - depthEntry
  if (Math.abs(change) < 1e-9) return Math.abs(depthEntry) <= inSliceMm ? [0, 1] : null
  const [a, b] = [(-inSliceMm - depthEntry) / change, (inSliceMm - depthEntry) / change]
  const first = Math.max(0, Math.min(a, b))
  const last = Math.min(1, Math.max(a, b))
  return first <= last ? [first, last] : null
}

const inSliceStroke = (colour: string, rem: number, active: boolean): Stroke => ({ colour, widthPx: (active ? 3 : 2) * (rem / 16), dash: [14 * (rem / 16), 7 * (rem / 16)], opacity: 1 })
const awayStroke = (colour: string, rem: number, opacity: number): Stroke => ({ colour, widthPx: 2 * (rem / 16), dash: [4 * (rem / 16), 6 * (rem / 16)], opacity })

/** The needle of one plan as this view sees it: solid in the slice, dashed and faded away from it. */
export function needleMarks(camera: ViewCamera, points: NeedlePoints<PatientPoint>, look: NeedleLook, scale: TextScale): readonly Mark[] {
  const { entry, target } = points
  return [
    ...(entry !== null && target !== null ? [...shaftMarks(camera, entry, target, look, scale), ...tickMarks(camera, entry, target, look, scale)] : []),
    ...(entry === null ? [] : entryMarks(camera, entry, target, look, scale)),
    ...(target === null ? [] : targetMarks(camera, target, entry, look, scale)),
  ]
}

function shaftMarks(camera: ViewCamera, entry: PatientPoint, target: PatientPoint, look: NeedleLook, { rem }: TextScale): readonly Mark[] {
  const lengthMm = vectorDistance(entry, target)
  if (lengthMm < 1e-6) return []
  const [depthEntry, depthTarget] = [depthOf(camera, entry), depthOf(camera, target)]
  const part = inSlicePart(depthEntry, depthTarget, look.inSliceMm)
  const at = (fraction: number): ScreenPoint => worldToScreen(camera, pointBetween(entry, target, fraction))
  const away = (from: number, to: number): readonly Mark[] => {
    if (to - from < 1e-6) return []
    const pieces = Math.max(1, Math.min(40, Math.round(((to - from) * lengthMm) / PIECE_MM)))
    return Array.from({ length: pieces }, (_, piece): Mark => {
      const first = from + ((to - from) * piece) / pieces
      const last = from + ((to - from) * (piece + 1)) / pieces
      const depth = depthEntry + (depthTarget - depthEntry) * ((first + last) / 2)
      return { kind: 'line', points: [at(first), at(last)], stroke: awayStroke(look.colour, rem, opacityAt(depth, look.inSliceMm)) }
    })
  }
  if (part === null) return away(0, 1)
  return [
    ...away(0, part[0]), ...away(part[1], 1),
    { kind: 'line', points: [at(part[0]), at(part[1])], stroke: inSliceStroke(look.colour, rem, look.active) },
  ]
}

/** Depth marks from the skin on, so that a length can be read at the shaft. Numbers only where the view is large. */
function tickMarks(camera: ViewCamera, entry: PatientPoint, target: PatientPoint, look: NeedleLook, scale: TextScale): readonly Mark[] {
  if (look.tickEvery === null || !look.active) return []
  const lengthMm = vectorDistance(entry, target)
  const [from, to] = [worldToScreen(camera, entry), worldToScreen(camera, target)]
  const drawnPx = Math.hypot(to[0] - from[0], to[1] - from[1])
  if (drawnPx < 80 || lengthMm < look.tickEvery) return []
  const across: ScreenPoint = [-(to[1] - from[1]) / drawnPx, (to[0] - from[0]) / drawnPx]
  const half = 6 * (scale.rem / 16)
  const side = across[0] >= 0 ? 1 : -1
  const ticks = Array.from({ length: Math.floor((lengthMm - 1) / look.tickEvery) }, (_, index) => (index + 1) * (look.tickEvery ?? 1))
  return ticks.flatMap((depthMm): readonly Mark[] => {
    const point = pointBetween(entry, target, depthMm / lengthMm)
    const opacity = opacityAt(depthOf(camera, point), look.inSliceMm)
    const at = worldToScreen(camera, point)
    const line: Mark = {
      kind: 'line', points: [[at[0] - across[0] * half, at[1] - across[1] * half], [at[0] + across[0] * half, at[1] + across[1] * half]],
      stroke: { colour: look.colour, widthPx: 2 * (scale.rem / 16), dash: [], opacity },
    }
    if (!scale.large || opacity < 1) return [line]
    return [line, {
      kind: 'text', at: [at[0] + side * across[0] * half * 2, at[1] + side * across[1] * half * 2], anchor: 'middleStart', scrim: false,
      spans: [{ text: String(depthMm), style: { sizePx: scale.rem, weight: 650, colour: look.colour } }],
    }]
  })
}

const handleStroke = (look: NeedleLook, opacity: number, rem: number): Stroke => ({ colour: look.colour, widthPx: (look.active ? 3 : 2) * (rem / 16), dash: [], opacity })

/** Entry: an open circle. */
function entryMarks(camera: ViewCamera, entry: PatientPoint, target: PatientPoint | null, look: NeedleLook, scale: TextScale): readonly Mark[] {
  const at = worldToScreen(camera, entry)
  const unit = scale.rem / 16
  const opacity = opacityAt(depthOf(camera, entry), look.inSliceMm)
  const ring: Mark = { kind: 'circle', centre: at, radiusPx: (look.chosen === 'entry' ? 11 : 9) * unit, stroke: handleStroke(look, opacity, scale.rem), fill: null }
  if (!look.active) return [ring]
  return [ring, labelChip(camera, at, target, look.chosen === 'entry' || scale.large ? 'Entry' : null, null, look, scale)].filter(mark => mark !== null)
}

/** Target: a filled diamond. */
function targetMarks(camera: ViewCamera, target: PatientPoint, entry: PatientPoint | null, look: NeedleLook, scale: TextScale): readonly Mark[] {
  const at = worldToScreen(camera, target)
  const unit = scale.rem / 16
  const size = (look.chosen === 'target' ? 10 : 8) * unit
  const opacity = opacityAt(depthOf(camera, target), look.inSliceMm)
  const diamond: Mark = {
    kind: 'polygon', points: [[at[0], at[1] - size], [at[0] + size, at[1]], [at[0], at[1] + size], [at[0] - size, at[1]]],
    stroke: { ...handleStroke(look, opacity, scale.rem), widthPx: 1 * unit }, fill: look.colour,
  }
  const name = look.active ? (scale.large || look.chosen === 'target' ? 'Target' : null) : look.name
  return [diamond, labelChip(camera, at, entry, name, look.active ? look.figures : null, look, scale)].filter(mark => mark !== null)
}

/**
 * A chip beside a handle, on the side that the shaft does not run to, so that it covers neither the point nor the path;
 * near an edge of the view it turns inwards.
 */
function labelChip(camera: ViewCamera, at: ScreenPoint, other: PatientPoint | null, name: string | null, figures: string | null, look: NeedleLook, scale: TextScale): Mark | null {
  if (name === null && figures === null) return null
  const style = labelStyle(scale)
  const towards = other === null ? at : worldToScreen(camera, other)
  const [dx, dy] = [towards[0] - at[0], towards[1] - at[1]]
  const roomPx = 11 * scale.rem
  const wantsStart = dx > 0 && Math.abs(dx) > Math.abs(dy) * 0.2
  const toStart = wantsStart ? at[0] > roomPx : at[0] > camera.sizePx[0] - roomPx
  const side = toStart ? -1 : 1
  const vertical = Math.abs(dx) > Math.abs(dy) * 0.2 && !toStart === !wantsStart ? 0 : dy > 0 ? -1 : 1
  return {
    kind: 'chip', at: [at[0] + side * 1.5 * scale.rem, at[1] + vertical * 1.2 * scale.rem], anchor: toStart ? 'middleEnd' : 'middleStart', border: look.colour,
    spans: [
      ...(name === null ? [] : [{ text: name, style: { ...style, colour: look.colour } }]),
      ...(figures === null ? [] : [{ text: figures, style: { ...style, colour: palette.foreground, weight: 700 } }]),
      ...(figures === null || look.badge === null ? [] : [{ text: look.badge.text, badge: look.badge.look, style: { sizePx: 0.75 * scale.rem, weight: 700, colour: look.badge.caution ? palette.caution : palette.foreground } }]),
    ],
  }
}

/** 44 px hit disc around a handle. */
const HIT_RADIUS_PX = 22

/** The handle under the pointer, the nearer one first; null when there is none. */
export function handleAt(camera: ViewCamera, points: NeedlePoints<PatientPoint>, at: ScreenPoint, rem: number): PathPoint | null {
  const distance = (point: PatientPoint | null): number => {
    if (point === null) return Infinity
    const screen = worldToScreen(camera, point)
    return Math.hypot(screen[0] - at[0], screen[1] - at[1])
  }
  const [entry, target] = [distance(points.entry), distance(points.target)]
  if (Math.min(entry, target) > HIT_RADIUS_PX * (rem / 16)) return null
  return target <= entry ? 'target' : 'entry'
}
