import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconEye, IconEyeOff, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel, PrimaryButton, Section } from '#renderer/ui/index.ts'
import { confidenceWords } from '#shared/teaching/agreement/confidence.ts'
import { judgedParts } from '#shared/teaching/agreement/progress.ts'
import type { AnswerScore, ScorePart } from '#shared/teaching/attempt.ts'
import { tagWords } from '#shared/teaching/caseTags.ts'
import type { QuestionKind } from '#shared/teaching/questions.ts'
import { leftOpen } from '#shared/teaching/scoring/leftOpen.ts'
import { questionTitles } from '../educator/questionWords.ts'
import { AttemptChart } from './AttemptChart.tsx'
import { durationWords } from './QuestionPanel.tsx'
import { useNextCase } from './quizQueries.ts'
import { beginReview } from './reviewStore.ts'
import { beginCase, givenTo, hideAnswers, leaveQuiz, lookAtQuestion, questionAt, useQuiz } from './quizStore.ts'

const verdictWords: Readonly<Record<AnswerScore['verdict'], { readonly title: string; readonly tint: string }>> = {
  accepted: { title: 'Accepted', tint: 'ok' }, notYet: { title: 'Not yet', tint: 'caution' }, structureHit: { title: 'Not yet: a structure is hit', tint: 'stop' }, notAssessed: { title: 'Not assessed', tint: 'none' },
}
const groups = [{ group: 'structures', title: 'Structures' }, { group: 'target', title: 'Target' }, { group: 'path', title: 'Path' }, { group: 'answer', title: 'Answer' }, { group: 'effort', title: 'Time' }] as const
const units: Readonly<Record<ScorePart['unit'], string>> = { mm: ' mm', deg: '°', px: ' px', frames: '', s: ' s', '': '' }

/** What became of an attempt, part by part; experts' answers beside it until they are hidden. */
export function ResultPanel() {
  const state = useQuiz()
  const { result, at, areAnswersHidden } = state
  const question = questionAt(state)
  const next = useNextCase(state.view)
  const [fault, tell] = useState<string | null>(null)
  if (result === null || question === null) return <Panel title="Result">{null}</Panel>
  const { attempt, teachingCase } = result.view
  const given = givenTo(result.view, question.questionId)
  const score = attempt.scores?.find(({ questionId }) => questionId === question.questionId) ?? null
  const key = result.answers?.keys.find(({ questionId }) => questionId === question.questionId) ?? null
  const tags = areAnswersHidden ? [] : tagWords(teachingCase, result.answers).after
  const { set } = result.view
  const begin = (teachingCaseId: string): void => { void beginCase(teachingCaseId, attempt.learner, set === null ? null : set.setId).then(tell) }
  return (
    <Panel
      title="Result" tag={<span className="tag line">attempt {attempt.number}</span>} end={<>{durationWords(given.elapsedMs / 1000)}<br />{given.edits} {given.edits === 1 ? 'edit' : 'edits'}</>}
      foot={
        <>
          {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
          <div className="qz-2 qz-f">
            <button type="button" className="btn" onClick={() => { begin(teachingCase.teachingCaseId) }}><IconRefresh className="i" aria-hidden />Try again</button>
            <button type="button" className="btn" aria-pressed={areAnswersHidden} onClick={() => { hideAnswers(!areAnswersHidden) }}>{areAnswersHidden ? <IconEye className="i" aria-hidden /> : <IconEyeOff className="i" aria-hidden />}{areAnswersHidden ? 'Show answer' : 'Hide answer'}</button>
          </div>
          {next === null ? <PrimaryButton label={set === null ? 'All cases' : 'Back to the set'} todo={[]} onPress={() => { void leaveQuiz() }} /> : <PrimaryButton label={`${set === null ? 'Next case' : 'Next case of the set'}, ${String(next.place)} of ${String(next.of)}`} todo={[]} onPress={() => { begin(next.teachingCaseId) }} />}
        </>
      }
    >
      {teachingCase.questions.length > 1 && <nav className="qz-n" aria-label="Questions">{teachingCase.questions.map(({ questionId }, index) => <button key={questionId} type="button" className={index === at ? 'btn sm on' : 'btn sm'} aria-current={index === at} onClick={() => { lookAtQuestion(index) }}>{index + 1}</button>)}</nav>}
      {score === null ? <section className="sec" aria-label="Verdict"><b>Not scored</b><p className="nt">{result.answers === null ? 'The answers of this case are not here. Hand in the result file; it is scored where they are.' : 'Nobody has answered this question.'}</p></section> : <Verdict score={score} kind={question.kind} />}
      {score !== null && <PartTable score={score} isHidden={areAnswersHidden} />}
      {attempt.sideNamed !== null && teachingCase.side !== null && attempt.sideNamed.side !== teachingCase.side && <section className="sec" aria-label="Side"><p className="caution">You named {attempt.sideNamed.side} first. The case is of the {teachingCase.side} side.</p></section>}
      {score !== null && score.whatToChange !== '' && !areAnswersHidden && <Section title="What to change"><p className="adv">{score.whatToChange}</p></Section>}
      {key !== null && key.explanation !== '' && !areAnswersHidden && <Section title="Why"><p className="adv">{key.explanation}</p></Section>}
      {given.confidence !== null && (
        <Section title="Your confidence was" end="asked before the answer" className="qz-conf">
          <div className="qz-cf">{[1, 2, 3, 4, 5].map((level) => <i key={level} className={level <= (given.confidence ?? 0) ? '' : 'o'} aria-hidden />)}<b>{given.confidence} of 5</b>{score !== null && score.verdict !== 'notAssessed' && <span className="soft">{confidenceWords(given.confidence, score.verdict === 'accepted')}</span>}</div>
        </Section>
      )}
      {result.answers !== null && result.answers.findings !== '' && result.answers.findings !== key?.explanation && !areAnswersHidden && <Section title="Findings"><p className="nt">{result.answers.findings}</p></Section>}
      {tags.length > 0 && <Section title="Tags"><p className="nt">{tags.join(', ')}</p></Section>}
      {result.answers !== null && result.answers.timeline.length > 0 && !areAnswersHidden && <Section title="As it happened"><button type="button" className="btn qz-w" onClick={() => { void beginReview(teachingCase.teachingCaseId, attempt.learner, teachingCase.version).then(tell) }}>Go through the procedure</button></Section>}
      {question.kind === 'placeTarget' && <AttemptChart learner={attempt.learner} teachingCaseId={teachingCase.teachingCaseId} />}
    </Panel>
  )
}

function Verdict({ score, kind }: { readonly score: AnswerScore; readonly kind: QuestionKind }) {
  const { title, tint } = verdictWords[score.verdict]
  const judged = judgedParts(score)
  const accepted = judged.filter(({ state }) => state === 'accepted').length
  const Icon = { ok: IconCircleCheck, caution: IconAlertTriangle, stop: IconAlertOctagon, none: IconCircleDashed }[tint] ?? IconCircleDashed
  return (
    <section className={`sec qz-v ${tint}`} aria-label="Verdict">
      <span className={tint}><Icon className="i i-lg" aria-hidden /></span>
      <div><b>{title}</b><span>{judged.length === 0 ? `${questionTitles[kind]}: nobody to compare with.` : `${String(accepted)} of ${String(judged.length)} ${judged.length === 1 ? 'point' : 'points'} accepted.`}{score.verdict === 'structureHit' && <><br />A hit structure is never accepted.</>}{score.verdict === 'notAssessed' && judged.length > 0 && <><br />{leftOpen(kind, score.parts)}</>}</span></div>
    </section>
  )
}

const PartTable = ({ score, isHidden }: { readonly score: AnswerScore; readonly isHidden: boolean }) => (
  <section className="sec qz-r" aria-label="Parts">
    <table>
      <thead><tr><th /><th /><th className="you">You</th><th className="ex">Accepted</th></tr></thead>
      {groups.map(({ group, title }) => {
        // Time and edits that nobody limited stand above, in the head of the panel.
        const parts = score.parts.filter((part) => part.group === group && (group !== 'effort' || part.state !== 'notAssessed'))
        return parts.length === 0 ? null : (
          <tbody key={group} className={group}>
            <tr className="gh"><th colSpan={4} scope="rowgroup">{title}{group === 'path' || group === 'answer' ? `, ${score.basis}` : <span className="cal">CT</span>}</th></tr>
            {parts.map((part) => <PartRow key={part.name} part={part} isHidden={isHidden} />)}
          </tbody>
        )
      })}
    </table>
  </section>
)

const stateIcons = { accepted: { Icon: IconCircleCheck, look: 'ok', words: 'accepted' }, notYet: { Icon: IconAlertTriangle, look: 'caution', words: 'not yet' }, never: { Icon: IconAlertOctagon, look: 'stop', words: 'hit' }, notAssessed: { Icon: IconCircleDashed, look: 'soft', words: 'not assessed' } } as const

function PartRow({ part, isHidden }: { readonly part: ScorePart; readonly isHidden: boolean }) {
  const { Icon, look, words } = stateIcons[part.state]
  const isStructure = part.group === 'structures'
  return (
    <tr>
      <td className="ri"><Icon className={`i ${look}`} aria-label={words} /></td>
      <td>{part.name}{isStructure && part.towards !== '' && <small>{part.towards}</small>}</td>
      <td className={`you ${look === 'ok' || look === 'soft' ? '' : look}`}>{figure(part)}{!isStructure && part.towards !== '' && <small>{part.towards}</small>}</td>
      <td className="ex">{isHidden ? 'hidden' : part.accepted}</td>
    </tr>
  )
}

function figure({ value, unit }: ScorePart): string {
  if (value === null) return 'Not assessed'
  if (typeof value === 'string') return value
  const written = unit === 'frames' || unit === 'px' ? value.toFixed(0) : (Math.abs(value) < 0.05 ? 0 : value).toFixed(1).replace('-', '−')
  return `${written}${units[unit]}`
}
