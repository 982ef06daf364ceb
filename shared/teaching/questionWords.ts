import { assertNever } from '#shared/result.ts'
import type { Question, QuestionKind, QuizAnswer } from './questions.ts'

const prompts: Readonly<Record<QuestionKind, string>> = {
  whichSide: 'Which side of the patient is this?',
  placeTarget: 'Place the target.',
  drawPath: 'Draw the path.',
  chooseView: 'Choose the C-arm view.',
  trueLateral: 'Is this a true lateral view?',
  namePattern: 'What does the contrast show?',
  findFlash: 'Find the flash.',
  injectOrAbort: 'Inject or abort?',
  isCalibrated: 'What is a millimetre worth on this picture?',
}

/** What a question asks: the educator's sentence, else the one of its kind. */
export const promptOf = ({ kind, prompt }: Pick<Question, 'kind' | 'prompt'>): string => (prompt.trim() === '' ? prompts[kind] : prompt)

const point = (of: readonly number[]): string => of.map((value) => value.toFixed(1)).join(', ')

/** An answer in words, for pages that people read. */
export function answerWords(answer: QuizAnswer): string {
  switch (answer.kind) {
    case 'whichSide': return answer.side
    case 'placeTarget': return `Target at ${point(answer.targetLpsMm)} mm (LPS)`
    case 'drawPath': return `Entry at ${point(answer.entryLpsMm)} mm, target at ${point(answer.targetLpsMm)} mm (LPS)`
    case 'chooseView': return `Primary angle ${answer.primaryDeg.toFixed(1)}°, secondary angle ${answer.secondaryDeg.toFixed(1)}°`
    case 'trueLateral': return answer.isTrue ? 'A true lateral' : `Not a true lateral${answer.move === null ? '' : `: ${answer.move === 'rotate' ? 'rotate' : 'tilt'} the C-arm`}`
    case 'namePattern': return answer.patterns.join(', ')
    case 'findFlash': return answer.flash === null ? 'There is no flash' : `Frame ${String(answer.flash.frame + 1)}`
    case 'injectOrAbort': return answer.decision
    case 'isCalibrated': return answer.basis
    default: return assertNever(answer)
  }
}
