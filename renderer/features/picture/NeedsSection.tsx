import { IconAlertTriangle } from '@tabler/icons-react'
import { goToStage, useCaseDocument, useSeriesDescription, useSession } from '#renderer/features/case/index.ts'
import { Section, Segmented } from '#renderer/ui/index.ts'
import { frameCalibration } from '#renderer/viewports/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { sayView, viewOfAngles, viewWords, type ViewWord } from '#renderer/features/fluoroscopy/index.ts'
import { needsOf, type Need } from './pictureNeeds.ts'

const views = (['ap', 'lateral'] as const).map(value => ({ value, label: viewWords[value] }))

/** What the shown run does not say of itself, each with the way to say it. */
export function NeedsSection({ seriesUid, frame, onCalibrate }: { readonly seriesUid: string; /** Frame of the series; what its run lacks is told. */ readonly frame: number; readonly onCalibrate: () => void }) {
  const { series } = useSeriesDescription(seriesUid)
  const { study, contrast, fluoroscopy } = useCaseDocument()
  if (series === null) return null
  const run = series.runs.findIndex(each => frame >= each.firstFrame && frame < each.firstFrame + each.frames)
  const part = series.runs[run]
  if (part === undefined) return null
  const key = runKey(seriesUid, run)
  const image = series.images[part.image]
  const angles = viewOfAngles(image?.positioner ?? null)
  const said = contrast.viewOf[key] ?? null
  const needs = needsOf(series, run, {
    hasView: said !== null, hasSide: study.projectionLeft[seriesUid] !== undefined || study.projectionAnterior[seriesUid] !== undefined,
    isCalibrated: frameCalibration(series, part.firstFrame, fluoroscopy.calibrations).unit === 'mm',
  })
  const asksView = angles === null && image !== undefined && (needs.some(({ kind }) => kind === 'angles') || said !== null)
  if (needs.length === 0 && !asksView) return null
  const name = series.runs.length > 1 ? `Run ${String(run + 1)}` : 'The run'
  return (
    <Section title="What this picture lacks" end={series.runs.length > 1 ? name : undefined}>
      <ul className="seen needs">
        {asksView && said !== null && <li className="todo"><span>View, as you say</span><Segmented<ViewWord> className="two-small" label={`View of ${name}`} choices={views} value={said} onChange={view => { sayView(key, name, view) }} /></li>}
        {needs.map(need => (
          <li key={need.kind} className="todo">
            <IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span>{need.words}</span>
            {need.kind === 'angles' ? <Segmented<ViewWord> className="two-small" label={`View of ${name}`} choices={views} value={null} onChange={view => { sayView(key, name, view) }} /> : <Way need={need} onCalibrate={onCalibrate} />}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** The button that goes to the place where it is said. */
function Way({ need, onCalibrate }: { readonly need: Need; readonly onCalibrate: () => void }) {
  const stage = useSession(state => state.stage)
  switch (need.kind) {
    case 'spacing': return <button type="button" className="btn sm" onClick={onCalibrate}>Calibrate</button>
    case 'times': return <button type="button" className="btn sm" onClick={goToRate}>Set the rate</button>
    case 'side': return stage === 'study' ? null : <button type="button" className="btn sm" onClick={() => { goToStage('study') }}>Say it</button>
    default: return null
  }
}

/** The rate is set on the time line, beside what it says of the times. */
function goToRate(): void {
  const button = document.querySelector<HTMLElement>('.tl-box .caution-line button') ?? document.querySelector<HTMLElement>('.tl-box button')
  button?.focus()
  if ((button?.closest('.caution-line') ?? null) !== null) button?.click()
}
