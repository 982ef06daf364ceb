import type { PaintedShape, TubePoint } from '#shared/planning/structure.ts'
import { smoothTube } from '#shared/planning/tube.ts'
import type { ScreenPoint, ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { keptByView } from './keptByView.ts'
import { paintedProjection, paintedSection } from './paintedSection.ts'
import { joinLines, tubeProjection, tubeSection } from './section.ts'

/** What a structure is drawn by: a painted shape, or the points of a tube. */
type Drawing = { readonly points: readonly TubePoint[]; readonly painted: PaintedShape | null }
/** Lines that hang together, in CSS pixels of the view. */
export type Outline = readonly (readonly ScreenPoint[])[]

const cutTube = keptByView<readonly TubePoint[], Outline>((camera, points) => joinLines(tubeSection(camera, smoothTube(points))))
const cutPainted = keptByView<PaintedShape, Outline>((camera, painted) => joinLines(paintedSection(camera, painted)))
/** Where the shown plane cuts a structure. */
export const sectionOutline = (camera: ViewCamera, { points, painted }: Drawing): Outline => (painted === null ? cutTube(camera, points) : cutPainted(camera, painted))

const wholeTube = keptByView<readonly TubePoint[], Outline>((camera, points) => joinLines(tubeProjection(camera, smoothTube(points))))
const wholePainted = keptByView<PaintedShape, Outline>((camera, painted) => joinLines(paintedProjection(camera, painted)))
/** The whole of a structure as it is seen along the view, whatever depth it lies at. */
export const wholeOutline = (camera: ViewCamera, { points, painted }: Drawing): Outline => (painted === null ? wholeTube(camera, points) : wholePainted(camera, painted))
