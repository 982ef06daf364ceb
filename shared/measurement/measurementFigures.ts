import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { Result } from '#shared/result.ts'
import type { MeasurementKind, MeasurementShape } from './measurement.ts'
import { regionStatistics, type RegionFault, type RegionStatistics, type StoredFrame } from './regionStatistics.ts'
import { angleDeg, enclosedArea, lineLength, type PixelSize } from './shapeFigures.ts'

/** What lengths on a frame may be called. */
export type LengthScale = PixelSize & { readonly unit: 'mm' | 'px'; /** How far a length may be off, in percent; null or absent = nobody could say. */ readonly errorPercent?: number | null }

export type MeasurementFigures = {
  readonly length: number | null
  readonly angleDeg: number | null
  readonly area: number | null
  readonly unit: 'mm' | 'px'
  /** Null where the shape encloses nothing or the pixels are not in memory. */
  readonly statistics: Result<RegionStatistics, RegionFault> | null
  readonly errorPercent: number | null
}

export const kindWords: Readonly<Record<MeasurementKind, string>> = { length: 'Length', angle: 'Angle', region: 'Region', arrow: 'Arrow', text: 'Text', freehand: 'Freehand' }

/** The pixels of the frame and what the header says of them, where they are in memory. */
export type FramePixels = { readonly frame: StoredFrame; readonly image: ImageDescription; readonly modality: string }

/**
 * What a shape measures, computed anew from what holds now.
 *
 * @frame   imageIndex
 * @units   lengths in the unit of the scale, areas in its square, angles in degrees
 */
export function measurementFigures(shape: MeasurementShape, scale: LengthScale, rowSize: number, pixels: FramePixels | null): MeasurementFigures {
  const encloses = shape.kind === 'region' || (shape.kind === 'freehand' && shape.closed)
  return {
    length: shape.kind === 'length' || (shape.kind === 'freehand' && !shape.closed) ? lineLength(shape.pointsPx, scale) : null,
    angleDeg: shape.kind === 'angle' ? angleDeg(shape.pointsPx, { perColumn: 1, perRow: rowSize }) : null,
    area: enclosedArea(shape, scale),
    unit: scale.unit,
    statistics: encloses && pixels !== null ? regionStatistics(shape, pixels.frame, pixels.image, pixels.modality) : null,
    errorPercent: scale.unit === 'mm' ? scale.errorPercent ?? null : null,
  }
}

/** As they stand on the image: what it is about, the rest, and whether a badge must say what the millimetres are worth. */
export type FigureText = { readonly main: string; readonly more: string | null; readonly needsBadge: boolean }

const minus = (written: string): string => written.replace('-', '\u2212')
/**
 * Whole values as they are, others with one decimal.
 *
 * @units   any
 */
export const writeValue = (value: number): string => minus(Number.isInteger(value) ? String(value) : value.toFixed(1))
/**
 * "23.4 mm"; a tenth of a pixel is worth saying where there are few of them.
 *
 * @units   as written
 */
export const writeLength = (value: number, unit: 'mm' | 'px'): string => (unit === 'mm' ? `${value.toFixed(1)} mm` : `${value.toFixed(value < 100 ? 1 : 0)} px`)
/**
 * "38.2 mm²".
 *
 * @units   as written
 */
export const writeArea = (value: number, unit: 'mm' | 'px'): string => (unit === 'mm' ? `${value.toFixed(1)} mm²` : `${value.toFixed(0)} px²`)
/**
 * "±0.7 mm"; null where nobody could say how far it may be off.
 *
 * @units   mm
 */
export const lengthBand = (value: number, errorPercent: number | null): string | null => (errorPercent === null ? null : `±${((value * errorPercent) / 100).toFixed(1)} mm`)

/**
 * "mean 112.3 ± 4.5 HU".
 *
 * @units   those of the statistics
 */
export const meanText = ({ mean, standardDeviation, unit }: RegionStatistics): string => [`mean ${minus(mean.toFixed(1))} ± ${standardDeviation.toFixed(1)}`, unit].filter((part) => part !== '').join(' ')

/**
 * The figures in words; null for what has none.
 *
 * @units   as written beside each figure
 */
export function figureText({ length, angleDeg: degrees, area, unit, statistics }: MeasurementFigures): FigureText | null {
  if (length !== null) return { main: writeLength(length, unit), more: null, needsBadge: true }
  if (degrees !== null) return { main: `${degrees.toFixed(1)}°`, more: null, needsBadge: false }
  if (area === null) return null
  const written = writeArea(area, unit)
  return statistics?.ok === true ? { main: meanText(statistics.value), more: written, needsBadge: true } : { main: written, more: null, needsBadge: true }
}
