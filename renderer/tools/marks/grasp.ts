import type { PatientPoint } from '#shared/geometry/frames.ts'
import { actualEndAt } from '#renderer/tools/actualNeedle/overlay.ts'
import { depthOf, worldToScreen, type ScreenPoint, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import type { MarkHandle } from './drag.ts'
import { IN_SLICE_MM, type DrawnMarks } from './overlay.ts'

const HIT_RADIUS_PX = 22

/** Where a mark lies; null while it is not marked. */
export function markPoint({ joint, landmarks, actual }: DrawnMarks, handle: MarkHandle): PatientPoint | null {
  switch (handle) {
    case 'tip': case 'hubSide': return actual?.[handle] ?? null
    case 'jointMedial': return joint?.medial ?? null
    case 'jointLateral': return joint?.lateral ?? null
    default: return landmarks.find(({ kind }) => kind === handle)?.point ?? null
  }
}

/** The mark under the pointer, the nearest first; null when there is none. One that only shows faintly from another slice stays where it is. */
export function markAt(camera: ViewCamera, shown: DrawnMarks, at: ScreenPoint, rem: number): MarkHandle | null {
  const inSlice = (['jointMedial', 'jointLateral', ...shown.landmarks.map(({ kind }) => kind)] as const).filter((handle) => {
    const point = markPoint(shown, handle)
    return point !== null && Math.abs(depthOf(camera, point)) <= IN_SLICE_MM
  })
  const end = actualEndAt(camera, shown.actual, at, rem)
  const [nearest] = [...(end === null ? [] : [end]), ...inSlice].map((handle) => ({ handle, px: pxFrom(camera, markPoint(shown, handle), at) })).toSorted((a, b) => a.px - b.px)
  return nearest !== undefined && nearest.px <= HIT_RADIUS_PX * (rem / 16) ? nearest.handle : null
}

/** How far from the pointer a point is drawn; without end where there is none. */
export function pxFrom(camera: ViewCamera, point: PatientPoint | null, at: ScreenPoint): number {
  if (point === null) return Infinity
  const [x, y] = worldToScreen(camera, point)
  return Math.hypot(x - at[0], y - at[1])
}
