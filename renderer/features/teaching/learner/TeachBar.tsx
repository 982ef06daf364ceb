import { IconAlertTriangle, IconCircleCheck, IconLayoutGrid } from '@tabler/icons-react'
import { retrySave, useSaving, useSession, writeClock, writeClockSeconds } from '#renderer/features/case/index.ts'
import { SavedCell } from '#renderer/ui/index.ts'
import type { AttemptView } from '#shared/contract/areas/quiz.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { caseNumber } from '../teachingQueries.ts'
import { leaveQuiz, useQuiz } from './quizStore.ts'
import { leaveReview, useReview } from './reviewStore.ts'

/** The bar of a teaching case: no identity, the side as it was named, NOT LIVE, and what is saved. */
export function TeachBar({ now }: { readonly now: Date }) {
  const { view, savedAtIso } = useQuiz()
  // A path is drawn in the attempt's own case: what is saved of it counts as well.
  const saving = useSaving()
  const saved = useSession((state) => state.saved)
  const reviewed = useReview((state) => state.teachingCase)
  if (view === null) return reviewed === null ? null : <ReviewBar teachingCase={reviewed} now={now} />
  const { teachingCase, attempt, isOpen } = view
  const { level } = teachingCase
  const side = isOpen ? teachingCase.side ?? attempt.sideNamed?.side ?? null : null
  const isNamedFirst = attempt.sideNamed?.side === side
  const answeredAt = savedAtIso ?? attempt.submittedAtIso ?? attempt.startedAtIso
  const drawnAt = saved?.savedAtIso ?? null
  const savedAt = drawnAt !== null && drawnAt > answeredAt ? drawnAt : answeredAt
  return (
    <header className="patient" aria-label="Teaching case and side" data-region="bar">
      <button type="button" className="home" onClick={leaveQuiz}><IconLayoutGrid className="i i-lg" aria-hidden />Cases</button>
      <CaseName teachingCase={teachingCase} set={view.set} />
      <div className={side === null ? 'side side-none' : 'side'} role="status" tabIndex={0} aria-label={side === null ? 'No side set' : `Side: ${side}, level ${level ?? ''}`}>
        {side === null ? <span className="side-lvl">{isOpen || teachingCase.questions.some(({ kind }) => kind === 'whichSide') ? 'Side is asked' : 'Name the side'}</span> : <><span className="side-word">{side}</span><span className="side-lvl">{level}</span></>}
      </div>
      {side !== null && attempt.sideNamed !== null && <div className="agree">{isNamedFirst ? <IconCircleCheck className="i ok i-lg" aria-hidden /> : <IconAlertTriangle className="i caution i-lg" aria-hidden />}<span className="long">{isNamedFirst ? <>You named the side<br />before the images opened</> : <>You named {attempt.sideNamed.side} first,<br />then the side of the case</>}</span></div>}
      <div className="pt-end">
        <div className="cell"><span className="notlive">NOT LIVE</span><div><div className="k">Images</div><div className="v">Teaching set</div></div></div>
        <SavedCell state={saving.kind} subject="Attempt" when={writeClockSeconds(new Date(savedAt))} onTryAgain={() => { void retrySave() }} />
        <div className="cell"><span className="clock">{writeClock(now)}</span></div>
      </div>
    </header>
  )
}

const CaseName = ({ teachingCase: { identity, number, version }, set }: { readonly teachingCase: TeachingCase; readonly set: AttemptView['set'] }) => (
  <div className="pt qz-tc">
    <div className="pt-name">TEACHING CASE {caseNumber(number)}</div>
    <div className="pt-id">{identity.isSynthetic ? 'Images of a phantom, nobody behind them' : 'Identity removed, checked by two people'}{set === null ? <span className="long"> · version {version}</span> : <> · set {set.title}<span className="long">, version {set.version}</span></>}</div>
  </div>
)

const ReviewBar = ({ teachingCase, now }: { readonly teachingCase: TeachingCase; readonly now: Date }) => (
  <header className="patient" aria-label="Teaching case and side" data-region="bar">
    <button type="button" className="home" onClick={leaveReview}><IconLayoutGrid className="i i-lg" aria-hidden />Cases</button>
    <CaseName teachingCase={teachingCase} set={null} />
    <div className={teachingCase.side === null ? 'side side-none' : 'side'} role="status" tabIndex={0} aria-label={teachingCase.side === null ? 'No side set' : `Side: ${teachingCase.side}, level ${teachingCase.level ?? ''}`}>{teachingCase.side === null ? <span className="side-lvl">No side set</span> : <><span className="side-word">{teachingCase.side}</span><span className="side-lvl">{teachingCase.level}</span></>}</div>
    <div className="pt-end">
      <div className="cell"><span className="notlive">NOT LIVE</span><div><div className="k">Images</div><div className="v">Teaching set</div></div></div>
      <div className="cell"><span className="clock">{writeClock(now)}</span></div>
    </div>
  </header>
)
