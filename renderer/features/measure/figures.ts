import { figureText, kindWords, measurementFigures, type FigureText, type MeasurementFigures } from '#shared/measurement/measurementFigures.ts'
import type { Measurement, MeasurementShape } from '#shared/measurement/measurement.ts'
import { imageAtFrame } from '#shared/dicom/modalityLut.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RecordedMeasurement } from '#shared/procedure/recordEvents.ts'
import { calibrationAt, frameCalibration, frameRowSize, storedFrame, type FrameCalibration } from '#renderer/viewports/index.ts'

const known = new WeakMap<MeasurementShape, { readonly key: string; readonly figures: MeasurementFigures }>()

/** The figures of a shape on a frame, by the calibration that holds and the values in memory. */
export function figuresOn(series: SeriesDescription, frame: number, shape: MeasurementShape, scale: FrameCalibration): MeasurementFigures {
  const { seriesUid, modality } = series.summary
  const image = imageAtFrame(series, frame)
  const stored = shape.kind === 'region' || shape.kind === 'freehand' ? storedFrame(seriesUid, frame) : null
  const key = JSON.stringify([seriesUid, frame, scale, stored !== null])
  const before = known.get(shape)
  if (before?.key === key) return before.figures
  const figures = measurementFigures(shape, scale, frameRowSize(series, frame), stored === null || image === undefined ? null : { frame: stored, image, modality })
  known.set(shape, { key, figures })
  return figures
}

/** What the millimetres of a shape rest on: an image may have them in a part of it only. */
export const scaleOf = (series: SeriesDescription, frame: number, shape: MeasurementShape, { fluoroscopy }: CaseDocument): FrameCalibration => calibrationAt(frameCalibration(series, frame, fluoroscopy.calibrations), shape.pointsPx)

export const nameOf = ({ label, shape }: Pick<Measurement, 'label' | 'shape'>): string => (label === '' ? kindWords[shape.kind] : label)

/** "23.4 mm CAL", "mean 112.3 ± 4.5, 38.2 mm² CAL". */
export const writeFigures = (text: FigureText, badge: string): string => [[text.main, text.more].filter(part => part !== null).join(', '), text.needsBadge ? badge : ''].filter(part => part !== '').join(' ')

/** What is measured on a frame, as the picture of it shows it. */
export function measurementsOn(document: CaseDocument, series: SeriesDescription, frame: number): RecordedMeasurement[] {
  return document.fluoroscopy.measurements.filter(each => each.seriesUid === series.summary.seriesUid && each.frame === frame).map(({ shape, label }) => {
    const scale = scaleOf(series, frame, shape, document)
    const figures = figuresOn(series, frame, shape, scale)
    const text = figureText(figures)
    const { length, angleDeg, area, unit } = figures
    return { kind: shape.kind, label, text: text === null ? '' : writeFigures(text, scale.badge.text), frame, shape, figures: { length, angleDeg, area, unit } }
  })
}
