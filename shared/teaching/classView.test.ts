import { describe, expect, it } from 'vitest'
import type { AnswerScore, Attempt } from './attempt.ts'
import { classTable } from './classTable.ts'
import { viewOfClass, type ClassCase } from './classView.ts'
import type { QuizAnswer } from './questions.ts'

const noLimits = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
const decision = (word: 'inject' | 'abort'): QuizAnswer => ({ kind: 'injectOrAbort', decision: word })
const caseOf = (teachingCaseId: string, number: number, word: 'inject' | 'abort'): ClassCase => ({
  teachingCaseId, version: 1, number, questions: [{ questionId: `q${String(number)}`, kind: 'injectOrAbort' }],
  keys: [{ questionId: `q${String(number)}`, experts: [{ expert: 'A', isTruth: true, answer: decision(word) }], limits: noLimits, jointLine: null, structures: [], explanation: '' }],
})
const cases = [caseOf('c1', 1, 'inject'), caseOf('c2', 2, 'abort'), caseOf('c3', 3, 'abort')]

function attempt(learner: string, at: number, word: 'inject' | 'abort', confidence: number, number = 1, more: Partial<Attempt> = {}): Attempt {
  const of = cases[at], isRight = (at === 0) === (word === 'inject')
  const questionId = of?.questions[0]?.questionId ?? ''
  const score: AnswerScore = { questionId, verdict: isRight ? 'accepted' : 'notYet', parts: [], basis: '', nearestExpert: null, whatToChange: isRight ? '' : '=Decision' }
  return {
    schemaVersion: 1, attemptId: `${learner}${String(at)}${String(number)}`, learner, teachingCaseId: of?.teachingCaseId ?? '', caseVersion: 1, caseSha256: '', setId: null, number, sideNamed: null,
    startedAtIso: '2026-11-01T08:00:00.000Z', submittedAtIso: `2026-11-0${String(number)}T09:00:00.000Z`, answers: [{ questionId, answer: decision(word), confidence, elapsedMs: 1500, edits: 0 }], scores: [score], ...more,
  }
}
/** Kim is right in all three, Lee in two, Max in one; Max corrects himself in a second attempt, which does not count. */
const attempts = [
  attempt('Kim', 0, 'inject', 5), attempt('Kim', 1, 'abort', 5), attempt('Kim', 2, 'abort', 5),
  attempt('Lee', 0, 'inject', 3), attempt('Lee', 1, 'abort', 3), attempt('Lee', 2, 'inject', 3),
  attempt('Max', 0, 'inject', 5), attempt('Max', 1, 'inject', 5), attempt('Max', 2, 'inject', 5), attempt('Max', 2, 'abort', 5, 2),
]

describe('a class', () => {
  const view = viewOfClass(attempts, cases, [], () => true)

  it('counts first attempts: what each learner had accepted, and by how much he was too sure', () => {
    expect(view.learners.map(({ learner, attempts: all, accepted, answers }) => [learner, all, accepted, answers])).toEqual([['Kim', 3, 3, 3], ['Lee', 3, 2, 3], ['Max', 4, 1, 3]])
    expect(view.learners.map(({ higherBy }) => higherBy)).toEqual([0, expect.closeTo(0.5 - 2 / 3, 12), expect.closeTo(2 / 3, 12)])
  })

  it('says how hard each item is, and that the second tells the able from the others: hand-computed', () => {
    expect(view.items.map(({ caseNumber, difficulty }) => [caseNumber, difficulty])).toEqual([[1, 1], [2, 2 / 3], [3, 1 / 3]])
    // Item 2 against the rest: (1, 1), (1, 1/2), (0, 1/2): r = 0.5. Item 1, which all had right, tells nothing.
    expect(view.items.map(({ discrimination }) => discrimination)).toEqual([null, expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)])
  })

  it('agrees with the experts by kappa, 3 of 9 off: hand-computed', () => {
    // Rows (experts) inject 3, abort 6; columns 6 and 3; agreed 3 + 3: po = 6/9, pe = (3·6 + 6·3)/81.
    expect(view.agreement).toHaveLength(1)
    expect(view.agreement[0]?.withExperts.kappa?.value).toBeCloseTo((6 / 9 - 36 / 81) / (1 - 36 / 81), 12)
    expect(view.confusion).toEqual([
      { kind: 'injectOrAbort', category: 'Abort', items: 6, agreed: 0.5, takenFor: [{ category: 'Inject', items: 3 }] }, { kind: 'injectOrAbort', category: 'Inject', items: 3, agreed: 1, takenFor: [] },
    ])
  })

  it('goes out as a table with every attempt, and no cell of it runs as a formula', () => {
    const lines = classTable(attempts, cases, [], () => true).split('\r\n')
    expect(lines).toHaveLength(12)
    expect(lines[4]?.split(',')).toEqual(['"Lee"', '1', '1', '1', '"2026-11-01T09:00:00.000Z"', '""', '"injectOrAbort"', '"accepted"', '3', '1.5', '0', '0', '0', '', '0', '""', '"c1"', '""', '""'])
    expect(lines.some((line) => line.includes('"\'=Decision"'))).toBe(true)
  })

  it('names the set of a result, by learner the first time through it; one that is not here by its id alone', () => {
    const begun = (learner: string, at: number, word: 'inject' | 'abort', setId: string | null, number = 1) => attempt(learner, at, word, 5, number, { setId })
    const of = [begun('Kim', 0, 'inject', 's1'), begun('Kim', 1, 'inject', 's1'), begun('Kim', 1, 'abort', 's1', 2), begun('Kim', 2, 'abort', null), begun('Lee', 0, 'inject', 's1'), begun('Lee', 1, 'abort', 's9')]
    const set = { setId: 's1', title: '=Basics', cases: cases.map(({ teachingCaseId, version }) => ({ teachingCaseId, version })) }
    expect(viewOfClass(of, cases, [set], () => true).sets.map(({ title, learner, done, of: all, judged, accepted }) => [title, learner, done, all, judged, accepted])).toEqual([
      [null, 'Lee', 1, null, 1, 1], ['=Basics', 'Kim', 2, 3, 2, 1], ['=Basics', 'Lee', 1, 3, 1, 1],
    ])
    const [head, ...lines] = classTable(of, cases, [set], () => true).trim().split('\r\n').map((line) => line.split(',').slice(-2).join(' '))
    expect([head, [...lines].sort()]).toEqual(['set set_id', ['"" ""', '"" "s9"', ...Array.from({ length: 4 }, () => `"'=Basics" "s1"`)]])
    expect(viewOfClass(attempts, cases, [set], () => true).sets).toEqual([])
  })

  it('has a line for every question that was left out', () => {
    const [, line] = classTable([attempt('Kim', 0, 'inject', 5, 1, { answers: [], scores: [{ questionId: 'q1', verdict: 'notYet', parts: [], basis: '', nearestExpert: null, whatToChange: 'No answer was given.' }] })], cases, [], () => true).split('\r\n')
    expect(line?.split(',').slice(6, 11)).toEqual(['"injectOrAbort"', '"notYet"', '', '', ''])
  })

  it('takes the earlier of two first attempts, made on two computers, as the first', () => {
    const later = attempt('Kim', 0, 'inject', 5, 1, { attemptId: 'a', submittedAtIso: '2026-11-05T09:00:00.000Z' }), earlier = attempt('Kim', 0, 'abort', 5, 1, { attemptId: 'b' })
    const { items, learners } = viewOfClass([later, earlier], cases, [], () => true)
    expect([items.map((item) => [item.learners, item.difficulty]), learners.map(({ attempts: all, answers, accepted }) => [all, answers, accepted])]).toEqual([[[1, 0]], [[2, 1, 0]]])
  })

  it('holds each attempt against the version that was answered, and says which versions are not here', () => {
    const corrected: ClassCase = { ...caseOf('c1', 1, 'abort'), version: 2 }
    const of = [attempt('Kim', 0, 'inject', 5), attempt('Lee', 0, 'abort', 5, 1, { caseVersion: 2 }), attempt('Max', 0, 'abort', 5, 1, { caseVersion: 3 })]
    const seen = viewOfClass(of, [...cases, corrected], [], () => true)
    expect(seen.items.map(({ caseNumber, caseVersion, learners }) => [caseNumber, caseVersion, learners])).toEqual([[1, 1, 1], [1, 2, 1]])
    expect([seen.agreement[0]?.withExperts.ac1?.observed, seen.notHere, seen.notScored]).toEqual([1, 1, 0])
  })
})

describe('agreement of a class', () => {
  const learners = Array.from({ length: 30 }, (_, at) => `L${String(at)}`)
  const agreementIn = (of: readonly Attempt[], among = cases) => viewOfClass(of, among, [], () => true).agreement[0]

  it('of 30 who are all right about one item is 1 by AC1, without an interval; kappa tells nothing of one category', () => {
    const all = agreementIn(learners.map((learner) => attempt(learner, 0, 'inject', 5)))
    expect(all?.withExperts.kappa).toBeNull()
    expect(all?.withExperts.ac1).toMatchObject({ value: 1, items: 1, answers: 30, interval: null })
    expect(all?.betweenLearners).toMatchObject({ value: 1, items: 1, answers: 30, interval: null })
  })

  it('counts on the whole scale: where half answer something else, three categories make chance', () => {
    const half = agreementIn(learners.map((learner, at) => attempt(learner, 0, at < 15 ? 'inject' : 'abort', 5)))
    // Inject in 45 of 60 ratings, Abort in 15, Reposition never: pe = (3/4 · 1/4 + 1/4 · 3/4) / 2.
    expect(half?.withExperts.ac1).toMatchObject({ value: expect.closeTo((0.5 - 0.1875) / (1 - 0.1875), 12), items: 1, answers: 30, interval: null })
  })

  it('has an interval by item: ten times as many readers of the same items do not narrow it', () => {
    const eight = Array.from({ length: 8 }, (_, at) => caseOf(`d${String(at)}`, at + 1, at % 2 === 0 ? 'inject' : 'abort'))
    // Of every five readers of items 1 and 4 two are wrong, of the others none.
    const read = (count: number) => eight.flatMap((of, at) => Array.from({ length: count }, (_, n): Attempt => {
      const isRight = !((at === 0 || at === 3) && n % 5 < 2)
      const base = attempt(`L${String(n)}`, 0, (at % 2 === 0) === isRight ? 'inject' : 'abort', 5)
      return { ...base, teachingCaseId: of.teachingCaseId, answers: base.answers.map((one) => ({ ...one, questionId: `q${String(at + 1)}` })), scores: base.scores?.map((one) => ({ ...one, questionId: `q${String(at + 1)}` })) ?? null }
    }))
    const few = agreementIn(read(5), eight)?.withExperts, many = agreementIn(read(50), eight)?.withExperts
    expect([few?.kappa?.items, few?.kappa?.answers, many?.kappa?.answers]).toEqual([8, 40, 400])
    expect(many?.kappa?.interval?.standardError).toBeCloseTo(few?.kappa?.interval?.standardError ?? 0, 12)
    expect(many?.ac1?.interval?.from).toBeLessThan(many?.ac1?.value ?? 0)
    expect([agreementIn(read(5).filter(({ teachingCaseId }) => teachingCaseId < 'd4'), eight)?.withExperts.kappa?.interval]).toEqual([null])
  })
})
