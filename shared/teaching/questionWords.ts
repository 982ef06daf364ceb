import { decisionWords, patternOrder, patternsInWords } from '#shared/contrast/assessmentWords.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import { placeInBand, targetBand } from '#shared/planning/targetBand.ts'
import { writeCArmAngle } from '#shared/projection/consoleAngles.ts'
import { assertNever } from '#shared/result.ts'
import type { AnswerKey, Question, QuestionKind, QuizAnswer } from './questions.ts'

/** What the learner is asked where the educator has written no sentence of his own. */
export const questionTitles: Readonly<Record<QuestionKind, string>> = {
  whichSide: 'Which side is it?', placeTarget: 'Place the target', drawPath: 'Draw the path', chooseView: 'Choose the C-arm view', trueLateral: 'Is this a true lateral?',
  namePattern: 'Name the contrast pattern', findFlash: 'Find the flash', injectOrAbort: 'Inject, reposition or abort?', isCalibrated: 'What are the millimetres worth?',
}
export const basisWords = { calibrated: 'Calibrated', isocentre: 'Estimated at the isocentre', detector: 'At the detector', unknown: 'Not known, pixels only' } as const

/** What a question asks: the educator's sentence, else the one of its kind. */
export const promptOf = ({ kind, prompt }: Pick<Question, 'kind' | 'prompt'>): string => (prompt.trim() === '' ? questionTitles[kind] : prompt)

/**
 * An answer in words, for people: the screen's own, and lengths and angles where there are points.
 *
 * @units  mm, degrees, px; a target is placed against the joint line where the key has one
 */
export function answerWords(answer: QuizAnswer, jointLine: AnswerKey['jointLine'] = null): string {
  switch (answer.kind) {
    case 'whichSide': return answer.side
    case 'placeTarget': return `Target ${targetWords(answer.targetLpsMm, jointLine)}`
    case 'drawPath': return `${pathWords(answer.entryLpsMm, answer.targetLpsMm)}; target ${targetWords(answer.targetLpsMm, jointLine)}`
    case 'chooseView': return `${writeCArmAngle('primary', answer.primaryDeg)}, ${writeCArmAngle('secondary', answer.secondaryDeg)}`
    case 'trueLateral': return answer.isTrue ? 'True lateral' : `Not a true lateral${answer.move === null ? '' : `, ${answer.move} the C-arm`}`
    case 'namePattern': return patternsInWords(answer.patterns)
    case 'findFlash': return answer.flash === null ? 'No flash' : `Frame ${String(answer.flash.frame + 1)}, ${answer.flash.pointPx[0].toFixed(0)} px from the left and ${answer.flash.pointPx[1].toFixed(0)} px from the top`
    case 'injectOrAbort': return decisionWords[answer.decision]
    case 'isCalibrated': return basisWords[answer.basis]
    default: return assertNever(answer)
  }
}

/** Everything that may be answered where that can be listed; null where a hand has to draw or to find it. */
export function choicesOf(kind: QuestionKind): readonly QuizAnswer[] | null {
  switch (kind) {
    case 'whichSide': return [{ kind, side: 'LEFT' }, { kind, side: 'RIGHT' }]
    case 'trueLateral': return [{ kind, isTrue: true, move: null }, { kind, isTrue: false, move: 'rotate' }, { kind, isTrue: false, move: 'tilt' }]
    case 'namePattern': return patternOrder.map((pattern) => ({ kind, patterns: [pattern] }))
    case 'injectOrAbort': return (['inject', 'reposition', 'abort'] as const).map((decision) => ({ kind, decision }))
    case 'isCalibrated': return (['calibrated', 'isocentre', 'detector', 'unknown'] as const).map((basis) => ({ kind, basis }))
    case 'placeTarget': case 'drawPath': case 'chooseView': case 'findFlash': return null
    default: return assertNever(kind)
  }
}

function pathWords(entry: PatientPoint, target: PatientPoint): string {
  const path = evaluatePath(entry, target)
  if (!path.ok) return 'Entry and target are the same point'
  const { lengthMm, inPlaneDeg, inPlaneTowards, craniocaudalDeg } = path.value
  const sideways = inPlaneTowards === 'NEITHER' ? '' : `, tip to ${inPlaneTowards}`
  const tilt = Math.abs(craniocaudalDeg) < 0.05 ? '' : craniocaudalDeg > 0 ? ', tip to head' : ', tip to feet'
  return `Path of ${lengthMm.toFixed(1)} mm, in-plane ${inPlaneDeg.toFixed(1)}°${sideways}, cranio-caudal ${Math.abs(craniocaudalDeg).toFixed(1)}°${tilt}`
}

/** Against the joint line, else against the zero of the scan, each way by its word. */
function targetWords(target: PatientPoint, jointLine: AnswerKey['jointLine']): string {
  const band = jointLine === null ? null : targetBand(jointLine.medialLpsMm, jointLine.lateralLpsMm, jointLine.lateralLpsMm[0] > jointLine.medialLpsMm[0] ? 'LEFT' : 'RIGHT')
  if (band?.ok === true) {
    const { inBand, lateralOfMiddleMm, offLineMm } = placeInBand(target, band.value)
    return `${inBand ? 'in the lateral third of the joint' : 'outside of the lateral third of the joint'}, ${Math.abs(lateralOfMiddleMm).toFixed(1)} mm ${lateralOfMiddleMm < 0 ? 'medial' : 'lateral'} of the middle of that third, ${offLineMm.toFixed(1)} mm off the joint line`
  }
  const away = ([['RIGHT', 'LEFT'], ['front', 'back'], ['feet', 'head']] as const).map(([minus, plus], axis) => { const mm = target[axis] ?? Number.NaN; return `${Math.abs(mm).toFixed(1)} mm to the ${mm < 0 ? minus : plus}` })
  return `${away.join(', ')}, from the zero point of the scan`
}
