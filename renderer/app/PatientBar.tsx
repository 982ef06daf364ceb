import { IconAlertOctagon, IconDeviceFloppy, IconLayoutGrid, IconLoader2 } from '@tabler/icons-react'
import { closeCase, isSideConfirmed, retrySave, useCaseDocument, useCaseSeries, useSession, useSideConflicts, writeClock, writeClockSeconds, writeIdentity, writeImageAge } from '#renderer/features/case/index.ts'
import { retryKeyImages, useUnsavedKeyImages } from '#renderer/features/record/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { ageOf, isProjectionModality } from '#shared/imageAge.ts'
import { useNow } from './useNow.ts'

/** Identity, side, age of the images, what is saved: always there, on every screen. */
export function PatientBar() {
  const now = useNow()
  const caseId = useSession(state => state.caseId)
  const { series } = useCaseSeries(caseId)
  const first = series[0]
  const identity = first === undefined ? null : writeIdentity(first, now)
  return (
    <header className="patient" aria-label="Patient and side" data-region="bar">
      <button type="button" className={caseId === null ? 'home on' : 'home'} aria-current={caseId === null ? 'page' : undefined} onClick={closeCase}>
        <IconLayoutGrid className="i i-lg" aria-hidden />Cases
      </button>
      <div className="pt">
        <div className={identity === null ? 'pt-name soft' : 'pt-name'}>{identity?.name ?? 'No patient open'}</div>
        <div className="pt-id">{identity?.details ?? 'Open a case to see its images'}</div>
      </div>
      <SideBlock />
      <div className="pt-end">
        <AgeCell series={series} now={now} />
        <SavedCell />
        <div className="cell"><span className="clock">{writeClock(now)}</span></div>
      </div>
    </header>
  )
}

function SideBlock() {
  const document = useCaseDocument()
  const { side, level } = document.study
  const set = isSideConfirmed(document)
  const [conflict] = useSideConflicts()
  if (conflict !== undefined) return <div className="side side-conflict" role="alert" tabIndex={0}><span className="side-lvl">SIDE CONFLICT</span> <span>{conflict.between.join(', ')}</span></div>
  return (
    <div className={set ? 'side' : 'side side-none'} role="status" tabIndex={0} aria-label={set ? `Side: ${side ?? ''}, level ${level ?? ''}` : 'No side set'}>
      {set ? <><span className="side-word">{side}</span><span className="side-lvl">{level}</span></> : <span className="side-lvl">No side set</span>}
    </div>
  )
}

function AgeCell({ series, now }: { readonly series: readonly SeriesSummary[]; readonly now: Date }) {
  const newest = series.filter(each => each.acquiredAt !== null && each.kind !== 'document').toSorted((a, b) => (a.acquiredAt ?? '').localeCompare(b.acquiredAt ?? '')).at(-1)
  const age = writeImageAge(ageOf(newest?.acquiredAt ?? null, now, isProjectionModality(newest?.modality ?? '')))
  if (series.length === 0) return <div className="cell"><span className="notlive">NOT LIVE</span></div>
  return (
    <div className="cell">
      <span className="notlive">NOT LIVE</span>
      <div><div className="k">Newest image</div><div className={age.caution ? 'v caution' : 'v'}>{age.words}</div></div>
    </div>
  )
}

function SavedCell() {
  const saving = useSession(state => state.saving)
  const savedAtIso = useSession(state => state.saved?.savedAtIso ?? null)
  const unsaved = useUnsavedKeyImages()
  const failed = saving.kind === 'failed' || unsaved.failed > 0
  const words = failed ? 'Not saved' : saving.kind === 'saving' || unsaved.waiting > 0 ? 'Saving' : 'Saved'
  const Icon = failed ? IconAlertOctagon : words === 'Saving' ? IconLoader2 : IconDeviceFloppy
  return (
    <div className={failed ? 'cell stop' : 'cell'}>
      <span className={failed ? 'stop' : 'ok'}><Icon className="i i-lg" aria-hidden /></span>
      <div>
        <div className="k">{failed ? 'Held in memory' : words}</div>{' '}
        <div className="v">{failed ? 'Not saved' : savedAtIso === null ? 'All cases' : writeClockSeconds(new Date(savedAtIso))}</div>
      </div>
      {failed && <button type="button" className="btn sm" onClick={() => { void (saving.kind === 'failed' ? retrySave() : retryKeyImages()) }}>Try again</button>}
    </div>
  )
}
