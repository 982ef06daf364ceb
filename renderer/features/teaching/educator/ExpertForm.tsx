import { useState } from 'react'
import { IconPlus, IconPointer } from '@tabler/icons-react'
import { useOperator } from '#renderer/features/case/index.ts'
import { decisionWords, patternOrder, patternWords } from '#shared/contrast/assessmentWords.ts'
import type { ContrastPattern } from '#shared/contrast/assessment.ts'
import type { ExpertAnswer, QuestionKind, QuizAnswer } from '#shared/teaching/questions.ts'
import { basisWords } from './questionWords.ts'

type ExpertFormProps = { readonly kind: QuestionKind; readonly onAdd: (answer: ExpertAnswer) => void; readonly onMark: (name: string) => void }

/** Answers that are chosen, not drawn. A path or a target is drawn in Plan, by each expert as a plan of his own. */
const choices: Readonly<Partial<Record<QuestionKind, readonly { readonly label: string; readonly answer: QuizAnswer }[]>>> = {
  whichSide: [{ label: 'LEFT', answer: { kind: 'whichSide', side: 'LEFT' } }, { label: 'RIGHT', answer: { kind: 'whichSide', side: 'RIGHT' } }],
  trueLateral: [
    { label: 'True lateral', answer: { kind: 'trueLateral', isTrue: true, move: null } }, { label: 'Not true: rotate', answer: { kind: 'trueLateral', isTrue: false, move: 'rotate' } },
    { label: 'Not true: tilt', answer: { kind: 'trueLateral', isTrue: false, move: 'tilt' } },
  ],
  injectOrAbort: (['inject', 'reposition', 'abort'] as const).map((decision) => ({ label: decisionWords[decision], answer: { kind: 'injectOrAbort', decision } })),
  isCalibrated: (['calibrated', 'isocentre', 'detector', 'unknown'] as const).map((basis) => ({ label: basisWords[basis], answer: { kind: 'isCalibrated', basis } })),
  findFlash: [{ label: 'There is none', answer: { kind: 'findFlash', flash: null } }],
}

export function ExpertForm({ kind, onAdd, onMark }: ExpertFormProps) {
  const operator = useOperator() ?? ''
  const [typed, setName] = useState<string | null>(null)
  const name = typed ?? operator
  const [patterns, setPatterns] = useState<readonly ContrastPattern[]>([])
  const offered = choices[kind]
  if (kind === 'placeTarget' || kind === 'drawPath') return <p className="nt">Each further expert draws a path of his own in Plan, under his own name (Operator name, in Study and side). It is offered here then.</p>
  const add = (answer: QuizAnswer): void => { if (name.trim() !== '') onAdd({ expert: name.trim(), isTruth: false, answer }) }
  return (
    <div className="tch-a">
      <input className="nin" aria-label="Expert who answers" placeholder="Expert" value={name} maxLength={64} onChange={({ currentTarget }) => { setName(currentTarget.value) }} />
      {offered?.map(({ label, answer }) => <button key={label} type="button" className="btn sm" aria-disabled={name.trim() === ''} onClick={() => { add(answer) }}>{label}</button>)}
      {kind === 'namePattern' && (
        <>
          {patternOrder.map((pattern) => <button key={pattern} type="button" role="checkbox" aria-checked={patterns.includes(pattern)} className={patterns.includes(pattern) ? 'btn sm on' : 'btn sm'} onClick={() => { setPatterns(patterns.includes(pattern) ? patterns.filter((one) => one !== pattern) : [...patterns, pattern]) }}>{patternWords[pattern]}</button>)}
          <button type="button" className="btn sm pri2" aria-disabled={patterns.length === 0 || name.trim() === ''} onClick={() => { if (patterns.length > 0) { add({ kind: 'namePattern', patterns: [...patterns] }); setPatterns([]) } }}><IconPlus className="i i-sm" aria-hidden />Add answer</button>
        </>
      )}
      {kind === 'chooseView' && <ViewFields onAdd={add} />}
      {kind === 'findFlash' && <button type="button" className="btn sm" onClick={() => { onMark(name.trim()) }}><IconPointer className="i i-sm" aria-hidden />Mark it on the run</button>}
    </div>
  )
}

const numberOf = (typed: string): number | null => (/^[-−]?\d+([.,]\d+)?$/.test(typed.trim()) ? Number(typed.trim().replace('−', '-').replace(',', '.')) : null)

function ViewFields({ onAdd }: { readonly onAdd: (answer: QuizAnswer) => void }) {
  const [primary, setPrimary] = useState('')
  const [secondary, setSecondary] = useState('')
  const [primaryDeg, secondaryDeg] = [numberOf(primary), numberOf(secondary)]
  const isReady = primaryDeg !== null && secondaryDeg !== null && Math.abs(primaryDeg) <= 180 && Math.abs(secondaryDeg) <= 90
  return (
    <>
      <input className="nin num" aria-label="Primary angle in degrees" placeholder="Primary, + LAO" value={primary} onChange={({ currentTarget }) => { setPrimary(currentTarget.value) }} />
      <input className="nin num" aria-label="Secondary angle in degrees" placeholder="Secondary, + CRAN" value={secondary} onChange={({ currentTarget }) => { setSecondary(currentTarget.value) }} />
      <button type="button" className="btn sm" aria-disabled={!isReady} onClick={() => { if (isReady) onAdd({ kind: 'chooseView', primaryDeg, secondaryDeg }) }}>Add answer</button>
    </>
  )
}
