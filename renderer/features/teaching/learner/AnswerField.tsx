import { useState } from 'react'
import { IconCheck } from '@tabler/icons-react'
import { Segmented } from '#renderer/ui/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { isCArmAngle, writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import { decisionWords, patternOrder, patternWords } from '#shared/contrast/assessmentWords.ts'
import type { Question, QuizAnswer } from '#shared/teaching/questions.ts'
import { calibrationWords } from '#shared/teaching/scoring/categoryParts.ts'

type AnswerFieldProps = { readonly question: Question; readonly answer: QuizAnswer | null; readonly onAnswer: (answer: QuizAnswer | null) => void }

/** What a question is answered with; a path and a flash are drawn on the images. */
export function AnswerField({ question, answer, onAnswer }: AnswerFieldProps) {
  switch (question.kind) {
    case 'drawPath': return <p className="nt">Set the target: point at the joint and press T. Then the entry: point at the skin and press E.</p>
    case 'placeTarget': return <p className="nt">Point at the joint and press T.</p>
    case 'whichSide': return <Big label="Side" choices={['LEFT', 'RIGHT'] as const} words={{ LEFT: 'LEFT', RIGHT: 'RIGHT' }} value={answer?.kind === 'whichSide' ? answer.side : null} onChange={(side) => { onAnswer({ kind: 'whichSide', side }) }} />
    case 'injectOrAbort': return <Big label="Decision" choices={['inject', 'reposition', 'abort'] as const} words={decisionWords} value={answer?.kind === 'injectOrAbort' ? answer.decision : null} onChange={(decision) => { onAnswer({ kind: 'injectOrAbort', decision }) }} />
    case 'isCalibrated': return <Big label="Calibration" choices={['calibrated', 'isocentre', 'detector', 'unknown'] as const} words={calibrationWords} value={answer?.kind === 'isCalibrated' ? answer.basis : null} onChange={(basis) => { onAnswer({ kind: 'isCalibrated', basis }) }} />
    case 'trueLateral': return <TrueLateral answer={answer?.kind === 'trueLateral' ? answer : null} onAnswer={onAnswer} />
    case 'namePattern': return <Patterns named={answer?.kind === 'namePattern' ? answer.patterns : []} onAnswer={onAnswer} />
    case 'findFlash': return <FindFlash answer={answer?.kind === 'findFlash' ? answer : null} onAnswer={onAnswer} />
    case 'chooseView': return <ChooseView answer={answer?.kind === 'chooseView' ? answer : null} onAnswer={onAnswer} />
  }
}

type BigProps<Value extends string> = { readonly label: string; readonly choices: readonly Value[]; readonly words: Readonly<Record<Value, string>>; readonly value: Value | null; readonly onChange: (value: Value) => void }
const Big = <Value extends string>({ label, choices, words, value, onChange }: BigProps<Value>) => <Segmented<Value> className="qz-big" label={label} choices={choices.map((each) => ({ value: each, label: words[each] }))} value={value} onChange={onChange} />

type Of<Kind extends QuizAnswer['kind']> = Extract<QuizAnswer, { kind: Kind }>
type Part<Kind extends QuizAnswer['kind']> = { readonly answer: Of<Kind> | null; readonly onAnswer: AnswerFieldProps['onAnswer'] }

function TrueLateral({ answer, onAnswer }: Part<'trueLateral'>) {
  const truth = answer === null ? null : answer.isTrue ? 'yes' : 'no'
  return (
    <>
      <Big label="True lateral" choices={['yes', 'no'] as const} words={{ yes: 'True lateral', no: 'Not true' }} value={truth} onChange={(next) => { onAnswer({ kind: 'trueLateral', isTrue: next === 'yes', move: null }) }} />
      {answer?.isTrue === false && <Big label="Move that makes it true" choices={['rotate', 'tilt'] as const} words={{ rotate: 'Rotate the C-arm', tilt: 'Tilt the C-arm' }} value={answer.move} onChange={(move) => { onAnswer({ ...answer, move }) }} />}
    </>
  )
}

const Patterns = ({ named, onAnswer }: { readonly named: Of<'namePattern'>['patterns']; readonly onAnswer: AnswerFieldProps['onAnswer'] }) => (
  <div className="qz-p" role="group" aria-label="Patterns">
    {patternOrder.map((pattern) => {
      const isOn = named.includes(pattern)
      const next = isOn ? named.filter((each) => each !== pattern) : [...named, pattern]
      return <button key={pattern} type="button" role="checkbox" aria-checked={isOn} className={isOn ? 'btn on' : 'btn'} onClick={() => { onAnswer(next.length === 0 ? null : { kind: 'namePattern', patterns: next }) }}>{isOn && <IconCheck className="i" aria-hidden />}{patternWords[pattern]}</button>
    })}
  </div>
)

function FindFlash({ answer, onAnswer }: Part<'findFlash'>) {
  const { activeTool, setActiveTool } = useViewing()
  const flash = answer?.flash ?? null
  return (
    <>
      <p className="nt">Go to the frame that shows it, take the mark, and click the place; or mark the middle, and move the mark with Alt and the arrows. Or say that there is none.</p>
      <div className="qz-2">
        <button type="button" className={activeTool === 'flash' ? 'btn on' : 'btn'} aria-pressed={activeTool === 'flash'} onClick={() => { setActiveTool('flash') }}>Mark the flash</button>
        <button type="button" className={answer !== null && flash === null ? 'btn on' : 'btn'} aria-pressed={answer !== null && flash === null} onClick={() => { onAnswer({ kind: 'findFlash', flash: null }) }}>There is none</button>
      </div>
      {flash !== null && <p className="nt" role="status">Marked on frame {flash.frame + 1}.</p>}
    </>
  )
}

function ChooseView({ answer, onAnswer }: Part<'chooseView'>) {
  const [typed, type] = useState({ primary: answer === null ? '' : String(answer.primaryDeg), secondary: answer === null ? '' : String(answer.secondaryDeg) })
  const change = (next: typeof typed): void => {
    type(next)
    const primaryDeg = Number(next.primary.replace('−', '-')), secondaryDeg = Number(next.secondary.replace('−', '-'))
    const isWhole = next.primary.trim() !== '' && next.secondary.trim() !== '' && isCArmAngle('primary', primaryDeg) && isCArmAngle('secondary', secondaryDeg)
    onAnswer(isWhole ? { kind: 'chooseView', primaryDeg, secondaryDeg } : null)
  }
  return (
    <>
    <div className="qz-2">
      <label className="qz-fl"><span>LAO +, RAO − (°)</span><input className="nin" inputMode="decimal" value={typed.primary} onChange={({ target }) => { change({ ...typed, primary: target.value }) }} /></label>
      <label className="qz-fl"><span>CRAN +, CAUD − (°)</span><input className="nin" inputMode="decimal" value={typed.secondary} onChange={({ target }) => { change({ ...typed, secondary: target.value }) }} /></label>
    </div>
    <p className="nt" role="status">{answer === null ? 'Angles of the patient: at 0 and 0 the detector is in front, at 180 behind.' : `${writeCArmAngle('primary', answer.primaryDeg)} ${writeCArmAngle('secondary', answer.secondaryDeg)}, detector ${Math.abs(answer.primaryDeg) <= 90 ? 'in front of' : 'behind'} the patient.`}</p>
    </>
  )
}
