import type { Point2 } from '#shared/geometry/frames.ts'
import { outlineOf } from '#shared/measurement/shapeFigures.ts'
import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { RecordedMeasurement, SeenStructure } from '#shared/procedure/recordEvents.ts'
import type { SavedKeyImage } from './commonModules.ts'
import type { PictureStand } from './pictureStand.ts'
import type { SourceImage } from './sourceImage.ts'

type ImagePoint = Point2<'imageIndex'>

/** What is drawn on a key image, in imageIndex of its source, on a layer. */
export type Figure =
  | { readonly kind: 'line'; readonly points: readonly ImagePoint[] }
  | { readonly kind: 'point'; readonly at: ImagePoint }
  | { readonly kind: 'circle'; readonly centre: ImagePoint; readonly radiusPx: number }
  | { readonly kind: 'ellipse'; readonly corners: readonly [ImagePoint, ImagePoint] }
  | { readonly kind: 'words'; readonly at: ImagePoint; readonly text: string }
export type FigureLayer = { readonly name: string; readonly description: string; readonly figures: readonly Figure[] }

/** Beyond half a voxel a point is said not to be in the slice. */
const IN_SLICE_MM = 0.5

/**
 * Paths, structures and measurements of a key image as they lie on its source.
 *
 * @frame   imageIndex of the source, (0, 0) the centre of the first pixel
 * @units   pixels
 */
export function pictureFigures(image: SavedKeyImage, source: SourceImage, stand: PictureStand): readonly FigureLayer[] {
  if (image.figuresHidden === true) return []
  return [
    { name: 'PATHS', description: 'Planned needle paths', figures: image.plans.flatMap((plan) => pathFigures(plan, image, source, stand)) },
    { name: 'STRUCTURES', description: 'Structures near the path', figures: (image.structures ?? []).flatMap((each) => structureFigures(each, stand)) },
    { name: 'MEASUREMENTS', description: 'Measurements and remarks', figures: (image.measurements ?? []).flatMap((each) => measuredFigures(each, source)) },
  ].filter(({ figures }) => figures.length > 0)
}

/** Outlines on the slice, and the name once. */
function structureFigures({ name, outlinesLpsMm }: SeenStructure, { place }: PictureStand): readonly Figure[] {
  if (place === null) return []
  const lines = outlinesLpsMm.map((line): Figure => ({ kind: 'line', points: line.map((point) => place(point).at) }))
  const [first] = outlinesLpsMm[0] ?? []
  return [...lines, ...(first === undefined || name === '' ? [] : [{ kind: 'words' as const, at: place(first).at, text: name }])]
}

type Placed = { readonly at: ImagePoint; readonly away: string }

function pathFigures(plan: NeedlePlan, image: SavedKeyImage, source: SourceImage, { place }: PictureStand): readonly Figure[] {
  const ends = plan.kind === 'volume' ? endsOnSlice(plan, place) : isOnSameImage(plan.frame, image, source) ? { entry: placed(plan.entryPx), target: placed(plan.targetPx) } : null
  if (ends === null) return []
  const { entry, target } = ends
  // Larger than a point and smaller than a joint, whatever the size of the image.
  const radiusPx = Math.max(2, source.columns / 128)
  return [
    ...(entry === null || target === null ? [] : [{ kind: 'line' as const, points: [entry.at, target.at] }]),
    ...(entry === null ? [] : [{ kind: 'circle' as const, centre: entry.at, radiusPx }, { kind: 'words' as const, at: entry.at, text: `Entry${entry.away}` }]),
    ...(target === null ? [] : [{ kind: 'point' as const, at: target.at }, { kind: 'words' as const, at: target.at, text: `${plan.name}, target${target.away}` }]),
  ]
}

const placed = (at: ImagePoint | null): Placed | null => (at === null ? null : { at, away: '' })

function endsOnSlice(plan: Extract<NeedlePlan, { kind: 'volume' }>, place: PictureStand['place']): { readonly entry: Placed | null; readonly target: Placed | null } | null {
  if (place === null) return null
  const on = (point: typeof plan.entryLpsMm): Placed | null => {
    if (point === null) return null
    const { at, distanceMm } = place(point)
    const far = Math.abs(distanceMm)
    return { at, away: far <= IN_SLICE_MM ? '' : `, ${far.toFixed(1)} mm from this slice` }
  }
  return { entry: on(plan.entryLpsMm), target: on(plan.targetLpsMm) }
}

/** A plan on any frame of the run is drawn on all of them. */
function isOnSameImage(frame: number, image: SavedKeyImage, source: SourceImage): boolean {
  const number = (image.frameNumber ?? 1) + frame - image.frame
  return number >= 1 && number <= source.frames
}

function measuredFigures({ shape, label, text }: RecordedMeasurement, source: SourceImage): readonly Figure[] {
  if (shape === undefined) return []
  const words = [label, text].filter((part) => part !== '').join(' ')
  return [...shapeFigures(shape, source), ...(words === '' ? [] : [{ kind: 'words' as const, at: wordsAt(shape), text: words }])]
}

/** Words stand at the tail of an arrow, at the vertex of an angle, else at the first point. */
const wordsAt = (shape: MeasurementShape): ImagePoint => (shape.kind === 'arrow' || shape.kind === 'angle' ? shape.pointsPx[1] : shape.pointsPx[0] ?? [0, 0])

function shapeFigures(shape: MeasurementShape, { columns, pixelAspect }: SourceImage): readonly Figure[] {
  switch (shape.kind) {
    case 'length': case 'angle': return [{ kind: 'line', points: shape.pointsPx }]
    case 'freehand': return [{ kind: 'line', points: outlineOf(shape) }]
    case 'region': return [{ kind: 'ellipse', corners: shape.pointsPx }]
    case 'text': return [{ kind: 'point', at: shape.pointsPx[0] }]
    case 'arrow': return arrowFigures(shape.pointsPx, columns / 40, pixelAspect)
  }
}

function arrowFigures([tip, tail]: readonly [ImagePoint, ImagePoint], headPx: number, aspect: number): readonly Figure[] {
  const [x, y] = [tail[0] - tip[0], (tail[1] - tip[1]) * aspect]
  const far = Math.hypot(x, y)
  if (far < 1e-6) return [{ kind: 'point', at: tip }]
  const [alongX, alongY] = [(x / far) * Math.min(headPx, far), (y / far) * Math.min(headPx, far)]
  const barb = (side: 1 | -1): ImagePoint => [tip[0] + alongX - side * alongY * 0.38, tip[1] + (alongY + side * alongX * 0.38) / aspect]
  return [{ kind: 'line', points: [tip, tail] }, { kind: 'line', points: [barb(1), tip, barb(-1)] }]
}
