import type { PatientVector } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { structureClearance } from '#shared/planning/structureClearance.ts'
import { assertNever } from '#shared/result.ts'
import { LATE_MS, type AnswerScore, type GivenAnswer, type ScorePart } from '../attempt.ts'
import type { AnswerKey, ExpertAnswer, Question, QuestionKind, QuizAnswer } from '../questions.ts'
import { categoryParts } from './categoryParts.ts'
import { alongPath, expertPaths, nearestCorridor, type PathEnds } from './corridors.ts'
import { flashParts } from './flashParts.ts'
import { leftOpen } from './leftOpen.ts'
import { pathParts } from './pathParts.ts'
import { personsAmong } from './persons.ts'
import { patternParts } from './patternParts.ts'
import { measuredRadiusMm, structureParts } from './structureParts.ts'
import { targetParts } from './targetParts.ts'
import { viewParts } from './viewParts.ts'
import { changeAnswer, changePath, targetMoves } from './whatToChange.ts'
import { expertsWords, inOneList } from './words.ts'

/**
 * One answer against its key, in components. There is no grade: a person reads the parts, and a touched structure is never made
 * good by the others.
 *
 * @frame   that of the question's series
 * @source  docs/adr/0017-scores-in-parts.md
 */
export function scoreAnswer(question: Question, key: AnswerKey, given: GivenAnswer): AnswerScore {
  const effort = effortParts(question, given)
  const late = effort.some(({ state }) => state === 'notYet') ? `Answer within ${String(question.seconds)} s.` : ''
  const none = { questionId: question.questionId, nearestExpert: null }
  if (given.answer === null) {
    const part: ScorePart = { group: 'answer', name: 'Answer', value: null, unit: '', towards: '', accepted: 'an answer', state: 'notYet' }
    return { ...none, verdict: 'notYet', parts: [part, ...effort], basis: basisOf(key.experts), whatToChange: 'No answer was given.' }
  }
  const { parts, whatToChange, nearestExpert } = judge(key, given.answer)
  return { ...none, nearestExpert, verdict: verdictOf(question.kind, [...parts, ...effort]), parts: [...parts, ...effort], basis: basisOf(key.experts), whatToChange: [late, whatToChange].filter((sentence) => sentence !== '').join(' ').slice(0, 1000) }
}

type Judged = Pick<AnswerScore, 'parts' | 'whatToChange' | 'nearestExpert'>
const plain = (parts: readonly ScorePart[], key: AnswerKey): Judged => ({ parts: [...parts], whatToChange: changeAnswer(parts, key.explanation), nearestExpert: null })

function judge(key: AnswerKey, answer: QuizAnswer): Judged {
  switch (answer.kind) {
    case 'drawPath': return judgePath(answer, key)
    case 'placeTarget': return judgeTarget(answer, key)
    case 'chooseView': return plain(viewParts(answer, key), key)
    case 'namePattern': return plain(patternParts(answer.patterns, key.experts), key)
    case 'findFlash': return plain(flashParts(answer.flash, key), key)
    case 'whichSide': case 'trueLateral': case 'injectOrAbort': case 'isCalibrated': return plain(categoryParts(answer, key.experts), key)
    default: return assertNever(answer)
  }
}

function judgePath(path: PathEnds, key: AnswerKey): Judged {
  const corridor = nearestCorridor(path, expertPaths(key.experts))
  const structures = structureParts(path, key, corridor?.members ?? [])
  const expected = corridor === null ? null : { nearest: corridor.nearest, members: corridor.members }
  const target = targetParts(path.targetLpsMm, expected, corridor === null ? alongPath(path) : alongPath(corridor.nearest), key)
  const parts = [...structures, ...target, ...(corridor === null ? [] : pathParts(path, corridor, key))]
  const left = (name: string): number | null => (corridor === null ? null : clearanceOf(corridor.nearest, key, name))
  return { parts, whatToChange: changePath(path, corridor?.nearest ?? null, parts, left), nearestExpert: corridor?.nearest.at ?? null }
}

function clearanceOf(path: PathEnds, key: AnswerKey, name: string): number | null {
  const structure = key.structures.find((each) => each.name === name)
  if (structure === undefined) return null
  const state = structureClearance([path.entryLpsMm, path.targetLpsMm], measuredRadiusMm(key), structure, [])
  return state.kind === 'assessed' ? state.leastMm : null
}

/** A target alone has no path: depth is then towards the patient's front. */
const FROM_BEHIND: PatientVector = [0, -1, 0]

function judgeTarget({ targetLpsMm }: Extract<QuizAnswer, { kind: 'placeTarget' }>, key: AnswerKey): Judged {
  const theirs = key.experts.flatMap(({ expert, isTruth, answer }, at) => (answer.kind === 'placeTarget' ? [{ expert, isTruth, at, targetLpsMm: answer.targetLpsMm }] : []))
  const [nearest] = theirs.toSorted((a, b) => vectorDistance(a.targetLpsMm, targetLpsMm) - vectorDistance(b.targetLpsMm, targetLpsMm))
  const parts = targetParts(targetLpsMm, nearest === undefined ? null : { nearest, members: theirs }, FROM_BEHIND, key)
  const moves = targetMoves(parts)
  const isPlaceOff = parts.some(({ name, state }) => name === 'Place on joint' && state === 'notYet')
  return { parts: [...parts], whatToChange: moves.length > 0 ? `Move the target ${inOneList(moves)}.` : isPlaceOff ? 'Place the target in the lateral third of the joint.' : '', nearestExpert: nearest?.at ?? null }
}

/**
 * What the parts come to in a word: a hit structure before everything, then anything not accepted. Time in hand makes nothing
 * accepted, and a path is accepted only where nothing about it was left open.
 *
 * @source  the parts; effort is told, not judged, unless the question was timed
 */
export function verdictOf(kind: QuestionKind, parts: readonly ScorePart[]): AnswerScore['verdict'] {
  if (parts.some(({ state }) => state === 'never')) return 'structureHit'
  if (parts.some(({ state }) => state === 'notYet')) return 'notYet'
  return leftOpen(kind, parts) === '' && parts.some(({ group, state }) => group !== 'effort' && state === 'accepted') ? 'accepted' : 'notAssessed'
}

function effortParts({ seconds }: Question, { answer, elapsedMs, edits }: GivenAnswer): readonly ScorePart[] {
  const time = { group: 'effort', name: 'Time', value: elapsedMs / 1000, unit: 's', towards: '', accepted: seconds === null ? 'not limited' : `up to ${String(seconds)}` } as const
  return [
    { ...time, state: seconds === null || answer === null ? 'notAssessed' : elapsedMs <= seconds * 1000 + LATE_MS ? 'accepted' : 'notYet' },
    { group: 'effort', name: 'Edits', value: edits, unit: '', towards: '', accepted: 'not limited', state: 'notAssessed' },
  ]
}

function basisOf(experts: readonly ExpertAnswer[]): string {
  if (experts.some(({ isTruth }) => isTruth)) return 'from how the images were made'
  return expertsWords(experts.length, personsAmong(experts), experts.some(({ answer }) => answer.kind === 'drawPath') ? 'plan' : 'answer')
}
