import { attenuationOf } from '#shared/contrast/attenuation.ts'
import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import { ok, type Result } from '#shared/result.ts'
import type { SavedKeyImage } from './commonModules.ts'
import type { DicomContent } from './dicomContent.ts'
import { notCarried, type NotCarried } from './pictureStand.ts'
import type { SourceImage } from './sourceImage.ts'

type FrameView = Extract<ViewState, { kind: 'frame' }>
type Window = { readonly centre: number; readonly width: number }

/** Grey values are turned round by a negative factor, and by the operator. */
type Greys = { readonly window: Window; readonly inverse: boolean; readonly rescale: SourceImage['rescale']; readonly mask: DicomContent }

/**
 * How stored values become greys: modality LUT, window, polarity, and the mask for a subtracted picture.
 *
 * The states of XA and XRF have no Modality LUT, so their windows are told in stored values.
 *
 * @units   window in output values of the state's Modality LUT, or in stored values
 * @source  PS3.4 N.2.1 Grayscale Transformations, N.2.5 Angiography; PS3.3 C.11.1, C.11.8, C.11.6, C.11.13
 */
export function presentationGrey(image: SavedKeyImage, source: SourceImage, isAngiography: boolean): Result<DicomContent, NotCarried> {
  const greys = greysOf(image, source, isAngiography)
  if (!greys.ok) return greys
  const { window, inverse, rescale, mask } = greys.value
  const how = source.windowFunction === 'LINEAR' && window.width < 1 ? 'LINEAR_EXACT' : source.windowFunction
  return ok({
    ...(rescale !== null && { RescaleIntercept: rescale.intercept, RescaleSlope: rescale.slope, RescaleType: rescale.type }),
    ...mask,
    SoftcopyVOILUTSequence: [{ WindowCenter: window.centre, WindowWidth: window.width, ...(how !== 'LINEAR' && { VOILUTFunction: how }) }],
    PresentationLUTShape: inverse ? 'INVERSE' : 'IDENTITY',
  })
}

function greysOf(image: SavedKeyImage, source: SourceImage, isAngiography: boolean): Result<Greys, NotCarried> {
  const { view } = image
  if (view.kind === 'bone' || view.kind === 'needlePlane') return notCarried('It is no picture of one image.')
  if (source.modalityTable) return notCarried('The values of its source are told by a table, which is not kept with the picture.')
  if (view.kind === 'plane') return ok({ window: windowOf(view), inverse: source.lowIsBright !== view.inverted, rescale: source.rescale, mask: {} })
  const refusal = unlikeAnyFrame(view)
  if (refusal !== null) return notCarried(refusal)
  if (view.mode === 'subtracted') return subtractedGreys(image, view, source, isAngiography)
  const inverse = source.lowIsBright !== view.inverted
  if (!isAngiography || source.rescale === null) return ok({ window: windowOf(view), inverse, rescale: source.rescale, mask: {} })
  const { slope, intercept } = source.rescale
  if (slope === 0) return notCarried('The values of its source cannot be told from its rescaled ones.')
  return ok({ window: scaled({ centre: view.windowCentre - intercept, width: view.windowWidth }, 1 / slope, source), inverse: inverse !== (slope < 0), rescale: null, mask: {} })
}

const windowOf = ({ windowCentre, windowWidth }: { readonly windowCentre: number; readonly windowWidth: number }): Window => ({ centre: windowCentre, width: windowWidth })

/** What is made of several frames, or through a table of the header, is no view of one frame. */
function unlikeAnyFrame({ mode, compared, looks }: FrameView): string | null {
  if (mode === 'peak' || mode === 'arrival' || mode === 'timeToPeak') return 'It shows the whole run in one picture, which no frame of it holds.'
  if (compared !== undefined) return 'It shows two frames beside each other.'
  if (looks === undefined) return null
  if (looks.averaged !== null) return 'It shows the mean of several frames.'
  if (looks.colours !== null) return 'It shows the greys in colours.'
  if (looks.headerTable !== null) return 'It is shown through a table of the header.'
  return null
}

/**
 * The window that gives the same greys once values are multiplied. A LINEAR window begins half a step below its lower
 * value and is one step wider than the range between its ends; those steps do not stretch with the values.
 *
 * @source PS3.3 C.11.2.1.2.1
 */
function scaled({ centre, width }: Window, factor: number, { windowFunction }: SourceImage): Window {
  if (windowFunction !== 'LINEAR' || width <= 1) return { centre: centre * factor, width: width * Math.abs(factor) }
  return { centre: (centre - 0.5) * factor + 0.5, width: (width - 1) * Math.abs(factor) + 1 }
}

/**
 * Subtraction in logarithmic values: as stored, or through a table where they are linear. The app's difference counts
 * attenuation and shows more of it darker; it has no half steps, so its window is made a LINEAR one here.
 *
 * @source PS3.4 N.2.5.1: subtraction takes place in values logarithmic to the beam; the image's own LUTs are ignored
 */
function subtractedGreys(image: SavedKeyImage, view: FrameView, source: SourceImage, isAngiography: boolean): Result<Greys, NotCarried> {
  if (view.subtraction === null) return notCarried('How it was subtracted was not kept.')
  if (!isAngiography) return notCarried('It is subtracted, which only a state of an angiography or fluoroscopy image can say.')
  const toLog = source.intensity === 'LIN' ? logTable(source) : null
  if (source.intensity === 'LIN' && toLog === null) return notCarried('Its values are linear to the beam, and how they are stored was not kept.')
  const slope = source.intensity === 'LOG' ? source.rescale?.slope ?? 1 : 1
  const isDenseHigh = source.intensity === 'LOG' ? source.intensitySign === -1 : source.intensitySign === -1 || (source.intensitySign === null && source.lowIsBright)
  const factor = toLog === null ? (isDenseHigh ? 1 : -1) / slope : toLog.perAttenuation
  const window = { centre: view.windowCentre * factor, width: view.windowWidth * Math.abs(factor) }
  const linear = source.windowFunction === 'LINEAR' ? { centre: window.centre + 0.5, width: window.width + 1 } : window
  return ok({ window: linear, inverse: view.inverted !== (factor > 0), rescale: null, mask: { ...maskModule(image, view.subtraction, source), ...toLog?.module } })
}

const LOG_BITS = 16
const LOG_MOST = 2 ** LOG_BITS - 1

/** The table from stored values to the logarithm of intensity, over all of 16 bits; null where the stored values are not known or have a sign. */
function logTable(source: SourceImage): { readonly module: DicomContent; readonly perAttenuation: number } | null {
  const { stored, rescale } = source
  if (stored === undefined || stored.signed || stored.bits > 16) return null
  const toAttenuation = attenuationOf({
    modalityLut: rescale === null ? null : { kind: 'linear', ...rescale }, pixelIntensityRelationship: 'LIN', pixelIntensitySign: source.intensitySign,
    pixel: { signed: false, bitsStored: stored.bits, photometricInterpretation: source.lowIsBright ? 'MONOCHROME1' : 'MONOCHROME2' },
  })
  const attenuations = Array.from({ length: 2 ** stored.bits }, (_, value) => toAttenuation(value))
  const [least, most] = attenuations.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity])
  if (!(most > least)) return null
  const bytes = new DataView(new ArrayBuffer(2 * attenuations.length))
  for (const [at, value] of attenuations.entries()) bytes.setUint16(2 * at, Math.round(((most - value) / (most - least)) * LOG_MOST), true)
  const range = [1, source.frames]
  return {
    perAttenuation: -LOG_MOST / (most - least),
    // PS3.3 C.11.1.1: 65536 entries are written as 0.
    module: { PixelIntensityRelationshipLUTSequence: [{ LUTFrameRange: range, LUTFunction: 'TO_LOG', LUTDescriptor: [attenuations.length % 65536, 0, LOG_BITS], LUTData: new Uint8Array(bytes.buffer) }] },
  }
}

/** @source PS3.3 C.11.13 XA/XRF Presentation State Mask; C.11.15 (Mask Visibility Percentage); frame numbers from 1 */
function maskModule(image: SavedKeyImage, recipe: SubtractionRecipe, source: SourceImage): DicomContent {
  const shown = image.frameNumber ?? 1
  const numberOf = (frame: number): number => shown + frame - image.frame
  const range = [shown, shown]
  const regions = [{ vertices: wholeImage(source), shiftPx: recipe.shiftPx }, ...(recipe.regions ?? [])]
  const isShifted = regions.some(({ shiftPx }) => shiftPx[0] !== 0 || shiftPx[1] !== 0)
  return {
    MaskSubtractionSequence: [{
      SubtractionItemID: 1, MaskOperation: 'AVG_SUB', ApplicableFrameRange: range, MaskFrameNumbers: recipe.maskFrames.map(numberOf),
      ContrastFrameAveraging: recipe.contrastFrames?.length ?? 1, MaskSubPixelShift: recipe.shiftPx,
    }],
    ...(isShifted && {
      PixelShiftSequence: [{
        PixelShiftFrameRange: range, SubtractionItemID: 1,
        RegionPixelShiftSequence: regions.map(({ vertices, shiftPx }) => ({ VerticesOfTheRegion: vertices.flatMap(([column, row]) => [Math.round(row) + 1, Math.round(column) + 1]), MaskSubPixelShift: shiftPx })),
      }],
    }),
    MultiFramePresentationSequence: [{ RecommendedViewingMode: 'SUB', MaskVisibilityPercentage: 100 * (recipe.landmark ?? 0) }],
  }
}

const wholeImage = ({ columns, rows }: SourceImage): readonly (readonly [number, number])[] => [[0, 0], [columns - 1, 0], [columns - 1, rows - 1], [0, rows - 1]]

/** @source PS3.3 C.7.6.11 Display Shutter: edges and vertices are [row, column] of pixels counted from 1 */
export function shutterModule(shutter: DisplayShutter | null): DicomContent {
  if (shutter === null) return {}
  const { rectangle, circle, polygon, presentationValue } = shutter
  const shapes = [...(rectangle === null ? [] : ['RECTANGULAR']), ...(circle === null ? [] : ['CIRCULAR']), ...(polygon === null ? [] : ['POLYGONAL'])]
  if (shapes.length === 0) return {}
  return {
    ShutterShape: shapes,
    ...(rectangle !== null && { ShutterLeftVerticalEdge: rectangle.left, ShutterRightVerticalEdge: rectangle.right, ShutterUpperHorizontalEdge: rectangle.upper, ShutterLowerHorizontalEdge: rectangle.lower }),
    ...(circle !== null && { CenterOfCircularShutter: [circle.centreRow, circle.centreColumn], RadiusOfCircularShutter: Math.round(circle.radius) }),
    ...(polygon !== null && { VerticesOfThePolygonalShutter: polygon.flat() }),
    ShutterPresentationValue: presentationValue ?? 0,
  }
}
