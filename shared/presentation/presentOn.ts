import { attenuationOf } from '#shared/contrast/attenuation.ts'
import { isInRange, masksFor } from '#shared/contrast/maskRecipe.ts'
import type { ImageDescription, DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { Point2 } from '#shared/geometry/frames.ts'
import type { GraphicShape, PresentationState, Subjects } from './presentationState.ts'

type ImagePoint = Point2<'imageIndex'>
type Window = { readonly centre: number; readonly width: number }
export type PresentedArea = { readonly topLeft: ImagePoint; readonly bottomRight: ImagePoint }
export type PresentedLine = { readonly points: readonly ImagePoint[]; readonly filled: boolean }

/** One image as a presentation state has it shown; all in its own pixels and values. */
export type Presented = {
  readonly stateUid: string
  readonly name: string
  readonly by: string
  readonly sopInstanceUid: string
  readonly rotationDeg: 0 | 90 | 180 | 270
  readonly flipped: boolean
  /** As against what the header of the image says. */
  readonly inverted: boolean
  /** In output values of the image, or of its difference in attenuation; null where the state has none that can be followed. */
  readonly window: Window | null
  readonly area: PresentedArea | null
  readonly shutter: DisplayShutter | null
  readonly points: readonly ImagePoint[]
  readonly lines: readonly PresentedLine[]
  readonly texts: readonly { readonly text: string; readonly at: ImagePoint }[]
  readonly mask: PresentedMask | null
  readonly notFollowed: readonly string[]
}
/** Frame numbers from 1; shifts in pixels [row, column]. */
export type PresentedMask = {
  readonly maskFrameNumbers: readonly number[]
  readonly shiftPx: readonly [number, number]
  readonly regions: readonly { readonly vertices: readonly ImagePoint[]; readonly shiftPx: readonly [number, number] }[]
  readonly landmark: number
}

const names = (of: Subjects, sopInstanceUid: string, frameNumber: number): boolean =>
  of.length === 0 || of.some((one) => one.sopInstanceUid === sopInstanceUid && (one.frameNumbers.length === 0 || one.frameNumbers.includes(frameNumber)))

/** Whether a state shows a frame of an image. */
export const isOfFrame = ({ images }: PresentationState, sopInstanceUid: string, frameNumber: number): boolean => images.length > 0 && names(images, sopInstanceUid, frameNumber)

/**
 * What a presentation state makes of one frame of an image; null where it does not show it.
 *
 * @frame   imageIndex; frame numbers from 1
 * @units   pixels; window in output values of the image's own Modality LUT
 * @source  PS3.4 N.2: the state's Modality LUT, mask, VOI and polarity stand in place of the image's own
 */
export function presentOn(state: PresentationState, image: ImageDescription, frameNumber: number): Presented | null {
  const { sopInstanceUid } = image
  if (!isOfFrame(state, sopInstanceUid, frameNumber)) return null
  const isOf = ({ of }: { readonly of: Subjects }): boolean => names(of, sopInstanceUid, frameNumber)
  const stored = state.areas.find(isOf)
  const area = stored === undefined ? null : { topLeft: stored.topLeft, bottomRight: stored.bottomRight }
  const onImage = (units: 'pixel' | 'display', point: ImagePoint): ImagePoint => (units === 'pixel' ? point : fromDisplay(point, area ?? wholeOf(image, state), state.rotationDeg))
  const annotations = state.graphics.filter(isOf)
  const shapes = annotations.flatMap((annotation) => annotation.shapes).map((shape) => ({ ...shape, points: shape.points.map((point) => onImage(shape.units, point)) }))
  const mask = maskOn(state, frameNumber)
  const grey = greysOn(state, state.windows.find(isOf)?.window ?? null, image, mask !== null)
  return {
    stateUid: state.sopInstanceUid, name: state.description || state.label || 'Presentation state', by: state.creator, sopInstanceUid,
    rotationDeg: state.rotationDeg, flipped: state.flipped, ...grey, area, shutter: state.shutter,
    points: shapes.flatMap((shape) => (shape.kind === 'point' ? shape.points : [])),
    lines: shapes.flatMap((shape) => (shape.kind === 'point' ? [] : [{ points: lineOf(shape), filled: shape.filled }])),
    texts: annotations.flatMap(({ texts }) => texts).map(({ text, units, at }) => ({ text, at: onImage(units, at) })),
    mask, notFollowed: [...state.notFollowed, ...(state.mask !== null && mask === null ? ['its subtraction'] : [])],
  }
}

/** Shares of the displayed area run along the screen: on a picture that lies on its side, across goes along the rows. */
function fromDisplay([x, y]: ImagePoint, { topLeft, bottomRight }: PresentedArea, rotationDeg: number): ImagePoint {
  const [across, down] = rotationDeg % 180 === 0 ? [x, y] : [y, x]
  return [topLeft[0] + (bottomRight[0] - topLeft[0]) * across, topLeft[1] + (bottomRight[1] - topLeft[1]) * down]
}

/** The corners of the whole image as it is turned. */
function wholeOf({ columns, rows }: ImageDescription, { rotationDeg, flipped }: PresentationState): PresentedArea {
  const ends: readonly [ImagePoint, ImagePoint] = [[-0.5, -0.5], [columns - 0.5, rows - 0.5]]
  const onItsSide = rotationDeg % 180 !== 0
  // Screen right runs against the columns after half a turn, against the rows after a quarter; a flip turns that round.
  const acrossIsBack = (rotationDeg === 180 || rotationDeg === 90) !== flipped
  const downIsBack = rotationDeg === 180 || rotationDeg === 270
  const [columnIsBack, rowIsBack] = onItsSide ? [downIsBack, acrossIsBack] : [acrossIsBack, downIsBack]
  return { topLeft: [ends[columnIsBack ? 1 : 0][0], ends[rowIsBack ? 1 : 0][1]], bottomRight: [ends[columnIsBack ? 0 : 1][0], ends[rowIsBack ? 0 : 1][1]] }
}

const CIRCLE_STEPS = 64

/** @source PS3.3 C.10.5.1.2: circle by centre and a point of it; ellipse by the ends of its axes; interpolated through its points */
function lineOf({ kind, points }: Pick<GraphicShape, 'kind'> & { readonly points: readonly ImagePoint[] }): readonly ImagePoint[] {
  const [a, b, c, d] = points
  const round = (centre: ImagePoint, one: ImagePoint, other: ImagePoint): readonly ImagePoint[] => Array.from({ length: CIRCLE_STEPS + 1 }, (_, at): ImagePoint => {
    const angle = (2 * Math.PI * at) / CIRCLE_STEPS
    return [centre[0] + one[0] * Math.cos(angle) + other[0] * Math.sin(angle), centre[1] + one[1] * Math.cos(angle) + other[1] * Math.sin(angle)]
  })
  if (kind === 'circle' && a !== undefined && b !== undefined) {
    const radius = Math.hypot(b[0] - a[0], b[1] - a[1])
    return round(a, [radius, 0], [0, radius])
  }
  if (kind === 'ellipse' && a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    return round([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2], [(d[0] - c[0]) / 2, (d[1] - c[1]) / 2])
  }
  return points
}

type Greys = Pick<Presented, 'window' | 'inverted'>

/** The state's greys as the app counts: on top of the image's own values and polarity. */
function greysOn(state: PresentationState, window: Window | null, image: ImageDescription, isSubtracted: boolean): Greys {
  const lowIsBright = image.pixel.photometricInterpretation === 'MONOCHROME1' || image.presentationLutShape === 'INVERSE'
  if (isSubtracted) {
    const slope = image.pixelIntensityRelationship === 'LOG' && image.modalityLut?.kind === 'linear' ? image.modalityLut.slope : 1
    const isDenseHigh = image.pixelIntensityRelationship === 'LOG' ? image.pixelIntensitySign === -1 : image.pixelIntensitySign === -1 || (image.pixelIntensitySign === null && lowIsBright)
    const factor = image.pixelIntensityRelationship === 'LIN' ? perLogEntry(state, image) : (isDenseHigh ? 1 : -1) * slope
    if (factor === null) return { inverted: false, window: null }
    return { inverted: state.inverse !== (factor > 0), window: window === null ? null : { centre: (window.centre - 0.5) * factor, width: Math.max(1e-6, (window.width - 1) * Math.abs(factor)) } }
  }
  if (image.modalityLut?.kind === 'table') return { inverted: state.inverse !== lowIsBright, window: null }
  const own = image.modalityLut ?? { slope: 1, intercept: 0 }
  const its = state.rescale ?? { slope: 1, intercept: 0 }
  const factor = own.slope / its.slope
  const half = image.voiLut.windowFunction === 'LINEAR' ? 0.5 : 0
  return {
    inverted: (state.inverse !== lowIsBright) !== (factor < 0),
    window: window === null ? null : { centre: (window.centre - its.intercept - half) * factor + own.intercept + half, width: (window.width - 2 * half) * Math.abs(factor) + 2 * half },
  }
}

/** Attenuation for one step of the state's logarithmic table; null where it has none. */
function perLogEntry({ mask }: PresentationState, image: ImageDescription): number | null {
  if (mask === null || mask.toLog === null) return null
  const [low, high] = mask.toLog
  const toAttenuation = attenuationOf(image)
  const factor = (toAttenuation(high.stored) - toAttenuation(low.stored)) / (high.value - low.value)
  return Number.isFinite(factor) && factor !== 0 ? factor : null
}

function maskOn({ mask }: PresentationState, frameNumber: number): PresentedMask | null {
  if (mask === null || mask.item.operation === 'NONE') return null
  if (!isInRange(mask.item, frameNumber)) return null
  const numbers = masksFor(mask.item, frameNumber)
  if (numbers.length === 0 || numbers.some((number) => number < 1)) return null
  const regions = mask.regions.filter(({ frames }) => frames.length === 0 || frames.some(([from, to]) => frameNumber >= from && frameNumber <= to))
  return { maskFrameNumbers: numbers, shiftPx: mask.item.subPixelShift ?? [0, 0], regions, landmark: mask.visibility }
}
