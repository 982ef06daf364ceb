import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import { bentTip } from '#shared/planning/bentTip.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type CalibrationBadge, type Mark, type Stroke, type TextScale, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'
import { bentTipMarks } from './bentTip.ts'
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
  /** The tube as it is made, in mm, and by how much its tip is bent (0 = straight); null while none is chosen, and where a pixel is not known in mm. */
  readonly tube: { readonly outerDiameterMm: number; readonly lengthMm: number; readonly bentDeg: number } | null
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

/**
 * The needle of one plan as this view sees it: solid in the slice, dashed and faded away from it. `taken` is what else
 * is written in the view; labels go where they cover neither that nor the path.
 */
export function needleMarks(camera: ViewCamera, points: NeedlePoints<PatientPoint>, look: NeedleLook, scale: TextScale, taken: readonly Box[] = []): readonly Mark[] {
  const { entry, target } = points
  const drawn = [
    ...(entry !== null && target !== null ? [...tipMarks(camera, entry, target, look, scale.rem), ...shaftMarks(camera, entry, target, look, scale), ...tickMarks(camera, entry, target, look, scale)] : []),
    ...(entry === null ? [] : entryMarks(camera, entry, look, scale)),
    ...(target === null ? [] : targetMarks(camera, target, look, scale)),
  ]
  const busy = [...taken, ...boxesOf(drawn)]
  // A small view has room for one name: the path chosen is told from the others by its ticks and its colour.
  const isNamed = look.active || scale.small !== true
  const targetLabel = target === null || !isNamed ? [] : labelMarks(camera, target, entry, target, { name: look.active ? 'Target' : look.name, figures: look.active && scale.small !== true ? look.figures : null }, look, scale, busy)
  const entryIsNamed = look.active && (look.chosen === 'entry' || scale.large)
  const entryLabel = entry === null || !entryIsNamed ? [] : labelMarks(camera, entry, target, target, { name: 'Entry', figures: null }, look, scale, [...busy, ...boxesOf(targetLabel)])
  return [...drawn, ...targetLabel, ...entryLabel]
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
  if (part === null) return [...away(0, 1), ...outsideMarks(camera, entry, target, look, rem)]
  return [
    ...away(0, part[0]), ...away(part[1], 1),
    { kind: 'line', points: [at(part[0]), at(part[1])], stroke: toScale(inSliceStroke(look.colour, rem, look.active), camera, look) },
    ...outsideMarks(camera, entry, target, look, rem),
  ]
}

/** Zoomed in far enough, a line is as wide as the needle is. */
const toScale = (stroke: Stroke, camera: ViewCamera, { tube }: NeedleLook): Stroke => (tube === null ? stroke : { ...stroke, widthPx: Math.max(stroke.widthPx, tube.outerDiameterMm * pixelsPerUnit(camera)) })

/** Faint beside the straight path, which alone is what the figures are about. */
const FAINT_TIP = 0.6

function tipMarks(camera: ViewCamera, entry: PatientPoint, target: PatientPoint, look: NeedleLook, rem: number): readonly Mark[] {
  const tip = look.tube === null || !look.active ? null : bentTip(entry, target, look.tube.bentDeg)
  if (tip === null) return []
  const ring: Stroke = { colour: look.colour, widthPx: 1.5 * (rem / 16), dash: [], opacity: FAINT_TIP * opacityAt(depthOf(camera, tip.ringCentre), look.inSliceMm) }
  return bentTipMarks(camera, tip, { tip: toScale(ring, camera, look), ring })
}

/** What stays outside of the skin, up to the hub. */
function outsideMarks(camera: ViewCamera, entry: PatientPoint, target: PatientPoint, look: NeedleLook, rem: number): readonly Mark[] {
  const pathMm = vectorDistance(entry, target)
  if (look.tube === null || !look.active || look.tube.lengthMm <= pathMm) return []
  const [from, to] = [worldToScreen(camera, entry), worldToScreen(camera, pointBetween(target, entry, look.tube.lengthMm / pathMm))]
  const drawnPx = Math.hypot(to[0] - from[0], to[1] - from[1])
  if (drawnPx < 2) return []
  const half = 5 * (rem / 16)
  const across: ScreenPoint = [-(to[1] - from[1]) / drawnPx * half, (to[0] - from[0]) / drawnPx * half]
  const stroke: Stroke = { colour: look.colour, widthPx: 1.5 * (rem / 16), dash: [2 * (rem / 16), 4 * (rem / 16)], opacity: 0.8 }
  return [
    { kind: 'line', points: [from, to], stroke },
    { kind: 'line', points: [[to[0] - across[0], to[1] - across[1]], [to[0] + across[0], to[1] + across[1]]], stroke: { ...stroke, dash: [], widthPx: 3 * (rem / 16) } },
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
  // Numbers that would touch each other are read as one: a path along the lines of text has room for fewer.
  const { tickEvery } = look
  const stepPx = (tickEvery * drawnPx) / lengthMm
  const numbered = Math.max(1, Math.ceil(Math.min((1.9 * scale.rem) / Math.max(1e-6, stepPx * Math.abs(across[1])), (1.1 * scale.rem) / Math.max(1e-6, stepPx * Math.abs(across[0])))))
  const ticks = Array.from({ length: Math.floor((lengthMm - 1) / look.tickEvery) }, (_, index) => (index + 1) * tickEvery)
  return ticks.flatMap((depthMm): readonly Mark[] => {
    const point = pointBetween(entry, target, depthMm / lengthMm)
    const opacity = opacityAt(depthOf(camera, point), look.inSliceMm)
    const at = worldToScreen(camera, point)
    const line: Mark = {
      kind: 'line', points: [[at[0] - across[0] * half, at[1] - across[1] * half], [at[0] + across[0] * half, at[1] + across[1] * half]],
      stroke: { colour: look.colour, widthPx: 2 * (scale.rem / 16), dash: [], opacity },
    }
    if (!scale.large || opacity < 1 || Math.round(depthMm / tickEvery) % numbered !== 0) return [line]
    return [line, {
      kind: 'text', at: [at[0] + side * across[0] * half * 2, at[1] + side * across[1] * half * 2], anchor: 'middleStart', scrim: false,
      spans: [{ text: String(depthMm), style: { sizePx: scale.rem, weight: 650, colour: look.colour } }],
    }]
  })
}

const handleStroke = (look: NeedleLook, opacity: number, rem: number): Stroke => ({ colour: look.colour, widthPx: (look.active ? 3 : 2) * (rem / 16), dash: [], opacity })

/** Entry: an open circle. */
function entryMarks(camera: ViewCamera, entry: PatientPoint, look: NeedleLook, scale: TextScale): readonly Mark[] {
  const radiusPx = (look.chosen === 'entry' ? 11 : 9) * (scale.rem / 16)
  return [{ kind: 'circle', centre: worldToScreen(camera, entry), radiusPx, stroke: handleStroke(look, opacityAt(depthOf(camera, entry), look.inSliceMm), scale.rem), fill: null }]
}

/** Target: a filled diamond. */
function targetMarks(camera: ViewCamera, target: PatientPoint, look: NeedleLook, scale: TextScale): readonly Mark[] {
  const at = worldToScreen(camera, target)
  const unit = scale.rem / 16
  const size = (look.chosen === 'target' ? 10 : 8) * unit
  const opacity = opacityAt(depthOf(camera, target), look.inSliceMm)
  return [{
    kind: 'polygon', points: [[at[0], at[1] - size], [at[0] + size, at[1]], [at[0], at[1] + size], [at[0] - size, at[1]]],
    stroke: { ...handleStroke(look, opacity, scale.rem), widthPx: 1 * unit }, fill: look.colour,
  }]
}

/** What lies this near to the target is what the eye must judge; no label covers it. */
const CLEAR_MM = 5
/** A zoomed-in view would else have no room for a label at all. */
const MOST_CLEAR_SHARE = 0.18

type LabelWords = { readonly name: string; readonly figures: string | null }

/** A chip beside a handle and its leader: away from the shaft first, wherever it covers nothing else. */
function labelMarks(camera: ViewCamera, point: PatientPoint, other: PatientPoint | null, target: PatientPoint | null, { name, figures }: LabelWords, look: NeedleLook, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  const foot = worldToScreen(camera, point)
  if (foot[0] < 0 || foot[1] < 0 || foot[0] > camera.sizePx[0] || foot[1] > camera.sizePx[1]) return []
  const style = labelStyle(scale)
  const spans: readonly TextSpan[] = [
    { text: name, style: { ...style, colour: look.colour } },
    ...(figures === null ? [] : [{ text: figures, style: { ...style, colour: palette.foreground, weight: 700 } }]),
    ...(figures === null || look.badge === null ? [] : [{ text: look.badge.text, badge: look.badge.look, style: { sizePx: 0.8125 * scale.rem, weight: 700, colour: look.badge.caution ? palette.caution : palette.foreground } }]),
  ]
  const [width, height] = spansSize(spans)
  const away = other === null ? null : worldToScreen(camera, other)
  const clearPx = Math.max(14 * (scale.rem / 16), Math.min(CLEAR_MM * pixelsPerUnit(camera), MOST_CLEAR_SHARE * Math.min(...camera.sizePx)))
  const box = placeLabel({
    foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx: point === target ? clearPx : 16 * (scale.rem / 16), taken,
    wish: away === null || Math.hypot(foot[0] - away[0], foot[1] - away[1]) < 1 ? 0 : Math.atan2(foot[1] - away[1], foot[0] - away[0]),
    keepClear: target === null ? null : { centre: worldToScreen(camera, target), radiusPx: clearPx },
  })
  const leader: Mark = { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: look.colour, widthPx: 1.5 * (scale.rem / 16), dash: [], opacity: 0.9 } }
  // The painted chip is a little narrower than the estimate: it is held where the leader ends.
  const middle = box.y + box.height / 2
  const held = box.x > foot[0] ? { at: [box.x, middle], anchor: 'middleStart' } as const : box.x + box.width < foot[0] ? { at: [box.x + box.width, middle], anchor: 'middleEnd' } as const : { at: [box.x + box.width / 2, middle], anchor: 'centre' } as const
  const chip: Mark = { kind: 'chip', ...held, border: look.colour, spans }
  return [leader, chip]
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
