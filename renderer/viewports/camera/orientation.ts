import { vectorScale } from '#shared/geometry/vectors.ts'
import type { EdgeLabels } from './edgeLetters.ts'
import type { ViewCamera } from './viewCamera.ts'

/**
 * How a picture is turned on the screen: first rotated clockwise, then flipped about the screen's upright line.
 *
 * @source  PS3.3 C.10.6: Image Rotation (0070,0042) clockwise, before Image Horizontal Flip (0070,0041)
 */
export type ViewOrientation = { readonly flipped: boolean; readonly rotationDeg: 0 | 90 | 180 | 270 }
export const upright: ViewOrientation = { flipped: false, rotationDeg: 0 }
export const isUpright = ({ flipped, rotationDeg }: ViewOrientation): boolean => !flipped && rotationDeg === 0

const turnsOf = (degrees: number): number => (((Math.round(degrees / 90) % 4) + 4) % 4)
function rotation(degrees: number): 0 | 90 | 180 | 270 {
  switch (turnsOf(degrees)) {
    case 1: return 90
    case 2: return 180
    case 3: return 270
    default: return 0
  }
}

/** What is on the screen now, flipped about its upright line. */
export const flip = ({ flipped, rotationDeg }: ViewOrientation): ViewOrientation => ({ flipped: !flipped, rotationDeg })
/** What is on the screen now, turned clockwise: behind a mirror that is the other way round. */
export const rotate = ({ flipped, rotationDeg }: ViewOrientation, degrees: 90 | 180 | 270): ViewOrientation => ({ flipped, rotationDeg: rotation(rotationDeg + (flipped ? -degrees : degrees)) })

/** The one that does to an acquired picture what the two do one after the other. */
export const compose = (first: ViewOrientation, then: ViewOrientation): ViewOrientation =>
  ({ flipped: first.flipped !== then.flipped, rotationDeg: rotation(first.rotationDeg + (first.flipped ? -then.rotationDeg : then.rotationDeg)) })
/** Takes it back: composed with it, upright. */
export const inverse = ({ flipped, rotationDeg }: ViewOrientation): ViewOrientation => ({ flipped, rotationDeg: rotation(flipped ? rotationDeg : -rotationDeg) })

type Axes = Pick<ViewCamera, 'right' | 'down' | 'towardsViewer'>

/**
 * The axes of a view turned that way. A flipped picture is the one that is seen from behind: the axes stay a right-handed
 * set, so that the same camera draws it and every point still has one place on the screen.
 */
export function turnAxes<A extends Axes>(axes: A, { flipped, rotationDeg }: ViewOrientation): A {
  const { right, down, towardsViewer } = axes
  const minus = (vector: Axes['right']): Axes['right'] => vectorScale(vector, -1)
  const [across, downwards] = ([[right, down], [minus(down), right], [minus(right), minus(down)], [down, minus(right)]] as const)[turnsOf(rotationDeg) % 4] ?? [right, down]
  return { ...axes, right: flipped ? minus(across) : across, down: downwards, towardsViewer: flipped ? minus(towardsViewer) : towardsViewer }
}

/** The letters of an upright picture, at the edges where they are when it is turned. */
export function turnEdges(edges: EdgeLabels, { flipped, rotationDeg }: ViewOrientation): EdgeLabels {
  let turned = edges
  for (let quarter = 0; quarter < turnsOf(rotationDeg); quarter++) turned = { end: turned.top, foot: turned.end, start: turned.foot, top: turned.start }
  return flipped ? { ...turned, start: turned.end, end: turned.start } : turned
}

/** What has been done to the picture, as the view states it. */
export function orientationWords({ flipped, rotationDeg }: ViewOrientation): readonly string[] {
  return [...(flipped ? ['Flipped'] : []), ...(rotationDeg === 0 ? [] : [`Turned ${String(rotationDeg)}°`])]
}
