import { noYes, thresholds, yesNo } from '#shared/procedure/note/answerWords.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { painTimes, type NoteSections, type PainTime } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import { blockResult, reliefAt } from '#shared/procedure/note/painRelief.ts'
import { writeAmount } from '#shared/reporting/words.ts'
import { writeClock } from '#renderer/features/case/index.ts'
import { ChoiceField, NumberField, TextField } from './fields.tsx'
import { PainChart } from './PainChart.tsx'
import { SectionBox } from './SectionBox.tsx'
import type { NoteScreen } from './useNoteScreen.ts'

type Pain = NoteSections['pain']

export function PainBox({ screen }: { readonly screen: NoteScreen }) {
  const { pain } = screen.state.note
  const injectedAtIso = screen.state.assessments.findLast(({ assessment }) => assessment.decision === 'inject')?.atIso ?? null
  return <SectionBox screen={screen} section="pain" small="0 to 10" read={pain === null ? null : <PainRead pain={pain} injectedAtIso={injectedAtIso} />} form={() => <Form screen={screen} pain={pain ?? emptySections.pain} />} />
}

/** The score after half an hour may come later. */
const LATE_MIN = 30
const dueAt = (injectedAtIso: string): string => writeClock(new Date(Date.parse(injectedAtIso) + LATE_MIN * 60_000))

export function PainRead({ pain, injectedAtIso }: { readonly pain: Pain; readonly injectedAtIso: string | null }) {
  const result = blockResult(pain)
  const best = result?.relief ?? painTimes.filter((time) => time !== 'before').map((time) => reliefAt(pain, time)).find((relief) => relief !== null) ?? null
  const reason = pain.notScoredReason ?? ''
  return (
    <>
      <div className="pn">
        <PainChart pain={pain} />
        <div className="pr">
          {best !== null && <><b>{reliefWords(best.percent)}</b><span>{best.percent < 0 ? 'more' : 'less'} pain at {painTimeWords[best.time]}</span></>}
          {result === null ? best !== null && <span className="caution">Threshold not chosen</span> : <span>{result.isPositive ? 'Positive' : 'Negative'} block: {result.thresholdPercent}% or more</span>}
        </div>
      </div>
      {reason !== '' && <p className="nt">Not scored: {reason}</p>}
      {pain.before !== null && pain.at30Min === null && <p className="nt">{injectedAtIso === null ? '30 min: not scored yet.' : `30 min: due at ${dueAt(injectedAtIso)}.`} The record can be signed before; the score is added later.</p>}
    </>
  )
}

const reliefWords = (percent: number): string => `${String(Math.abs(Math.round(percent)))}%`

function Form({ screen, pain }: { readonly screen: NoteScreen; readonly pain: Pain }) {
  const set = (change: Partial<Pain>): void => { screen.write({ section: 'pain', content: { ...pain, ...change } }) }
  return <PainFields pain={pain} set={set} />
}

/** The scores and what follows from them; of a late one in an addendum too. */
export function PainFields({ pain, set, times = painTimes, isShort = false }: { readonly pain: Pain; readonly set: (change: Partial<Pain>) => void; readonly times?: readonly PainTime[]; readonly isShort?: boolean }) {
  const setScore = (time: PainTime, change: { readonly atRest?: number | null; readonly turning?: number | null }): void => {
    const score = { atRest: null, turning: null, atIso: null, ...pain[time], ...change }
    set({ [time]: score.atRest === null && score.turning === null ? null : score })
  }
  return (
    <>
      {times.map((time) => (
        <div key={time} className="nf pain2"><span className="nf-l">{painTimeWords[time]}</span>
          <NumberField bare label={painTimeWords[time]} name={`Pain, ${painTimeWords[time]}`} unit="at rest" min={0} max={10} value={pain[time]?.atRest ?? null} onChange={(atRest) => { setScore(time, { atRest }) }} />
          <NumberField bare label={painTimeWords[time]} name={`Pain, ${painTimeWords[time]}`} unit="turning" min={0} max={10} value={pain[time]?.turning ?? null} onChange={(turning) => { setScore(time, { turning }) }} />
        </div>
      ))}
      <ChoiceField label="Block is positive from" answers={thresholds} wide value={pain.thresholdPercent === null ? null : thresholdOf[pain.thresholdPercent]} onChange={(value) => { set({ thresholdPercent: percentOf[value] }) }} />
      {!isShort && <ChoiceField label="The needle’s pain was the known one" answers={yesNo} value={pain.concordant} onChange={(concordant) => { set({ concordant }) }} />}
      <ChoiceField label="Relief lasted as the drug does" answers={noYes} value={pain.fitsTheDrug} onChange={(fitsTheDrug) => { set({ fitsTheDrug }) }} />
      {!isShort && pain.before === null && <TextField label="No score before because" value={pain.notScoredReason ?? ''} maxLength={500} onChange={(notScoredReason) => { set({ notScoredReason }) }} />}
    </>
  )
}

const thresholdOf = { 50: '50', 75: '75', 80: '80' } as const
const percentOf = { 50: 50, 75: 75, 80: 80 } as const

/** "7 at rest, 9 turning" */
export const scoreWords = (score: Pain[PainTime]): string | null => (score === null ? null : [score.atRest === null ? null : `${writeAmount(score.atRest)} at rest`, score.turning === null ? null : `${writeAmount(score.turning)} turning`].filter((part) => part !== null).join(', '))
