import { IconLock } from '@tabler/icons-react'
import { writeDate } from '#renderer/features/case/index.ts'
import { Notice, PrimaryButton, Section } from '#renderer/ui/index.ts'
import type { QuizSet } from '#shared/contract/areas/quiz.ts'
import { goOnInSet } from './setOrder.ts'

/** What a set is, whether it is still what was locked, and how far one came in it. */
export const SetSections = ({ set }: { readonly set: QuizSet }) => (
  <>
    <Section title={set.title} end={`version ${String(set.version)}`} className="qz-s1"><SetState set={set} /></Section>
    <Section title="Your progress" end={`${String(set.done)} of ${String(set.asked)} done`}><Rounds set={set} /></Section>
  </>
)

/** As much of a hash as two people compare over the telephone. */
const readable = (sha256: string): string => (sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ')

function SetState({ set: { state, lockedAtIso, sha256, cases } }: { readonly set: QuizSet }) {
  const away = cases.filter((one) => one.state !== 'ready').length
  return (
    <>
      {state === 'changed' && <Notice kind="stop" title="Changed after it was locked">Its contents do not have the hash of its lock. Nothing of it can be taken. Import it again, or ask for it where it was made.</Notice>}
      {state === 'notLocked' && <Notice kind="caution" title="Not locked">Whoever makes this set may still change it.</Notice>}
      {state === 'locked' && lockedAtIso !== null && sha256 !== null && <p className="qz-lk"><IconLock className="i" aria-hidden /><span>Locked {writeDate(lockedAtIso.slice(0, 10))}, unchanged since.<small title={sha256}>Hash {readable(sha256)}</small></span></p>}
      {state !== 'changed' && away > 0 && <Notice kind="caution" title={away === 1 ? 'One case cannot be taken' : `${String(away)} cases cannot be taken`}>What is missing here, or is not what was put into the set, is left out. Import the set again.</Notice>}
    </>
  )
}

function Rounds({ set: { rounds, cases } }: { readonly set: QuizSet }) {
  if (rounds.length === 0) return <p className="nt">Nothing of this set was submitted yet. What you took from the list of all cases is not counted here.</p>
  return (
    <>
      <table className="qz-k qz-ro">
        <thead><tr><th>Time through</th><th>Taken</th><th>Accepted</th><th>Hit</th></tr></thead>
        <tbody>{rounds.map(({ round, taken, judged, accepted, structureHits }) => <tr key={round}><td>{round}</td><td>{taken} of {cases.length}</td><td>{judged === 0 ? 'not scored' : `${String(accepted)} of ${String(judged)}`}</td><td className={structureHits > 0 ? 'stop' : ''}>{judged === 0 ? '–' : structureHits}</td></tr>)}</tbody>
      </table>
      {rounds.some(({ judged, taken }) => judged < taken) && <p className="nt">What is not scored is scored where the answers are: hand it in.</p>}
    </>
  )
}

/** The one way on: into the set, or back to where one was in it. */
export function SetFoot({ set, onBegin }: { readonly set: QuizSet; readonly onBegin: (teachingCaseId: string) => void }) {
  const next = goOnInSet(set)
  const todo = set.state === 'changed' ? ['import the set again'] : next === null ? ['import the cases of the set'] : []
  return <PrimaryButton label={next === null ? 'Begin' : `${next.words} case ${String(next.place)} of ${String(next.of)}`} todo={todo} onPress={() => { if (next !== null) onBegin(next.teachingCaseId) }} />
}
