import type { ErrorBand } from '#shared/calibration/errorBand.ts'
import type { CalibrationMethod } from '#shared/calibration/statedCalibration.ts'
import type { Depth, MethodKind } from './calibrating.ts'

export const kindWords: Readonly<Record<MethodKind, string>> = { marker: 'Marker', length: 'Length', needleGauge: 'Needle width' }
export const howToMark: Readonly<Record<MethodKind, string>> = {
  marker: 'Mark two opposite edges of the marker.',
  length: 'Mark both ends of a length that lies parallel to the detector.',
  needleGauge: 'Mark both edges of the shaft, straight across it. Zoom in first.',
}
export const depthWords: Readonly<Record<Depth, string>> = { 10: '10 mm', 30: '30 mm', 50: '50 mm', unknown: 'Not known' }

/** "Marker, 20 mm": what stands beside the marks on the image. */
export function markLabel(kind: MethodKind | null, sizeMm: number | null, gauge: number | null): string {
  if (kind === null) return ''
  if (kind === 'needleGauge') return gauge === null ? kindWords[kind] : `${String(gauge)} G needle`
  return sizeMm === null ? kindWords[kind] : `${kindWords[kind]}, ${String(sizeMm)} mm`
}
export const methodLabel = (method: CalibrationMethod): string =>
  markLabel(method.kind, method.kind === 'marker' ? method.diameterMm : method.kind === 'length' ? method.lengthMm : null, method.kind === 'needleGauge' ? method.gauge : null)

/** The band with where it comes from; empty where there is none. */
export const errorWords = ({ errorPercent, errorNote }: ErrorBand): string => (errorPercent === null ? errorNote : `Lengths parallel to the detector may be off by ±${String(errorPercent)}%: ${errorNote}`)
