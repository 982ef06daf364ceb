import { decisionWords, patternWords } from '#shared/contrast/assessmentWords.ts'
import type { QuestionKind, QuizAnswer } from '#shared/teaching/questions.ts'

/** What the learner is asked where the educator has written no sentence of his own. */
export const questionTitles: Readonly<Record<QuestionKind, string>> = {
  whichSide: 'Which side is it?', placeTarget: 'Place the target', drawPath: 'Draw the path', chooseView: 'Choose the C-arm view', trueLateral: 'Is this a true lateral?',
  namePattern: 'Name the contrast pattern', findFlash: 'Find the flash', injectOrAbort: 'Inject, reposition or abort?', isCalibrated: 'What are the millimetres worth?',
}
export const basisWords = { calibrated: 'Calibrated', isocentre: 'Estimated at the isocentre', detector: 'At the detector', unknown: 'Not known, pixels only' } as const

const degrees = (value: number): string => `${value.toFixed(1)}°`
const millimetres = (point: readonly [number, number, number]): string => point.map((value) => value.toFixed(1)).join(', ')

/** An answer in words. */
export function answerWords(answer: QuizAnswer): string {
  switch (answer.kind) {
    case 'whichSide': return answer.side
    case 'placeTarget': return `target at ${millimetres(answer.targetLpsMm)} mm`
    case 'drawPath': return `from ${millimetres(answer.entryLpsMm)} to ${millimetres(answer.targetLpsMm)} mm`
    case 'chooseView': return `primary ${degrees(answer.primaryDeg)}, secondary ${degrees(answer.secondaryDeg)}`
    case 'trueLateral': return answer.isTrue ? 'True lateral' : `Not a true lateral${answer.move === null ? '' : answer.move === 'rotate' ? ', rotate' : ', tilt'}`
    case 'namePattern': return answer.patterns.map((pattern) => patternWords[pattern]).join(' and ')
    case 'findFlash': return answer.flash === null ? 'No flash' : `frame ${String(answer.flash.frame + 1)}, at ${answer.flash.pointPx.map((value) => value.toFixed(0)).join(', ')} px`
    case 'injectOrAbort': return decisionWords[answer.decision]
    case 'isCalibrated': return basisWords[answer.basis]
  }
}
