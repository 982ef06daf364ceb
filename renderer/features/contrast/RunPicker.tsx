import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { useContrastView, type Run, type Slot } from './contrastView.ts'

type RunPickerProps = { readonly slot: Slot; readonly run: Run | null; readonly choices: readonly SeriesSummary[]; readonly series: SeriesDescription | null }

const nameOf = ({ modality, description, frames }: SeriesSummary): string => `${modality} ${description === '' ? 'without a description' : description}, ${String(frames)} ${frames === 1 ? 'image' : 'frames'}`

/** Which series, and which of its runs, a view shows. */
export function RunPicker({ slot, run, choices, series }: RunPickerProps) {
  const setRun = useContrastView((state) => state.setRun)
  return (
    <>
      <select className="pick" aria-label="Series in this view" value={run?.seriesUid ?? ''} onChange={(event) => { setRun(slot, { seriesUid: event.target.value, run: 0 }) }}>
        {run === null && <option value="">Choose a series</option>}
        {choices.map((choice) => <option key={choice.seriesUid} value={choice.seriesUid}>{nameOf(choice)}</option>)}
      </select>
      {run !== null && series !== null && series.runs.length > 1 && (
        <select className="pick" aria-label="Run in this view" value={run.run} onChange={(event) => { setRun(slot, { seriesUid: run.seriesUid, run: Number(event.target.value) }) }}>
          {series.runs.map((one, index) => <option key={one.firstFrame} value={index}>{one.frames === 1 ? `Image ${String(index + 1)}` : `Run ${String(index + 1)}`}</option>)}
        </select>
      )}
    </>
  )
}
