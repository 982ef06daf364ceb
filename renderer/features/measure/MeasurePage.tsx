import { useEffect, useState, type ReactNode } from 'react'
import { IconArrowBackUp } from '@tabler/icons-react'
import { tellReceipt, useCaseDocument, useSeriesDescriptions, useSession, writeSeries } from '#renderer/features/case/index.ts'
import { keepFrame, showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { showPlace } from '#renderer/viewports/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { boundsOf } from '#shared/measurement/shapeFigures.ts'
import type { Measurement } from '#shared/measurement/measurement.ts'
import { groupsOf } from './measureEdits.ts'
import { MeasureRow } from './MeasureRow.tsx'
import './measure.css'
import { restore, UNDO_MS, useMeasuring, type Removed } from './measuring.ts'

type MeasurePageProps = {
  /** The series that is shown, null while none is; its measurements come first. */
  readonly shownUid: string | null
  readonly frame: number
  /** Opens another series in the work area; without it as the Study and Plan stages do. */
  readonly onShow?: (series: SeriesDescription, frame: number) => void
  /** What the millimetres of the page rest on. */
  readonly calibration?: ReactNode
}

/** Everything that was measured in the case. */
export function MeasurePage({ shownUid, frame, onShow = showInWork, calibration }: MeasurePageProps) {
  const { measurements } = useCaseDocument().fluoroscopy
  const uids = [...new Set(measurements.map(({ seriesUid }) => seriesUid))].toSorted((a, b) => Number(b === shownUid) - Number(a === shownUid))
  const described = useSeriesDescriptions(uids)
  const jump = async (series: SeriesDescription, measurement: Measurement): Promise<void> => {
    const { from, to } = boundsOf(measurement.shape)
    if (measurement.seriesUid !== shownUid) onShow(series, measurement.frame)
    if (!await showPlace(measurement.seriesUid, measurement.frame, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2])) tellReceipt('Its run did not open. Choose it in the series strip, then press the row again.')
  }
  return (
    <>
      {calibration}
      {measurements.length === 0 && <Section title="Measurements"><p className="sub">None yet. Choose Length (D), then click both ends on the image, or drag. Without a pointer: D, then Enter in the view, and set the points here.</p></Section>}
      {described.map(series => {
        const { seriesUid } = series.summary
        const mine = groupsOf(measurements.filter(each => each.seriesUid === seriesUid))
        return mine.length === 0 ? null : (
          <Section key={seriesUid} title={seriesUid === shownUid ? 'Measurements' : `Measurements on ${writeSeries(series.summary)}`} end={String(mine.length)}>
            <ul className="mss">{mine.map(group => <MeasureRow key={group.root} group={group} series={series} shownUid={shownUid} frame={frame} onJump={measurement => { void jump(series, measurement) }} />)}</ul>
          </Section>
        )
      })}
      <RemovedRows />
    </>
  )
}

function showInWork(series: SeriesDescription, frame: number): void {
  const { caseId } = useSession.getState()
  if (caseId === null) return
  keepFrame(series.summary.seriesUid, frame)
  showSeries(caseId, series.summary.seriesUid)
}

/** What was removed a moment ago, crossed out. */
function RemovedRows() {
  const removed = useMeasuring(state => state.removed)
  const there = new Set(useCaseDocument().fluoroscopy.measurements.map(({ measurementId }) => measurementId))
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (removed.length === 0) return
    const timer = setInterval(() => { setNow(Date.now()) }, 1000)
    return () => { clearInterval(timer) }
  }, [removed.length])
  const secondsOf = ({ atMs }: Removed): number => Math.min(UNDO_MS / 1000, Math.ceil((atMs + UNDO_MS - nowMs) / 1000))
  // An undo has put it back by another way.
  const open = removed.filter(each => secondsOf(each) > 0 && each.members.some(({ measurementId }) => !there.has(measurementId)))
  if (open.length === 0) return null
  return (
    <Section title="Removed">
      <ul className="mss">
        {open.map(each => (
          <li key={each.atMs} className="ms-x" aria-label={`${each.name}, removed`}>
            <s>{each.name}{each.members.length > 1 && `, ${String(each.members.length)} frames`}</s><span className="sub">{secondsOf(each)} s</span>
            <button type="button" className="btn sm" aria-label={`Undo: ${each.name} removed`} onClick={() => { restore(each) }}><IconArrowBackUp size="1rem" aria-hidden />Undo</button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
