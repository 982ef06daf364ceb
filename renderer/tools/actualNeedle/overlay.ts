import type { PatientPoint } from '#shared/geometry/frames.ts'
import { opacityAt } from '#renderer/tools/needle/overlay.ts'
import { depthOf, worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextScale } from '#renderer/viewports/overlay/displayList.ts'
import { CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'

/** The needle as it lies on a check scan; a point that is not marked yet is null. */
export type DrawnActual = { readonly hubSide: PatientPoint | null; readonly tip: PatientPoint | null }
export type ActualEnd = keyof DrawnActual

const COLOUR = '#FFFFFF'
const IN_SLICE_MM = 1
const TIP_PX = 9

const strokeAt = (camera: ViewCamera, point: PatientPoint, unit: number): Stroke => ({ colour: COLOUR, widthPx: 3 * unit, dash: [], opacity: opacityAt(depthOf(camera, point), IN_SLICE_MM) })

/** Solid and white, never like a plan. It lies under the paths: where they coincide both are seen, the dashes on the white. */
export function actualShaftMarks(camera: ViewCamera, { hubSide, tip }: DrawnActual, scale: TextScale): readonly Mark[] {
  const unit = scale.rem / 16
  const stroke = (point: PatientPoint): Stroke => strokeAt(camera, point, unit)
  const shaft: readonly Mark[] = hubSide === null || tip === null ? [] : [{ kind: 'line', points: [worldToScreen(camera, hubSide), worldToScreen(camera, tip)], stroke: stroke(tip) }]
  const hub: readonly Mark[] = hubSide === null ? [] : [{ kind: 'circle', centre: worldToScreen(camera, hubSide), radiusPx: 4 * unit, stroke: stroke(hubSide), fill: null }]
  return [...shaft, ...hub]
}

/** The tip, a filled triangle over everything else: nothing hides where the needle is. */
export function actualTipMarks(camera: ViewCamera, { hubSide, tip }: DrawnActual, scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  if (tip === null) return []
  const unit = scale.rem / 16
  const [x, y] = worldToScreen(camera, tip)
  const [hx, hy] = hubSide === null ? [x, y + 1] : worldToScreen(camera, hubSide)
  const length = Math.max(1e-6, Math.hypot(x - hx, y - hy))
  const [ux, uy] = [(x - hx) / length, (y - hy) / length]
  const size = TIP_PX * unit
  const triangle: Mark = {
    kind: 'polygon', fill: COLOUR, stroke: { ...strokeAt(camera, tip, unit), widthPx: 1 * unit },
    points: [[x, y], [x - ux * size - uy * size * 0.5, y - uy * size + ux * size * 0.5], [x - ux * size + uy * size * 0.5, y - uy * size - ux * size * 0.5]],
  }
  return [triangle, ...tipLabel(camera, [x, y], scale, taken)]
}

const HIT_RADIUS_PX = 22

/** The end of the needle under the pointer, the nearer one first; null when there is none. */
export function actualEndAt(camera: ViewCamera, actual: DrawnActual | null, at: readonly [number, number], rem: number): ActualEnd | null {
  const distance = (point: PatientPoint | null | undefined): number => {
    if (point === null || point === undefined) return Infinity
    const [x, y] = worldToScreen(camera, point)
    return Math.hypot(x - at[0], y - at[1])
  }
  const [hubSide, tip] = [distance(actual?.hubSide), distance(actual?.tip)]
  if (Math.min(hubSide, tip) > HIT_RADIUS_PX * (rem / 16)) return null
  return tip <= hubSide ? 'tip' : 'hubSide'
}

function tipLabel(camera: ViewCamera, foot: readonly [number, number], scale: TextScale, taken: readonly Box[]): readonly Mark[] {
  if (foot[0] < 0 || foot[1] < 0 || foot[0] > camera.sizePx[0] || foot[1] > camera.sizePx[1]) return []
  const spans = [{ text: 'Tip', style: { ...labelStyle(scale), colour: palette.foreground } }]
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: camera.sizePx, gapPx: 24 * (scale.rem / 16), taken, wish: Math.PI, keepClear: null })
  return [
    { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: COLOUR, widthPx: 1.5 * (scale.rem / 16), dash: [], opacity: 0.9 } },
    { kind: 'chip', at: [box.x, box.y + box.height / 2], anchor: 'middleStart', border: COLOUR, spans },
  ]
}
