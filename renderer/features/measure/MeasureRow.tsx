import { useEffect, useRef } from 'react'
import { VisuallyHidden } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useCaseDocument, useOperator, useTypedInCase, writeClock } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { figureText, kindWords } from '#shared/measurement/measurementFigures.ts'
import type { Measurement } from '#shared/measurement/measurement.ts'
import { CalBadge } from './CalBadge.tsx'
import { CopyForm } from './CopyForm.tsx'
import { figuresOn, nameOf, scaleOf } from './figures.ts'
import { MeasureFigures, PointFields } from './MeasureDetails.tsx'
import { shownOf, type MeasurementGroup } from './measureEdits.ts'
import { chooseMeasurement, removeMeasurements, rename, useMeasuring } from './measuring.ts'
import { Thumbnail } from './Thumbnail.tsx'
import { frameName, frameOfSeriesWords } from './frameNames.ts'

type MeasureRowProps = {
  readonly group: MeasurementGroup
  readonly series: SeriesDescription
  readonly shownUid: string | null
  readonly frame: number
  readonly onJump: (measurement: Measurement) => void
}

/** One measurement, with all its copies. */
export function MeasureRow({ group, series, shownUid, frame, onJump }: MeasureRowProps) {
  const document = useCaseDocument()
  const chosenId = useMeasuring(state => state.chosenId)
  const live = useMeasuring(state => state.live)
  const measurement = group.members.find(({ measurementId }) => measurementId === chosenId) ?? shownOf(group, shownUid, frame)
  const isChosen = measurement.measurementId === chosenId
  const shape = live?.measurementId === measurement.measurementId ? live.shape : measurement.shape
  const scale = scaleOf(series, measurement.frame, shape, document)
  const figures = figuresOn(series, measurement.frame, shape, scale)
  const text = figureText(figures)
  const name = nameOf(measurement)
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => { if (isChosen) row.current?.scrollIntoView({ block: 'nearest' }) }, [isChosen])
  const others = group.members.length - 1
  const where = frameOfSeriesWords(series, measurement.frame)
  return (
    <li ref={row} className={isChosen ? 'ms on' : 'ms'} aria-label={`${name}, ${where}`} aria-current={isChosen ? 'true' : undefined}>
      <div className="ms-h">
        <button type="button" className="ms-b" onClick={() => { chooseMeasurement(measurement.measurementId); onJump(measurement) }}>
          <Thumbnail series={series} frame={measurement.frame} shape={shape} />
          <span className="ms-w">
            <span className="ms-k"><VisuallyHidden>Go to </VisuallyHidden>{name}</span>
            {text !== null && <span className="ms-v"><b>{text.main}</b>{text.needsBadge && text.more === null && <> <CalBadge badge={scale.badge} /></>}</span>}
            <small>{where}{others > 0 && `, and ${String(others)} more`}</small>
          </span>
        </button>
        <button type="button" className="vp-x" aria-label={`Remove ${name}, ${frameName(series, measurement.frame)}`} onClick={() => { removeMeasurements([measurement], name) }}><IconTrash size="1.1rem" aria-hidden /></button>
      </div>
      {isChosen && <Details group={group} measurement={measurement} series={series} frame={shownUid === measurement.seriesUid ? frame : -1} onJump={onJump}><MeasureFigures figures={figures} scale={scale} /></Details>}
    </li>
  )
}

type DetailsProps = { readonly group: MeasurementGroup; readonly measurement: Measurement; readonly series: SeriesDescription; readonly frame: number; readonly onJump: (measurement: Measurement) => void; readonly children: React.ReactNode }

function Details({ group, measurement, series, frame, onJump, children }: DetailsProps) {
  const operator = useOperator() ?? ''
  const name = nameOf(measurement)
  return (
    <div className="ms-d">
      <NameField key={measurement.measurementId} measurement={measurement} />
      {children}
      <CopyForm series={series} measurement={measurement} frame={frame} by={operator} />
      {group.members.length > 1 && (
        <div className="ms-o">
          <label>On <select className="field" aria-label={`Frames that hold ${name}`} value={measurement.measurementId} onChange={event => {
            const other = group.members.find(({ measurementId }) => measurementId === event.target.value)
            if (other === undefined) return
            chooseMeasurement(other.measurementId)
            onJump(other)
          }}
          >
            {group.members.map(({ measurementId, frame: on }) => <option key={measurementId} value={measurementId}>{frameName(series, on)}</option>)}
          </select></label>
          <button type="button" className="btn sm" onClick={() => { removeMeasurements(group.members, name) }}>Remove from all {group.members.length}</button>
        </div>
      )}
      <PointFields measurement={measurement} series={series} />
      <p className="sub">{measurement.by === '' ? 'Operator not named' : measurement.by}, {writeClock(new Date(measurement.atIso))}{measurement.copiedFrom === null ? '' : ', a copy'}</p>
    </div>
  )
}

/** Words that stand beside the shape. After a text or an arrow was put down the field has the focus, and gives it back with Enter. */
function NameField({ measurement }: { readonly measurement: Measurement }) {
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)
  const { shown, type, leave, drop } = useTypedInCase(measurement.label, (label) => { rename(measurement, label) }, (typed) => typed.trim())
  const isNaming = useMeasuring(state => state.namingId === measurement.measurementId)
  useEffect(() => {
    if (!isNaming) return
    before.current = document.activeElement
    field.current?.focus()
    useMeasuring.setState({ namingId: null })
  }, [isNaming])
  const giveBack = (): void => {
    if (before.current instanceof HTMLElement && before.current !== document.body) before.current.focus()
    else field.current?.blur()
  }
  return (
    <input
      ref={field} className="field ms-name" aria-label={`Words of ${kindWords[measurement.shape.kind].toLowerCase()}`} placeholder={measurement.shape.kind === 'text' ? 'What it says' : 'Name, optional'} maxLength={200} value={shown}
      onChange={event => { type(event.currentTarget.value) }} onBlur={leave}
      onKeyDown={event => {
        if (event.key === 'Escape') drop()
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        // What gets the focus back is not pressed by the same stroke, and no tool is put away by it.
        event.preventDefault()
        event.stopPropagation()
        giveBack()
      }}
    />
  )
}
