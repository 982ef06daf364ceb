import { IconLayoutGrid } from '@tabler/icons-react'
import { isSideConfirmed, leaveCase, retrySave, useCaseDocument, useCaseRecord, useCaseSeries, useConfirmAgain, useSaving, useSession, useSideConflicts, writeClock, writeClockSeconds, writeIdentity, writeImageAge } from '#renderer/features/case/index.ts'
import { showList } from '#renderer/features/library/index.ts'
import { retryAllKeyImages, retryNote, useNoteFault, useUnsavedKeyImages } from '#renderer/features/record/index.ts'
import { TeachBar, useQuiz, useReview } from '#renderer/features/teaching/index.ts'
import { SavedCell } from '#renderer/ui/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { ageOf, isProjectionModality } from '#shared/imageAge.ts'
import { useAllSaved } from './allSaved.ts'
import { useNow } from './useNow.ts'

/** Identity, side, age of the images, what is saved: always there, on every screen. */
export function PatientBar() {
  const now = useNow()
  const caseId = useSession(state => state.caseId)
  const { series } = useCaseSeries(caseId)
  const { state: record } = useCaseRecord()
  const isQuiz = useQuiz(state => state.view !== null)
  const isReview = useReview(state => state.teachingCase !== null)
  // A record that was brought back may be here without its images.
  const first = series[0] ?? record ?? undefined
  const identity = first === undefined ? null : writeIdentity(first, now)
  if (isQuiz || isReview) return <TeachBar now={now} />
  return (
    <header className="patient" aria-label="Patient and side" data-region="bar">
      <button type="button" className={caseId === null ? 'home on' : 'home'} aria-current={caseId === null ? 'page' : undefined} onClick={() => { void leaveCase().then(isLeft => { if (isLeft) showList('cases') }) }}>
        <IconLayoutGrid className="i i-lg" aria-hidden />Cases
      </button>
      <div className="pt">
        <div className={identity === null ? 'pt-name soft' : 'pt-name'}>{identity?.name ?? 'No patient open'}</div>
        <div className="pt-id">{identity?.details ?? 'Open a case to see its images'}</div>
      </div>
      <SideBlock />
      <div className="pt-end">
        <AgeCell series={series} now={now} />
        <CaseSaved />
        <div className="cell"><span className="clock">{writeClock(now)}</span></div>
      </div>
    </header>
  )
}

function SideBlock() {
  const document = useCaseDocument()
  const { side, level } = document.study
  const { state: record } = useCaseRecord()
  // Images of a later day were not asked for their side yet.
  const again = useConfirmAgain()?.kind === 'newerStudy'
  const set = isSideConfirmed(document) && !again
  const [conflict] = useSideConflicts()
  if (conflict !== undefined) return <div className="side side-conflict" role="alert" tabIndex={0}><span className="side-lvl">SIDE CONFLICT</span> <span>{conflict.between.join(', ')}</span></div>
  return (
    <div className={set ? 'side' : 'side side-none'} role="status" tabIndex={0} aria-label={set ? `Side: ${side ?? ''}, level ${level ?? ''}` : again ? 'Side to confirm again' : record === null ? 'No side set' : `No side set here; side of the record: ${record.side} ${record.level}`}>
      {set ? <><span className="side-word">{side}</span><span className="side-lvl">{level}</span></> : <span className="side-lvl">{again ? 'Side to confirm again' : record === null ? 'No side set' : `Side of the record: ${record.side} ${record.level}`}</span>}
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

function CaseSaved() {
  const saving = useSaving()
  const savedAtIso = useSession(state => state.saved?.savedAtIso ?? null)
  const heldImages = useUnsavedKeyImages(state => state.message !== null || state.aside.some(({ why }) => why === 'refused'))
  const savingImages = useUnsavedKeyImages(state => state.isSlow)
  const noteFault = useNoteFault()
  const isSaid = useAllSaved(state => state.isSaid)
  const failed = saving.kind === 'failed' || heldImages || noteFault !== null
  const tryAgain = (): void => {
    if (saving.kind === 'failed') void retrySave()
    if (heldImages) retryAllKeyImages()
    if (noteFault !== null) retryNote()
  }
  // What is held without a fault waits for a person, as words in a field do.
  return <SavedCell state={failed ? 'failed' : saving.kind === 'saving' || savingImages ? 'saving' : isSaid ? 'saved' : 'open'} when={savedAtIso === null ? 'All cases' : writeClockSeconds(new Date(savedAtIso))} onTryAgain={tryAgain} />
}
