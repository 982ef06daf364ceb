import { localTimeOf } from '#shared/dicom/dateTimes.ts'
import { describeMask, describeShutter } from '#shared/dicom/describeImage.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { overlayTag, type DicomTag } from '#shared/dicom/tags.ts'
import type { GraphicShape, GraphicText, PresentationState } from './presentationState.ts'
import { presentationTags as tags } from './presentationTags.ts'

const stateClass = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.11\.[125]$/
/** Grayscale, colour and XA/XRF states; those that blend volumes are not views of one image. */
export const isPresentationState = (sopClassUid: string): boolean => stateClass.test(sopClassUid)

/**
 * A stored presentation state; null where it names no image.
 *
 * @frame   imageIndex, (0, 0) the centre of the first pixel: stored corners of pixels are moved by half a pixel
 * @source  PS3.3 A.33; C.10.4 to C.10.7, C.11.8, C.11.11, C.11.13
 */
export function readPresentationState(header: DicomHeader): PresentationState | null {
  const [sopInstanceUid, sopClassUid, seriesUid] = [tags.SOPInstanceUID, tags.SOPClassUID, tags.SeriesInstanceUID].map((tag) => header.text(tag))
  const images = header.items(tags.ReferencedSeriesSequence).flatMap((series) => {
    const ofSeries = series.text(tags.SeriesInstanceUID)
    return ofSeries === null ? [] : subjectsOf(series).map((image) => ({ seriesUid: ofSeries, sopInstanceUid: image.sopInstanceUid, frameNumbers: [...image.frameNumbers] }))
  })
  if (typeof sopInstanceUid !== 'string' || typeof sopClassUid !== 'string' || typeof seriesUid !== 'string' || images.length === 0) return null
  const [slope, intercept] = [header.number(tags.RescaleSlope), header.number(tags.RescaleIntercept)]
  const rotation = header.number(tags.ImageRotation)
  return {
    sopInstanceUid, sopClassUid, seriesUid, images,
    label: header.text(tags.ContentLabel) ?? '', description: header.text(tags.ContentDescription) ?? '', creator: (header.text(tags.ContentCreatorName) ?? '').replaceAll('^', ' ').trim(),
    createdAt: localTimeOf(header.text(tags.PresentationCreationDate), header.text(tags.PresentationCreationTime)),
    rescale: slope === null || intercept === null || slope === 0 ? null : { slope, intercept },
    windows: header.items(tags.SoftcopyVOILUTSequence).flatMap(windowsOf),
    inverse: header.text(tags.PresentationLUTShape) === 'INVERSE',
    rotationDeg: rotation === 90 || rotation === 180 || rotation === 270 ? rotation : 0,
    flipped: header.text(tags.ImageHorizontalFlip) === 'Y',
    areas: header.items(tags.DisplayedAreaSelectionSequence).flatMap(areasOf),
    shutter: describeShutter(header),
    graphics: graphicsOf(header),
    mask: maskOf(header),
    notFollowed: notFollowed(header),
  }
}

/** What an item is about; empty where it names nothing. */
function subjectsOf(item: DicomHeader): { sopInstanceUid: string; frameNumbers: number[] }[] {
  return item.items(tags.ReferencedImageSequence).flatMap((image) => {
    const sopInstanceUid = image.text(tags.ReferencedSOPInstanceUID)
    return sopInstanceUid === null ? [] : [{ sopInstanceUid, frameNumbers: image.numbers(tags.ReferencedFrameNumber).filter((number) => Number.isSafeInteger(number) && number > 0) }]
  })
}

function windowsOf(item: DicomHeader): PresentationState['windows'] {
  const [centre, width] = [item.number(tags.WindowCenter), item.number(tags.WindowWidth)]
  const how = item.text(tags.VOILUTFunction)
  if (centre === null || width === null || width <= 0) return []
  return [{ of: subjectsOf(item), window: { centre, width, how: how === 'SIGMOID' || how === 'LINEAR_EXACT' ? how : 'LINEAR' } }]
}

function areasOf(item: DicomHeader): PresentationState['areas'] {
  const [left, top] = item.numbers(tags.DisplayedAreaTopLeft)
  const [right, bottom] = item.numbers(tags.DisplayedAreaBottomRight)
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return []
  // Pixels are counted from 1; of the first and the last the outer edges are meant, which side ever that is.
  const edges = (from: number, to: number): readonly [number, number] => (from <= to ? [from - 1.5, to - 0.5] : [from - 0.5, to - 1.5])
  const [[x0, x1], [y0, y1]] = [edges(left, right), edges(top, bottom)]
  return [{ of: subjectsOf(item), topLeft: [x0, y0], bottomRight: [x1, y1] }]
}

function graphicsOf(header: DicomHeader): PresentationState['graphics'] {
  const orders = new Map(header.items(tags.GraphicLayerSequence).map((layer) => [layer.text(tags.GraphicLayer), layer.number(tags.GraphicLayerOrder)]))
  return header.items(tags.GraphicAnnotationSequence).map((item) => {
    const layer = item.text(tags.GraphicLayer) ?? ''
    const order = orders.get(layer)
    return { of: subjectsOf(item), layer, order: Number.isSafeInteger(order) && typeof order === 'number' ? order : 0, shapes: item.items(tags.GraphicObjectSequence).flatMap(shapeOf), texts: item.items(tags.TextObjectSequence).flatMap(textOf) }
  }).toSorted((a, b) => a.order - b.order)
}

const unitsOf = (item: DicomHeader, tag: DicomTag): 'pixel' | 'display' => (item.text(tag) === 'DISPLAY' ? 'display' : 'pixel')
/** Stored pixels have their zero at the corner of the first one. */
const pointOf = (column: number, row: number, units: 'pixel' | 'display'): [number, number] => (units === 'pixel' ? [column - 0.5, row - 0.5] : [column, row])
const kinds: ReadonlyMap<string, GraphicShape['kind']> = new Map([['POINT', 'point'], ['POLYLINE', 'polyline'], ['INTERPOLATED', 'interpolated'], ['CIRCLE', 'circle'], ['ELLIPSE', 'ellipse']])
const fewest: Readonly<Record<GraphicShape['kind'], number>> = { point: 1, polyline: 2, interpolated: 2, circle: 2, ellipse: 4 }

function shapeOf(item: DicomHeader): GraphicShape[] {
  const type = item.text(tags.GraphicType)
  const kind = kinds.get(type ?? '') ?? null
  const units = unitsOf(item, tags.GraphicAnnotationUnits)
  const data = item.numbers(tags.GraphicData)
  const points = Array.from({ length: data.length >> 1 }, (_, at) => pointOf(data[2 * at] ?? NaN, data[2 * at + 1] ?? NaN, units))
  return kind === null || points.length < fewest[kind] ? [] : [{ kind, units, points, filled: item.text(tags.GraphicFilled) === 'Y' }]
}

/** At its anchor, else at the corner of its box. */
function textOf(item: DicomHeader): GraphicText[] {
  const text = item.texts(tags.UnformattedTextValue)[0] ?? ''
  const isAnchored = item.numbers(tags.AnchorPoint).length === 2
  const [column, row] = item.numbers(isAnchored ? tags.AnchorPoint : tags.BoundingBoxTopLeft)
  if (text === '' || column === undefined || row === undefined) return []
  const units = unitsOf(item, isAnchored ? tags.AnchorPointAnnotationUnits : tags.BoundingBoxAnnotationUnits)
  return [{ text: text.slice(0, 1024), units, at: pointOf(column, row, units) }]
}

function maskOf(header: DicomHeader): PresentationState['mask'] {
  const item = header.items(tags.MaskSubtractionSequence).flatMap(describeMask).find(({ operation }) => operation !== 'NONE')
  if (item === undefined) return null
  const shown = header.items(tags.MultiFramePresentationSequence)[0] ?? header
  // Without the attribute nothing of the mask is shown behind the difference. PS3.3 C.11.13
  const percent = shown.number(tags.MaskVisibilityPercentage) ?? 0
  const regions = header.items(tags.PixelShiftSequence).flatMap((shift) => {
    const range = shift.numbers(tags.PixelShiftFrameRange)
    const frames = Array.from({ length: range.length >> 1 }, (_, at): [number, number] => [range[2 * at] ?? NaN, range[2 * at + 1] ?? NaN])
    return shift.items(tags.RegionPixelShiftSequence).flatMap((region) => {
      const vertices = region.numbers(tags.VerticesOfTheRegion)
      const [down, across] = region.numbers(tags.MaskSubPixelShift)
      if (down === undefined || across === undefined) return []
      return [{ frames, vertices: Array.from({ length: vertices.length >> 1 }, (_, at): [number, number] => [(vertices[2 * at + 1] ?? NaN) - 1, (vertices[2 * at] ?? NaN) - 1]), shiftPx: [down, across] as [number, number] }]
    })
  })
  return { item, visibility: Math.min(1, Math.max(0, percent / 100)), regions, toLog: logEntries(header) }
}

/** An entry at a quarter and one at three quarters of the table: its scale, whatever it is. */
function logEntries(header: DicomHeader): [{ stored: number; value: number }, { stored: number; value: number }] | null {
  const table = header.items(tags.PixelIntensityRelationshipLUTSequence).find((item) => item.text(tags.LUTFunction) === 'TO_LOG')
  const [count, firstMapped] = table?.numbers(tags.LUTDescriptor) ?? []
  const values = table?.numbers(tags.LUTData) ?? []
  if (count === undefined || firstMapped === undefined || values.length < 8) return null
  const entry = (share: number): { stored: number; value: number } => {
    const at = Math.floor(values.length * share)
    return { stored: firstMapped + at, value: values[at] ?? NaN }
  }
  const [low, high] = [entry(0.25), entry(0.75)]
  return low.value === high.value ? null : [low, high]
}

function notFollowed(header: DicomHeader): string[] {
  const hasTable = header.items(tags.SoftcopyVOILUTSequence).some((item) => item.has(tags.VOILUTSequence))
  const hasOverlay = Array.from({ length: 16 }, (_, at) => 0x6000 + 2 * at).some((group) => header.has(overlayTag(group, 0x1001, 'CS')))
  return [
    ...(header.has(tags.ModalityLUTSequence) ? ['its Modality LUT, a table'] : []), ...(hasTable ? ['its VOI LUT, a table'] : []), ...(header.has(tags.PresentationLUTSequence) ? ['its presentation LUT, a table'] : []),
    ...(hasOverlay ? ['its bitmap overlays'] : []), ...(header.has(tags.RedPaletteData) ? ['its colours'] : []),
  ]
}
