import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import type { TubePoint } from '#shared/planning/structure.ts'
import { smoothTube } from '#shared/planning/tube.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import type { Box } from '#renderer/viewports/overlay/labelPlace.ts'
import { keptByView } from './keptByView.ts'

type Drawn = { readonly kind: string; readonly points: readonly TubePoint[] }

/** What no label may lie on: the course of the vertebral artery, as far as the view shows it. */
export function courseBoxes(camera: ViewCamera, structures: readonly Drawn[], isSeenThrough: boolean): readonly Box[] {
  return structures.filter(({ kind }) => kind === 'vertebralArtery').flatMap(({ points }) => tubeBoxes(camera, points, isSeenThrough))
}

/** What a tube takes of a view, piece by piece, so that the room beside a slanting one stays free. */
export const tubeBoxes = (camera: ViewCamera, points: readonly TubePoint[], isSeenThrough: boolean): readonly Box[] => (isSeenThrough ? wholeBoxes(camera, points) : cutBoxes(camera, points))

const cutBoxes = keptByView<readonly TubePoint[], readonly Box[]>((camera, points) => boxesWith(camera, points, ({ pointLpsMm }) => depthOf(camera, pointLpsMm)))
const wholeBoxes = keptByView<readonly TubePoint[], readonly Box[]>((camera, points) => boxesWith(camera, points, () => 0))

function boxesWith(camera: ViewCamera, points: readonly TubePoint[], depthOfBall: (ball: TubePoint) => number): readonly Box[] {
  const scale = pixelsPerUnit(camera)
  return ballsOf(smoothTube(points)).flatMap((ball): readonly Box[] => {
    const depth = depthOfBall(ball)
    if (Math.abs(depth) >= ball.radiusMm) return []
    const [x, y] = worldToScreen(camera, ball.pointLpsMm)
    const half = Math.sqrt(ball.radiusMm * ball.radiusMm - depth * depth) * scale
    return [{ x: x - half, y: y - half, width: 2 * half, height: 2 * half }]
  })
}

/** Balls a radius apart along the whole tube: its pieces lie close together in bends only. */
function ballsOf(pieces: readonly TubePoint[]): readonly TubePoint[] {
  return pieces.flatMap((piece, at): readonly TubePoint[] => {
    const next = pieces[at + 1]
    if (next === undefined) return [piece]
    const [[ax, ay, az], [bx, by, bz]] = [piece.pointLpsMm, next.pointLpsMm]
    const steps = Math.max(1, Math.ceil(vectorDistance<'patientLps'>([ax, ay, az], [bx, by, bz]) / Math.min(piece.radiusMm, next.radiusMm)))
    return Array.from({ length: steps }, (_, step): TubePoint => {
      const [x, y, z] = pointBetween<'patientLps'>([ax, ay, az], [bx, by, bz], step / steps)
      return { pointLpsMm: [x, y, z], radiusMm: piece.radiusMm + (next.radiusMm - piece.radiusMm) * step / steps }
    })
  })
}
