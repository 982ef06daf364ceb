import { IconX } from '@tabler/icons-react'
import { writeClock, writeSeries } from '#renderer/features/case/index.ts'
import { bandText } from '#shared/calibration/errorBand.ts'
import { calibrationOfFrame, holdingCalibration } from '#shared/calibration/frameCalibration.ts'
import { matchGeometry, runGeometryOf } from '#shared/calibration/runGeometry.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { changeCalibration, removeCalibration, takeForRun } from './calibrating.ts'
import { runAt, runName } from './runNames.ts'
import { methodLabel } from './words.ts'

type Shown = { readonly series: SeriesDescription; readonly frame: number }
type StatedListProps = { readonly calibrations: readonly StatedCalibration[]; readonly all: readonly SeriesDescription[]; readonly shown: Shown }

/** What was calibrated in this case: by whom, when, and for which runs it holds. */
export function StatedList({ calibrations, all, shown }: StatedListProps) {
  if (calibrations.length === 0) return null
  return (
    <ul className="calib-l" aria-label="Calibrations">
      {calibrations.map(calibration => <StatedRow key={calibration.calibrationId} calibration={calibration} calibrations={calibrations} all={all} shown={shown} />)}
    </ul>
  )
}

function StatedRow({ calibration, calibrations, all, shown }: StatedListProps & { readonly calibration: StatedCalibration }) {
  const { series, frame } = shown
  const own = all.find(({ summary }) => summary.seriesUid === calibration.seriesUid)
  const held = runsOf(calibration, calibrations, all)
  const offer = offered(calibration, calibrations, shown)
  const size = own === undefined ? null : calibrationOfFrame(own, calibration.frame, [calibration])
  const label = methodLabel(calibration.method)
  return (
    <li>
      <div className="calib-r">
        <div>
          <b>{label}</b>{size !== null && size.stated !== null && <> <span className="cal">CAL {bandText(size)}</span></>}
          <small>{calibration.by === '' ? 'No operator name' : calibration.by}, {writeClock(new Date(calibration.atIso))}</small>
          <small>Holds for {held.length === 0 ? 'no run: another calibration goes before it' : held.join('; ')}</small>
        </div>
        <button type="button" className="vp-x" aria-label={`Remove calibration: ${label}`} onClick={() => { removeCalibration(calibration) }}><IconX className="i i-sm" aria-hidden /></button>
      </div>
      {calibration.seriesUid === series.summary.seriesUid && calibration.frame === frame && <button type="button" className="btn sm" aria-label={`Change calibration: ${label}`} onClick={() => { changeCalibration(calibration) }}>Change</button>}
      {offer && (
        <div className="calib-o">
          <span className="sub">The header of this picture does not say how the C-arm stood.</span>
          <button type="button" className="btn sm" onClick={() => { takeForRun(calibration, { seriesUid: series.summary.seriesUid, run: runAt(series, frame) }, runName(series, runAt(series, frame))) }}>The C-arm stood the same: use it here</button>
        </div>
      )}
    </li>
  )
}

/** By series: its name alone where the calibration holds for all of it. */
function runsOf(calibration: StatedCalibration, calibrations: readonly StatedCalibration[], all: readonly SeriesDescription[]): readonly string[] {
  return all.flatMap(series => {
    const held = series.runs.flatMap(({ firstFrame }, run) => (holdingCalibration(series, firstFrame, calibrations)?.calibration === calibration ? [run] : []))
    const [first] = held
    if (first === undefined) return []
    if (held.length === series.runs.length) return [writeSeries(series.summary)]
    return [held.length === 1 ? runName(series, first) : `${writeSeries(series.summary)}, ${held.map(run => String(run + 1)).join(', ')} of ${String(series.runs.length)}`]
  })
}

/** Only a person can say it where the header is silent: it is offered for the picture that is shown. */
function offered(calibration: StatedCalibration, calibrations: readonly StatedCalibration[], { series, frame }: Shown): boolean {
  const geometry = runGeometryOf(series, frame)
  return geometry !== null && holdingCalibration(series, frame, calibrations) === null && matchGeometry(calibration.geometry, geometry).kind === 'unknown'
}
