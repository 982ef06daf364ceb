import { describe, expect, it } from 'vitest'
import { quizAnswer, questionKind, type AnswerKey, type QuizAnswer } from './questions.ts'
import { answerWords, choicesOf, promptOf } from './questionWords.ts'

const jointLine: AnswerKey['jointLine'] = { medialLpsMm: [10, 0, 0], lateralLpsMm: [25, 0, 0] }
describe('an answer in words', () => {
  it.each<[string, QuizAnswer]>([
    ['LEFT', { kind: 'whichSide', side: 'LEFT' }],
    ['Mixed: Intra-articular and Venous', { kind: 'namePattern', patterns: ['venous', 'intraArticular'] }],
    ['Capsular leak', { kind: 'namePattern', patterns: ['capsularLeak'] }],
    ['At the detector', { kind: 'isCalibrated', basis: 'detector' }],
    ['Reposition', { kind: 'injectOrAbort', decision: 'reposition' }],
    ['True lateral', { kind: 'trueLateral', isTrue: true, move: null }],
    ['Not a true lateral, tilt the C-arm', { kind: 'trueLateral', isTrue: false, move: 'tilt' }],
    ['RAO 9.5°, CRAN 22.3°', { kind: 'chooseView', primaryDeg: -9.5, secondaryDeg: 22.3 }],
    ['No flash', { kind: 'findFlash', flash: null }],
    ['Frame 12, 100 px from the left and 80 px from the top', { kind: 'findFlash', flash: { frame: 11, pointPx: [100.2, 79.8] } }],
  ])('is %s', (words, answer) => { expect(answerWords(answer)).toBe(words) })

  it('of a path is its length and its angles, each with the way it goes, and where the target lies', () => {
    // 30-40-50 in the axial plane: atan(30 / 40) = 36.9°, and nothing along the body.
    const path: QuizAnswer = { kind: 'drawPath', entryLpsMm: [52.5, 40, 0], targetLpsMm: [22.5, 0, 0] }
    expect(answerWords(path)).toBe('Path of 50.0 mm, in-plane 36.9°, tip to RIGHT, cranio-caudal 0.0°; target 22.5 mm to the LEFT, 0.0 mm to the back, 0.0 mm to the head, from the zero point of the scan')
    expect(answerWords(path, jointLine)).toBe('Path of 50.0 mm, in-plane 36.9°, tip to RIGHT, cranio-caudal 0.0°; target in the lateral third of the joint, 0.0 mm lateral of the middle of that third, 0.0 mm off the joint line')
    expect(answerWords({ kind: 'drawPath', entryLpsMm: [0, 40, 0], targetLpsMm: [0, 0, -30] })).toContain('Path of 50.0 mm, in-plane 0.0°, cranio-caudal 36.9°, tip to feet')
  })

  it('of a target says how far it is off, by the words of the joint or of the body', () => {
    const target: QuizAnswer = { kind: 'placeTarget', targetLpsMm: [12, -3, -4] }
    expect(answerWords(target, jointLine)).toBe('Target outside of the lateral third of the joint, 10.5 mm medial of the middle of that third, 5.0 mm off the joint line')
    expect(answerWords(target)).toBe('Target 12.0 mm to the LEFT, 3.0 mm to the front, 4.0 mm to the feet, from the zero point of the scan')
    expect(answerWords(target, { medialLpsMm: [10, 0, 0], lateralLpsMm: [10.5, 0, 0] })).toContain('zero point of the scan')
  })

  it('has no code of a program in it, whatever the kind', () => {
    for (const kind of questionKind.options) for (const choice of choicesOf(kind) ?? []) {
      expect(quizAnswer.safeParse(choice).success).toBe(true)
      expect(answerWords(choice)).toMatch(/^[A-Z]/)
      expect(answerWords(choice)).not.toMatch(/[a-z][A-Z]/)
    }
  })
})

describe('a question', () => {
  it('is the educator’s sentence, else that of its kind', () => {
    expect(promptOf({ kind: 'findFlash', prompt: '  ' })).toBe('Find the flash')
    expect(promptOf({ kind: 'findFlash', prompt: 'Where does it flash?' })).toBe('Where does it flash?')
  })
  it('has choices where they can be listed, and each once', () => {
    expect(questionKind.options.filter((kind) => choicesOf(kind) === null)).toEqual(['placeTarget', 'drawPath', 'chooseView', 'findFlash'])
    for (const kind of questionKind.options) { const words = (choicesOf(kind) ?? []).map((choice) => answerWords(choice)); expect(new Set(words).size).toBe(words.length) }
  })
})
