import type { MarksState, Point } from '#renderer/tools/calibrate/state.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { sendMarks } from './calibrating.ts'

/** Where both marks lie, by number: for a keyboard, and for a tenth of a pixel. */
export function MarkFields({ series, marks }: { readonly series: SeriesDescription; readonly marks: Extract<MarksState, { kind: 'two' }> }) {
  const image = series.images[series.frames[marks.place.frame]?.image ?? -1]
  const field = (end: 'first' | 'second', axis: 0 | 1) => {
    const at: Point = marks[end]
    const most = (axis === 0 ? image?.columns : image?.rows) ?? 1
    const name = `${end === 'first' ? 'First' : 'Second'} mark, ${axis === 0 ? 'column' : 'row'}`
    return (
      <input
        className="field calib-n" type="number" aria-label={name} step={0.5} min={0} max={most - 1} value={Math.round(at[axis] * 10) / 10}
        onChange={event => {
          const value = event.target.valueAsNumber
          if (Number.isFinite(value)) sendMarks({ kind: 'move', end, at: axis === 0 ? [value, at[1]] : [at[0], value] })
        }}
      />
    )
  }
  const px = Math.hypot(marks.second[0] - marks.first[0], marks.second[1] - marks.first[1])
  return (
    <fieldset className="calib-p">
      <legend className="lbl">Marks, column and row, {px.toFixed(1)} px apart</legend>
      <div>{field('first', 0)}{field('first', 1)}<span aria-hidden>to</span>{field('second', 0)}{field('second', 1)}</div>
    </fieldset>
  )
}
