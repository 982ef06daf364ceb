import { vectorAdd, vectorCross, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { BentTip } from '#shared/planning/bentTip.ts'
import { pixelsPerUnit, worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import type { Mark, Stroke } from '#renderer/viewports/overlay/displayList.ts'

/** A view within so much of the barrel sees the ring of tips from the front, not from its edge. */
const DOWN_THE_BARREL = Math.sin((15 * Math.PI) / 180)

/**
 * A bent tip, to scale. Which way it points is known only once the needle is turned in the patient: a plane shows the
 * two tips that stand furthest to its sides, a view down the barrel the ring that holds all of them.
 */
export function bentTipMarks(camera: ViewCamera, { bend, ringCentre, ringRadiusMm }: BentTip, { tip, ring }: { readonly tip: Stroke; readonly ring: Stroke }): readonly Mark[] {
  const direction = vectorNormalise(vectorSubtract(ringCentre, bend))
  const sideways = direction === null ? null : vectorCross(direction, camera.towardsViewer)
  const aside = sideways === null ? null : vectorNormalise(sideways)
  if (sideways === null || aside === null || Math.hypot(...sideways) < DOWN_THE_BARREL) {
    return [{ kind: 'circle', centre: worldToScreen(camera, ringCentre), radiusPx: ringRadiusMm * pixelsPerUnit(camera), stroke: ring, fill: null }]
  }
  return [1, -1].map((side): Mark => ({ kind: 'line', points: [worldToScreen(camera, bend), worldToScreen(camera, vectorAdd(ringCentre, vectorScale(aside, side * ringRadiusMm)))], stroke: tip }))
}
