import type { Point2 } from '#shared/geometry/frames.ts'
import { dicomText } from './commonModules.ts'
import type { DicomContent } from './dicomContent.ts'
import type { Figure, FigureLayer } from './pictureFigures.ts'

type ImagePoint = Point2<'imageIndex'>
type Size = { readonly columns: number; readonly rows: number }

/**
 * Figures as graphics of a presentation state, one annotation a layer.
 *
 * @frame   in: imageIndex, (0, 0) the centre of the first pixel; out: PIXEL, 0\0 its top left corner, Columns\Rows the
 *          bottom right corner of the last one, which nothing may lie beyond
 * @units   pixels
 * @source  PS3.3 C.10.5 Graphic Annotation, C.10.5.1.2; C.10.7 Graphic Layer
 */
export function graphicModules(layers: readonly FigureLayer[], size: Size, referenced: DicomContent): DicomContent {
  const drawn = layers.map((layer) => ({ ...layer, texts: layer.figures.flatMap((figure) => textObject(figure, size)), graphics: layer.figures.flatMap((figure) => graphicObject(figure, size)) }))
    .filter(({ texts, graphics }) => texts.length + graphics.length > 0)
  if (drawn.length === 0) return {}
  return {
    GraphicAnnotationSequence: drawn.map(({ name, texts, graphics }): DicomContent => ({
      ReferencedImageSequence: [referenced], GraphicLayer: name,
      ...(texts.length > 0 && { TextObjectSequence: texts }), ...(graphics.length > 0 && { GraphicObjectSequence: graphics }),
    })),
    GraphicLayerSequence: drawn.map(({ name, description }, at): DicomContent => ({ GraphicLayer: name, GraphicLayerOrder: at + 1, GraphicLayerRecommendedDisplayGrayscaleValue: 65535, GraphicLayerDescription: description })),
  }
}

/** ST: at most 1024 characters. */
function textObject(figure: Figure, size: Size): readonly DicomContent[] {
  if (figure.kind !== 'words' || !isInside(figure.at, size)) return []
  return [{ UnformattedTextValue: dicomText(figure.text).slice(0, 1024), AnchorPointAnnotationUnits: 'PIXEL', AnchorPoint: [...corner(figure.at)], AnchorPointVisibility: 'N' }]
}

function graphicObject(figure: Figure, size: Size): readonly DicomContent[] {
  const object = (type: string, points: readonly ImagePoint[], isClosed: boolean): readonly DicomContent[] =>
    [{ GraphicAnnotationUnits: 'PIXEL', GraphicDimensions: 2, NumberOfGraphicPoints: points.length, GraphicData: points.flatMap((at) => corner(within(at, size))), GraphicType: type, ...(isClosed && { GraphicFilled: 'N' }) }]
  switch (figure.kind) {
    case 'words': return []
    case 'point': return isInside(figure.at, size) ? object('POINT', [figure.at], false) : []
    case 'circle': return isInside(figure.centre, size) ? object('CIRCLE', [figure.centre, [figure.centre[0] + figure.radiusPx, figure.centre[1]]], true) : []
    case 'ellipse': return object('ELLIPSE', ellipseEnds(figure.corners), true)
    case 'line': {
      const [from, to, ...more] = figure.points
      if (from === undefined || to === undefined) return []
      const points = more.length > 0 ? figure.points : clipped(from, to, size)
      if (points === null) return []
      const [first, last] = [points[0], points.at(-1)]
      return object('POLYLINE', points, points.length > 2 && first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1])
    }
  }
}

const corner = ([column, row]: ImagePoint): readonly [number, number] => [column + 0.5, row + 0.5]
const isInside = ([column, row]: ImagePoint, { columns, rows }: Size): boolean => column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5
const within = ([column, row]: ImagePoint, { columns, rows }: Size): ImagePoint => [Math.min(columns - 0.5, Math.max(-0.5, column)), Math.min(rows - 0.5, Math.max(-0.5, row))]

/** PS3.3 C.10.5.1.2: the ends of the major axis, then those of the minor one. */
function ellipseEnds([[ax, ay], [bx, by]]: readonly [ImagePoint, ImagePoint]): readonly ImagePoint[] {
  const [x, y] = [(ax + bx) / 2, (ay + by) / 2]
  const across: readonly ImagePoint[] = [[Math.min(ax, bx), y], [Math.max(ax, bx), y]]
  const upright: readonly ImagePoint[] = [[x, Math.min(ay, by)], [x, Math.max(ay, by)]]
  return Math.abs(bx - ax) >= Math.abs(by - ay) ? [...across, ...upright] : [...upright, ...across]
}

/** The part of a segment that lies on the image; null where none does. A point moved to the edge would turn the line. */
function clipped(from: ImagePoint, to: ImagePoint, { columns, rows }: Size): readonly ImagePoint[] | null {
  let [first, last] = [0, 1]
  for (const axis of [0, 1] as const) {
    const [low, high] = [-0.5, (axis === 0 ? columns : rows) - 0.5]
    const step = to[axis] - from[axis]
    if (Math.abs(step) < 1e-12) {
      if (from[axis] < low || from[axis] > high) return null
      continue
    }
    const [a, b] = [(low - from[axis]) / step, (high - from[axis]) / step]
    first = Math.max(first, Math.min(a, b))
    last = Math.min(last, Math.max(a, b))
  }
  if (first >= last) return null
  const at = (share: number): ImagePoint => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
  return [at(first), at(last)]
}
