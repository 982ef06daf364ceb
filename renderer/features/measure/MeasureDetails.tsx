import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { lengthBand, meanText, writeArea, writeValue, type MeasurementFigures } from '#shared/measurement/measurementFigures.ts'
import type { Measurement, MeasurementKind } from '#shared/measurement/measurement.ts'
import type { RegionStatistics } from '#shared/measurement/regionStatistics.ts'
import { heldPoints, movedShape } from '#renderer/tools/measure/grips.ts'
import type { FrameCalibration } from '#renderer/viewports/index.ts'
import { CalBadge } from './CalBadge.tsx'
import { keepShape } from './measuring.ts'
import { frameName } from './frameNames.ts'

/** What is behind a figure: what was counted, what was left out, what a millimetre is worth here. */
export function MeasureFigures({ figures, scale }: { readonly figures: MeasurementFigures; readonly scale: FrameCalibration }) {
  const { statistics, area, unit, length } = figures
  const band = unit === 'mm' && length !== null ? lengthBand(length, figures.errorPercent) : null
  return (
    <>
      {statistics?.ok === true && area !== null && <Statistics of={statistics.value} area={writeArea(area, unit)} scale={scale} />}
      {statistics?.ok === false && <p className="sub">{statistics.error.message}</p>}
      {area !== null && statistics === null && <p className="sub">Open the run to see its values: its pixels are not in memory.</p>}
      {figures.angleDeg !== null && <p className="sub">Angle as projected on this picture; in space it may be another.</p>}
      {band !== null && <p className="sub">{band}, ±{writeValue(figures.errorPercent ?? Number.NaN)} % by the calibration.</p>}
    </>
  )
}

function Statistics({ of, area, scale }: { readonly of: RegionStatistics; readonly area: string; readonly scale: FrameCalibration }) {
  const leftOut = [of.behindShutter > 0 ? `${String(of.behindShutter)} px behind the shutter` : null, of.padding > 0 ? `${String(of.padding)} px of padding` : null].filter(part => part !== null)
  return (
    <>
      <dl className="figs ms-f">
        <div><dt>Mean ± SD</dt><dd>{meanText(of).replace(/^mean /, '')}</dd></div>
        <div><dt>Min to max</dt><dd>{writeValue(of.min)} to {writeValue(of.max)}{of.unit === '' ? '' : ` ${of.unit}`}</dd></div>
        <div><dt>Area</dt><dd>{area} <CalBadge badge={scale.badge} /></dd></div>
        <div><dt>Pixels</dt><dd>{of.pixels}</dd></div>
      </dl>
      <p className="sub">Values are {of.valueWords}, of the frame as stored: window, inversion and subtraction do not change them.{leftOut.length > 0 && ` Left out: ${leftOut.join(', ')}.`}{of.isCut && ' The shape reaches beyond the image.'}</p>
    </>
  )
}

const pointNames: Readonly<Record<MeasurementKind, readonly string[]>> = { length: ['End 1', 'End 2'], angle: ['Leg 1', 'Vertex', 'Leg 2'], region: ['Corner 1', 'Corner 2'], arrow: ['Tip', 'Tail'], text: ['Point'], freehand: [] }

/** Every point in numbers, for whoever works without a pointer. */
export function PointFields({ measurement, series }: { readonly measurement: Measurement; readonly series: SeriesDescription }) {
  const { shape, frame } = measurement
  const names = pointNames[shape.kind]
  if (names.length === 0) return null
  const keep = (number: number, axis: 0 | 1, typed: string): void => {
    const value = Number(typed)
    const [x, y] = heldPoints(shape)[number] ?? [Number.NaN, Number.NaN]
    if (typed.trim() === '' || !Number.isFinite(value) || Math.abs(value) > 1e5 || value === (axis === 0 ? x : y)) return
    keepShape(measurement, movedShape(shape, number, axis === 0 ? [value, y] : [x, value]), frameName(series, frame))
  }
  return (
    <details className="ms-p">
      <summary>Points in numbers</summary>
      <p className="sub">Column and row of the image; 0, 0 is the middle of its first pixel.</p>
      {heldPoints(shape).map((point, number) => (
        <div key={names[number] ?? number}>
          <span>{names[number]}</span>
          {(['column', 'row'] as const).map((axis, at) => (
            <input
              key={`${axis} ${String(point[at])}`} className="field ms-n" type="number" step="0.25" aria-label={`${names[number] ?? ''}, ${axis}`} defaultValue={Number(point[at]?.toFixed(2))}
              onBlur={event => { keep(number, at === 0 ? 0 : 1, event.target.value) }} onKeyDown={event => { if (event.key === 'Enter') keep(number, at === 0 ? 0 : 1, event.currentTarget.value) }}
            />
          ))}
        </div>
      ))}
    </details>
  )
}
