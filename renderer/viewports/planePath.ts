import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { NeedlePath } from './planeFrame.ts'
import { worldToScreen, type ViewCamera } from './camera/viewCamera.ts'

/** Only drawn for an instant, where a view outlives its path. */
export const NO_PATH: NeedlePath = { entry: [0, 1, 0], target: [0, 0, 0] }
export const samePoint = (a: PatientPoint | null, b: PatientPoint | null): boolean => a === b || (a !== null && b !== null && vectorDistance(a, b) < 1e-9)
export const samePath = (a: NeedlePath | null, b: NeedlePath | null): boolean => a === b || (a !== null && b !== null && samePoint(a.entry, b.entry) && samePoint(a.target, b.target))
/** Null while an end of it is not placed. */
export const pathOf = (plan: VolumePlan | null): NeedlePath | null => (plan === null || plan.entryLpsMm === null || plan.targetLpsMm === null ? null : { entry: plan.entryLpsMm, target: plan.targetLpsMm })
export function isInPicture(camera: ViewCamera, at: PatientPoint): boolean {
  const [x, y] = worldToScreen(camera, at)
  return x >= 0 && y >= 0 && x <= camera.sizePx[0] && y <= camera.sizePx[1]
}
export const point = (from: PatientPoint): [number, number, number] => [from[0], from[1], from[2]]
export const copy = (from: PatientPoint | null): [number, number, number] | null => (from === null ? null : point(from))
