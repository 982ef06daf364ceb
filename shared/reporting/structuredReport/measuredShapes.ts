import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import { angleDeg, ellipseIn, enclosedArea, lineLength } from '#shared/measurement/shapeFigures.ts'
import type { KeyImage, RecordedMeasurement } from '#shared/procedure/recordEvents.ts'
import { measureCodes, unitCodes } from './codes.ts'
import { measured, onImage, words } from './contentItems.ts'
import { sourceOf } from './evidence.ts'
import { jointSite, measurementGroup } from './measurementGroup.ts'
import { privateCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

type Numbered = { readonly keyImage: KeyImage; readonly number: number }
type Measure = { readonly name: CodedConcept; readonly value: number; readonly unit: CodedConcept }

/** Distances, angles and areas on the frame of a key image, each with its points on that frame; what has no points or no figure stays words of its key image. */
export function measuredShapes({ keyImage, number }: Numbered, { deriveUid }: ReportInput): readonly ContentItem[] {
  const { keyImageId, side, measurements, addedAtIso, actor } = keyImage
  return (measurements ?? []).flatMap((one, at) => {
    const figure = measureOf(one, keyImage.source?.pixelAspect ?? null)
    if (one.shape === undefined || figure === null || one.frame !== keyImage.frame) return []
    const points = drawnAs(one.shape)
    return [measurementGroup({
      trackingIdentifier: `${one.label === '' ? figure.name.meaning : one.label}, key image ${String(number)}`, trackingUid: deriveUid(`keyImage/${keyImageId}/measurement/${String(at)}`), finding: privateCodes.measuredOnImage, site: jointSite(side), by: actor, atIso: addedAtIso,
    }, [
      measured(figure.name, figure.value, figure.unit, measureCodes.indeterminate, [onImage('INFERRED FROM', measureCodes.sourceOfMeasurement, points.graphic, points.pointsPx, sourceOf(keyImage))]),
      ...words(privateCodes.shownFigure, one.text),
    ])]
  })
}

/** In millimetres where a calibration held when the picture was saved, else in pixels; null for a remark, and where the height of a row is not known. */
function measureOf({ shape, figures }: RecordedMeasurement, aspect: number | null): Measure | null {
  if (shape === undefined) return null
  const size = aspect === null ? null : { perColumn: 1, perRow: aspect }
  const isMm = figures?.unit === 'mm'
  const measure = (name: CodedConcept, value: number | null | undefined, mm: CodedConcept): Measure | null => (value === null || value === undefined ? null : { name, value, unit: isMm ? mm : unitCodes.pixels })
  if (shape.kind === 'angle') {
    const value = figures?.angleDeg ?? (size === null ? null : angleDeg(shape.pointsPx, size))
    return value === null ? null : { name: privateCodes.angle, value, unit: unitCodes.deg }
  }
  if (shape.kind === 'length' || (shape.kind === 'freehand' && !shape.closed)) return measure(measureCodes.length, figures?.length ?? (size === null ? null : lineLength(shape.pointsPx, size)), unitCodes.mm)
  if (shape.kind === 'region' || shape.kind === 'freehand') return measure(measureCodes.area, figures?.area ?? (size === null ? null : enclosedArea(shape, size)), unitCodes.squareMm)
  return null
}

type Drawn = { readonly graphic: 'POLYLINE' | 'ELLIPSE'; readonly pointsPx: readonly (readonly [number, number])[] }

/** @source PS3.3 C.18.6.1.2: a closed POLYLINE ends where it began; of an ELLIPSE the ends of the major axis, then those of the minor one */
function drawnAs(shape: MeasurementShape): Drawn {
  if (shape.kind !== 'region') return { graphic: 'POLYLINE', pointsPx: shape.kind === 'freehand' && shape.closed ? [...shape.pointsPx, ...shape.pointsPx.slice(0, 1)] : shape.pointsPx }
  const { centre: [x, y], radii: [across, down] } = ellipseIn(shape.pointsPx)
  const [horizontal, vertical] = [[[x - across, y], [x + across, y]], [[x, y - down], [x, y + down]]] as const
  return { graphic: 'ELLIPSE', pointsPx: across >= down ? [...horizontal, ...vertical] : [...vertical, ...horizontal] }
}
