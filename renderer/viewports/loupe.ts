import { pixelsPerUnit, screenToWorld, type ScreenPoint, type ViewCamera } from './camera/viewCamera.ts'
import type { Mark } from './overlay/displayList.ts'

/** How much larger than in the view. */
const MAGNIFIES = 2.5
const RADIUS_REM = 6
/** Free between the loupe and the point that it magnifies, while a hand moves that point. */
const GAP_REM = 2

/**
 * Where the loupe stands: on the point itself, or, while a hand moves something there, beside it, so that nothing is covered:
 * above, and where there is no room, towards the middle of the view.
 */
export function loupePlace(at: ScreenPoint, [width, height]: readonly [number, number], rem: number, isMoving: boolean): ScreenPoint {
  if (!isMoving) return at
  const reach = (RADIUS_REM + GAP_REM) * rem
  const radius = RADIUS_REM * rem
  const inside = (value: number, room: number): number => Math.min(Math.max(value, radius), Math.max(radius, room - radius))
  if (at[1] - reach >= radius) return [inside(at[0], width), at[1] - reach]
  return [at[0] < width / 2 ? at[0] + reach : at[0] - reach, inside(at[1], height)]
}

/** The same view, larger, with the point in its middle. */
export function loupeCamera(camera: ViewCamera, at: ScreenPoint, rem: number): ViewCamera {
  const side = 2 * RADIUS_REM * rem
  return { ...camera, focalPoint: screenToWorld(camera, at), halfHeight: side / 2 / (pixelsPerUnit(camera) * MAGNIFIES), sizePx: [side, side] }
}

export const loupeMark = (centre: ScreenPoint, rem: number, marks: readonly Mark[]): Mark => ({ kind: 'inset', centre, radiusPx: RADIUS_REM * rem, marks })
