import { describe, expect, it } from 'vitest'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import type { GivenAnswer, ScorePart } from '../attempt.ts'
import type { AnswerKey, ExpertAnswer, Question, QuizAnswer } from '../questions.ts'
import { leftOpen } from './leftOpen.ts'
import { scoreAnswer } from './scoreAnswer.ts'
import { viewsApart } from './viewParts.ts'

const questionId = '7b4d1f40-3a86-4d57-8f0d-3b5a4a3f0a11'
const question = (kind: Question['kind'], seconds: number | null = null): Question => ({ questionId, kind, prompt: '', seriesUid: '1.2.3', frame: null, seconds })
const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
const key = (experts: readonly ExpertAnswer[], more: Partial<AnswerKey> = {}): AnswerKey => ({ questionId, experts: [...experts], limits: noLimits, jointLine: null, structures: [], explanation: '', ...more })
const by = (expert: string, answer: QuizAnswer, isTruth = false): ExpertAnswer => ({ expert, isTruth, answer })
const given = (answer: QuizAnswer | null, more: Partial<GivenAnswer> = {}): GivenAnswer => ({ questionId, answer, confidence: 4, elapsedMs: 60_000, edits: 3, ...more })
const score = (answer: QuizAnswer | null, answerKey: AnswerKey, asked = question(answer?.kind ?? 'drawPath')) => scoreAnswer(asked, answerKey, given(answer))
const named = (parts: readonly ScorePart[], name: string): ScorePart | undefined => parts.find((part) => part.name === name)

type Triple = [number, number, number]
const path = (entryLpsMm: Triple, targetLpsMm: Triple): QuizAnswer => ({ kind: 'drawPath', entryLpsMm, targetLpsMm })
/** The posterior joint line of a LEFT joint, 15 mm long; its lateral third runs from x = 20 to x = 25. */
const jointLine: AnswerKey['jointLine'] = { medialLpsMm: [10, 8, 0], lateralLpsMm: [25, 8, 0] }
/** Straight from behind to the middle of the band; the second expert 1 mm lateral, 1 mm less deep, 2 mm toward the head at the skin. */
const two = [by('A', path([22, 68, 0], [22, 8, 0])), by('B', path([23, 68, 2], [23, 9, 0]))]
const vessel = (name: string, kind: string, x: number, radiusMm: number, uncertaintyMm: number | null = 0): PlannedStructure => ({
  id: questionId, seriesUid: '1.2.3', frameOfReferenceUid: null, kind, name, uncertaintyMm, drawnBy: 'A', drawnAtIso: '2026-11-22T10:00:00.000Z',
  shape: { form: 'tube', points: [{ pointLpsMm: [x, 40, -20], radiusMm }, { pointLpsMm: [x, 40, 20], radiusMm }] },
})

describe('a path against two experts', () => {
  it('says each offset with its way, and accepts what lies as near as the experts lie to each other', () => {
    // From A: 0.5 medial, 0.8 short, nothing across; the experts lie 1 mm apart sideways and in depth.
    const { parts, verdict, basis, nearestExpert } = score(path([21.5, 68, 0], [21.5, 8.8, 0]), key(two, { jointLine }))
    expect(named(parts, 'Sideways')).toMatchObject({ value: expect.closeTo(0.5, 9), unit: 'mm', towards: 'toward midline', accepted: 'up to 1.0', state: 'accepted' })
    expect(named(parts, 'Depth')).toMatchObject({ value: expect.closeTo(0.8, 9), towards: 'short', accepted: 'up to 1.0', state: 'accepted' })
    expect(named(parts, 'Head and feet')).toMatchObject({ value: 0, towards: '', state: 'accepted' })
    expect(named(parts, 'Place on joint')).toMatchObject({ value: 'Lateral third', state: 'accepted' })
    expect([verdict, basis, nearestExpert]).toEqual(['accepted', 'from 2 expert plans', 0])
  })

  it('says what to change, the worst first: 2.4 mm too medial, and the entry with it', () => {
    const { parts, verdict, whatToChange } = score(path([12, 68, 0], [19.6, 8, 0]), key(two, { jointLine }))
    expect(named(parts, 'Place on joint')).toMatchObject({ value: 'Middle third', accepted: 'Lateral third', state: 'notYet' })
    expect(named(parts, 'Sideways')).toMatchObject({ value: expect.closeTo(2.4, 9), towards: 'toward midline', state: 'notYet' })
    expect(named(parts, 'Entry')).toMatchObject({ value: expect.closeTo(10, 9), towards: 'to the RIGHT', state: 'notYet' })
    // atan(7.6 / 60) from straight behind.
    expect(named(parts, 'Direction')).toMatchObject({ value: expect.closeTo(7.219, 3), unit: 'deg', state: 'notYet' })
    expect(verdict).toBe('notYet')
    expect(whatToChange).toBe('Move the target 2.4 mm away from the midline and the entry 10 mm to the LEFT.')
  })

  it('never accepts a path that touches a structure, however near the experts it lies', () => {
    const root = vessel('C2 nerve root', 'c2Root', 18, 2.5)
    const limits = { ...noLimits, alongJointMm: 50, depthMm: 50, entryMm: 100, directionDeg: 90, craniocaudalMm: 50 }
    const { parts, verdict, whatToChange } = score(path([19, 68, 0], [21, 8, 0]), key(two, { jointLine, structures: [root], limits, needleGauge: 22 }))
    // At 28 mm depth the path is at x = 19.93: 1.93 mm from the root's middle, inside its 2.5 mm less the needle's 0.36 mm.
    expect(named(parts, 'C2 nerve root')).toMatchObject({ state: 'never', accepted: 'above 1.0' })
    expect(named(parts, 'C2 nerve root')?.value).toBeLessThan(0)
    expect(parts.filter(({ group, state }) => group !== 'structures' && state === 'notYet')).toEqual([])
    expect(verdict).toBe('structureHit')
    expect(whatToChange).toBe('Move the entry 3 mm to the LEFT. The expert path then passes 1.1 mm from the C2 nerve root.')
  })

  it('takes the drawing’s uncertainty off, and asks for the margin unless the experts themselves pass nearer', () => {
    const artery = (x: number, uncertaintyMm: number | null) => key(two, { structures: [vessel('Vertebral artery', 'vertebralArtery', x, 2, uncertaintyMm)] })
    const straight = path([22, 68, 0], [22, 8, 0])
    // 30 - 22 - 2 = 6 mm, less 0.8, is 5.2: more than the margin of 5, but the second expert leaves 4.2 only, and that is what is asked.
    expect(named(score(straight, artery(30, 0.8)).parts, 'Vertebral artery')).toMatchObject({ value: expect.closeTo(5.2, 6), accepted: expect.stringMatching(/^above 4\.\d$/), state: 'accepted' })
    expect(named(score(path([25, 68, 0], [25, 8, 0]), artery(29, 0)).parts, 'Vertebral artery')).toMatchObject({ value: expect.closeTo(2, 6), state: 'notYet' })
    const unstated = score(straight, artery(30, null))
    expect(named(unstated.parts, 'Vertebral artery')).toMatchObject({ value: null, state: 'notAssessed' })
    expect([unstated.verdict, leftOpen('drawPath', unstated.parts)]).toEqual(['notAssessed', 'Whether the path clears the Vertebral artery (Say how exact the drawing is) is not known.'])
  })

  it('through the middle of a vessel hits it, though nobody said how exact the drawing is', () => {
    const { parts, verdict } = score(path([22, 68, 0], [22, 8, 0]), key(two, { jointLine, structures: [vessel('Vertebral artery', 'vertebralArtery', 22, 2, null)] }))
    expect(named(parts, 'Vertebral artery')).toMatchObject({ value: expect.closeTo(-2, 6), state: 'never', towards: 'touched at 28 mm depth, from the line' })
    expect(verdict).toBe('structureHit')
  })

  it('is not accepted for its target alone: through the throat, with nobody and nothing to measure the way by', () => {
    const throat = score(path([22, -60, 0], [22, 8, 0]), key([], { jointLine }))
    expect([named(throat.parts, 'Place on joint')?.state, throat.verdict]).toEqual(['accepted', 'notAssessed'])
    expect(leftOpen('drawPath', throat.parts)).toBe('Nobody can say whether the way to the target is right: too few experts drew one, and no structure was measured.')
    const reversed = score(path([22, -60, 0], [22, 8, 0]), key(two.slice(0, 1), { jointLine }))
    expect([named(reversed.parts, 'Direction')?.value, reversed.verdict]).toEqual([expect.closeTo(180, 9), 'notAssessed'])
    const beside = score(path([22, 68, 0], [22, 8, 0]), key([], { jointLine, structures: [vessel('Vertebral artery', 'vertebralArtery', 40, 2)] }))
    expect([beside.verdict, leftOpen('drawPath', beside.parts)]).toEqual(['accepted', ''])
  })

  it('accepts and refuses nothing by one expert alone, except what the educator set a limit for', () => {
    const { parts, verdict } = score(path([30, 68, 0], [26, 8, 0]), key(two.slice(0, 1)))
    expect(new Set(parts.map(({ state }) => state))).toEqual(new Set(['notAssessed']))
    expect([named(parts, 'Sideways')?.accepted, verdict]).toEqual(['1 expert only', 'notAssessed'])
    const limited = score(path([30, 68, 0], [26, 8, 0]), key(two.slice(0, 1), { limits: { ...noLimits, alongJointMm: 2 } }))
    expect(named(limited.parts, 'Sideways')).toMatchObject({ value: 4, towards: 'toward the LEFT', accepted: 'up to 2.0', state: 'notYet' })
  })

  it('compares with the way that was taken: from below against the lamina tangent, from behind against the posterior way', () => {
    const below = [by('C', path([22, 60, -45], [22, 8, 0])), by('D', path([22, 61, -47], [22, 8.5, 0]))]
    const both = key([...two, ...below], { jointLine })
    const tangent = score(path([22, 60, -46], [22, 8.2, 0]), both)
    expect([tangent.nearestExpert, named(tangent.parts, 'Direction')?.state, named(tangent.parts, 'Entry')?.state]).toEqual([2, 'accepted', 'accepted'])
    expect(score(path([22, 68, 1], [22, 8, 0]), both).nearestExpert).toBe(0)
  })

  it('knows the truth without a second expert, with the limits of what is known', () => {
    const { parts, basis } = score(path([22, 68, 0], [20.5, 8, 0]), key([by('truth', path([22, 68, 0], [22, 8, 0]), true)], { jointLine }))
    expect(named(parts, 'Sideways')).toMatchObject({ value: expect.closeTo(1.5, 9), accepted: 'up to 2.0', state: 'accepted' })
    expect(basis).toBe('from how the images were made')
  })

  it('tells time and edits, and judges the time only where it was limited', () => {
    const free = score(path([22, 68, 0], [22, 8, 0]), key(two))
    expect([named(free.parts, 'Time'), named(free.parts, 'Edits')]).toMatchObject([{ value: 60, unit: 's', state: 'notAssessed' }, { value: 3, state: 'notAssessed' }])
    expect(named(score(path([22, 68, 0], [22, 8, 0]), key(two), question('drawPath', 45)).parts, 'Time')).toMatchObject({ accepted: 'up to 45', state: 'notYet' })
  })

  it('judges the time of a timed question with the answer: too late is not yet, and in time makes nothing accepted', () => {
    const asked = question('whichSide', 60), left: QuizAnswer = { kind: 'whichSide', side: 'LEFT' }
    const known = key([by('truth', left, true)])
    const late = scoreAnswer(asked, known, given(left, { elapsedMs: 600_000 }))
    expect([named(late.parts, 'Time')?.state, late.verdict, late.whatToChange]).toEqual(['notYet', 'notYet', 'Answer within 60 s.'])
    expect(scoreAnswer(asked, known, given(left, { elapsedMs: 60_400 })).verdict).toBe('accepted')
    expect(scoreAnswer(asked, key([]), given(left, { elapsedMs: 5000 })).verdict).toBe('notAssessed')
    expect(named(scoreAnswer(asked, known, given(null, { elapsedMs: 0 })).parts, 'Time')?.state).toBe('notAssessed')
  })

  it('takes an answer left out as not yet', () => {
    expect(score(null, key(two))).toMatchObject({ verdict: 'notYet', whatToChange: 'No answer was given.' })
  })
})

describe('a target alone', () => {
  it('is measured along the joint and towards the front', () => {
    const targets = [[22, 8, 0], [23, 8.4, 0.6]].map((targetLpsMm, at) => by(String(at), { kind: 'placeTarget', targetLpsMm: [targetLpsMm[0] ?? 0, targetLpsMm[1] ?? 0, targetLpsMm[2] ?? 0] }))
    const { parts, whatToChange } = score({ kind: 'placeTarget', targetLpsMm: [24, 6, 0.6] }, key(targets, { jointLine }))
    expect([named(parts, 'Sideways'), named(parts, 'Depth')]).toMatchObject([{ value: expect.closeTo(1, 9), towards: 'lateral', state: 'accepted' }, { value: expect.closeTo(2.4, 9), towards: 'deep', state: 'notYet' }])
    expect(whatToChange).toBe('Move the target 2.4 mm less deep.')
  })
})

describe('patterns', () => {
  const experts = [by('A', { kind: 'namePattern', patterns: ['intraArticular', 'venous'] }), by('B', { kind: 'namePattern', patterns: ['venous', 'intraArticular'] }), by('C', { kind: 'namePattern', patterns: ['venous', 'epidural'] })]

  it('are compared as sets: what was missed, what is not there; what one of three sees may be named', () => {
    const missed = score({ kind: 'namePattern', patterns: ['intraArticular', 'arterial'] }, key(experts))
    expect([named(missed.parts, 'Missed')?.value, named(missed.parts, 'Named, not there')?.value, missed.verdict]).toEqual(['Venous', 'Arterial', 'notYet'])
    expect(missed.whatToChange).toBe('Add Venous and leave out Arterial.')
    expect(score({ kind: 'namePattern', patterns: ['venous', 'intraArticular', 'epidural'] }, key(experts)).verdict).toBe('accepted')
    expect(score({ kind: 'namePattern', patterns: ['venous'] }, key(experts.slice(0, 1))).verdict).toBe('notAssessed')
  })
})

describe('experts are persons', () => {
  const abort: QuizAnswer = { kind: 'injectOrAbort', decision: 'abort' }, inject: QuizAnswer = { kind: 'injectOrAbort', decision: 'inject' }
  const decided = (...experts: readonly ExpertAnswer[]) => named(score(abort, key(experts)).parts, 'Decision')

  it('who answers twice the same counts once, however the name is typed: two persons who differ do not agree', () => {
    expect(decided(by('Dr A', abort), by(' dr  a', abort), by('Dr B', inject))).toMatchObject({ accepted: 'experts do not agree', state: 'notAssessed' })
    expect(decided(by('Dr A', abort), by('DR A', abort))).toMatchObject({ accepted: '1 expert only', state: 'notAssessed' })
    expect(decided(by('Dr A', abort), by('Dr A', abort), by('Dr B', abort), by('Dr C', inject))).toMatchObject({ accepted: 'Abort, 2 of 3', state: 'accepted' })
  })

  it('who answers both ways is told, and neither answer counts', () => {
    expect(decided(by('Dr A', abort), by('dr a', inject), by('Dr B', abort))).toMatchObject({ accepted: '1 expert only; 1 expert answered both ways, not counted', state: 'notAssessed' })
    expect(decided(by('Dr A', abort), by('Dr A', inject), by('Dr B', abort), by('Dr C', abort))).toMatchObject({ accepted: 'Abort; 1 expert answered both ways, not counted', state: 'accepted' })
  })

  it('of patterns too: one person cannot ask for a pattern alone, and what is named both ways asks for nothing', () => {
    const saw = (expert: string, ...patterns: Extract<QuizAnswer, { kind: 'namePattern' }>['patterns']) => by(expert, { kind: 'namePattern', patterns })
    const asked = (...experts: readonly ExpertAnswer[]) => named(score({ kind: 'namePattern', patterns: ['venous'] }, key(experts)).parts, 'Pattern')?.accepted
    expect(asked(saw('Dr A', 'arterial', 'venous'), saw('dr a', 'venous', 'arterial'), saw('Dr B', 'venous'))).toBe('Venous')
    expect(asked(saw('Dr A', 'arterial'), saw('Dr A', 'venous'), saw('Dr B', 'venous'), saw('Dr C', 'venous'))).toBe('Venous; 1 expert answered both ways, not counted')
    expect(asked(saw('Dr A', 'arterial'), saw('Dr A', 'venous'), saw('Dr B', 'venous'))).toBe('1 expert only; 1 expert answered both ways, not counted')
  })

  it('of paths too: the same person under two spellings is no spread', () => {
    const parts = score(path([22, 68, 0], [22, 8, 0]), key([by('Dr A', path([22, 68, 0], [22, 8, 0])), by('dr a ', path([25, 68, 0], [24, 8, 0]))])).parts
    expect(named(parts, 'Sideways')).toMatchObject({ accepted: '1 expert only', state: 'notAssessed' })
  })
})

describe('patterns of images that were made', () => {
  const made = key([by('g', { kind: 'namePattern', patterns: ['arterial'] }, true), by('g', { kind: 'namePattern', patterns: ['arterial', 'intraArticular'] }, true)])
  const verdict = (...patterns: Extract<QuizAnswer, { kind: 'namePattern' }>['patterns']) => score({ kind: 'namePattern', patterns }, made).verdict

  it('ask for the first reading, and let be named what any of them names', () => {
    expect([verdict('arterial'), verdict('arterial', 'intraArticular'), verdict('intraArticular'), verdict('arterial', 'epidural')]).toEqual(['accepted', 'accepted', 'notYet', 'notYet'])
  })
})

describe('a flash', () => {
  const seen = (frame: number, x: number): QuizAnswer => ({ kind: 'findFlash', flash: { frame, pointPx: [x, 100] } })
  const experts = [by('A', seen(12, 200)), by('B', seen(14, 206))]

  it('is measured in frames and pixels from the nearest expert', () => {
    const { parts, whatToChange } = score({ kind: 'findFlash', flash: { frame: 9, pointPx: [197, 104] } }, key(experts))
    expect(named(parts, 'Frame')).toMatchObject({ value: 3, towards: 'early', accepted: 'up to 2', state: 'notYet' })
    expect(named(parts, 'Place')).toMatchObject({ value: 5, unit: 'px', accepted: 'up to 6', state: 'accepted' })
    expect(whatToChange).toBe('Look 3 frames later.')
  })

  it('is right anywhere along the filled vessel, as it is filled on the frame that was marked', () => {
    const streak = { flashStreak: [{ frame: 12, linePx: [[100, 300], [100, 200]] as [number, number][] }, { frame: 13, linePx: [[100, 200], [100, 100]] as [number, number][] }] }
    const truth = key([by('truth', { kind: 'findFlash', flash: { frame: 12, pointPx: [100, 250] } }, true)], streak)
    const off = (frame: number, y: number) => named(score({ kind: 'findFlash', flash: { frame, pointPx: [106, y] } }, truth).parts, 'Place')?.value
    expect([off(12, 295), off(13, 105), off(14, 105)]).toEqual([6, 6, 6])
    expect(off(13, 295)).toBeCloseTo(Math.hypot(6, 95), 9)
  })

  it('that is not there is an answer too', () => {
    const none: QuizAnswer = { kind: 'findFlash', flash: null }
    expect(score(none, key([by('A', none), by('B', none)])).verdict).toBe('accepted')
    expect(score(none, key(experts))).toMatchObject({ verdict: 'notYet', whatToChange: 'Flash: There is one.' })
  })

  const none = by('C', { kind: 'findFlash', flash: null })
  const parts = (answer: QuizAnswer, ...theirs: readonly ExpertAnswer[]) => score(answer, key(theirs)).parts.filter(({ group }) => group === 'answer').map(({ name, accepted, state }) => `${name} ${accepted} ${state}`)

  it('marked where most say there is none is not yet; most who say there is one accept by their places alone', () => {
    expect(parts(seen(12, 200), none, { ...none, expert: 'D' })).toEqual(['Flash There is none notYet'])
    expect(parts(seen(12, 203), ...experts, none)).toEqual(['Flash There is one, 2 of 3 accepted', 'Frame up to 2 accepted', 'Place up to 6 accepted'])
    expect(parts({ kind: 'findFlash', flash: null }, ...experts, none)).toEqual(['Flash There is one, 2 of 3 notYet'])
  })

  it('of two who differ about it is nobody’s, with or without a mark', () => {
    for (const answer of [seen(12, 200), { kind: 'findFlash', flash: null } as const]) expect(parts(answer, by('A', seen(12, 200)), none)).toEqual(['Flash experts do not agree notAssessed'])
  })

  it('of one who marked a place and said there is none is neither', () => {
    expect(parts(seen(30, 400), ...experts, by('C', seen(30, 400)), { ...none, expert: 'c' })).toEqual(['Flash There is one; 1 expert answered both ways, not counted accepted', 'Frame up to 2 notYet', 'Place up to 6 notYet'])
  })

  it('of one expert alone is held against the limits that the educator set, and nothing else', () => {
    const [alone] = experts, limits = { ...noLimits, flashPx: 10, flashFrames: 1 }
    if (alone === undefined) throw new Error('No expert')
    expect(parts(seen(12, 203), alone)).toEqual(['Flash 1 expert only notAssessed', 'Frame 1 expert only notAssessed', 'Place 1 expert only notAssessed'])
    expect([seen(12, 203), seen(15, 203), { kind: 'findFlash', flash: null } as const].map((answer) => score(answer, key([alone], { limits })).verdict)).toEqual(['accepted', 'notYet', 'notAssessed'])
  })
})

describe('a view', () => {
  it('without an angle is not the same view as any other', () => {
    expect(() => viewsApart({ primaryDeg: Number.NaN, secondaryDeg: 0 }, { primaryDeg: 10, secondaryDeg: 0 })).toThrow('no central ray')
  })

  it('is off by the angle between the rays, not by the difference of the angles', () => {
    expect(viewsApart({ primaryDeg: 0, secondaryDeg: 0 }, { primaryDeg: 90, secondaryDeg: 0 })).toBeCloseTo(90, 9)
    expect(viewsApart({ primaryDeg: -179, secondaryDeg: 0 }, { primaryDeg: 179, secondaryDeg: 0 })).toBeCloseTo(2, 9)
    // At 60 degrees cranial a turn of 10 about the long axis is half as far: 2 asin(cos 60 sin 5).
    expect(viewsApart({ primaryDeg: 0, secondaryDeg: 60 }, { primaryDeg: 10, secondaryDeg: 60 })).toBeCloseTo(4.995, 3)
    const experts = [by('A', { kind: 'chooseView', primaryDeg: 170, secondaryDeg: -20 }), by('B', { kind: 'chooseView', primaryDeg: 174, secondaryDeg: -20 })]
    expect(score({ kind: 'chooseView', primaryDeg: 160, secondaryDeg: -20 }, key(experts))).toMatchObject({ verdict: 'notYet', whatToChange: 'Move 10.0° toward LAO.' })
  })
})

describe('choices', () => {
  const lateral = (isTrue: boolean, move: 'rotate' | 'tilt' | null): QuizAnswer => ({ kind: 'trueLateral', isTrue, move })

  it('of a view that is no true lateral asks for the move too', () => {
    const experts = [by('A', lateral(false, 'rotate')), by('B', lateral(false, 'rotate'))]
    expect(score(lateral(false, 'rotate'), key(experts)).verdict).toBe('accepted')
    const tilted = score(lateral(false, 'tilt'), key(experts))
    expect([tilted.parts.map(({ name, state }) => `${name} ${state}`), tilted.whatToChange]).toEqual([['True lateral accepted', 'Move notYet', 'Time notAssessed', 'Edits notAssessed'], 'Move: Rotate.'])
    expect(score(lateral(true, null), key([by('A', lateral(true, null)), by('B', lateral(true, null))])).parts.map(({ name }) => name)).toEqual(['True lateral', 'Time', 'Edits'])
  })

  it('hold what most experts say, and nothing where they do not agree', () => {
    const inject: QuizAnswer = { kind: 'injectOrAbort', decision: 'inject' }, abort: QuizAnswer = { kind: 'injectOrAbort', decision: 'abort' }
    expect(score(inject, key([by('A', inject), by('B', inject), by('C', abort)])).parts[0]).toMatchObject({ accepted: 'Inject, 2 of 3', state: 'accepted' })
    expect(score(inject, key([by('A', inject), by('B', abort)])).parts[0]).toMatchObject({ accepted: 'experts do not agree', state: 'notAssessed' })
    expect(score({ kind: 'whichSide', side: 'LEFT' }, key([by('truth', { kind: 'whichSide', side: 'RIGHT' }, true)]))).toMatchObject({ verdict: 'notYet', whatToChange: 'Side: RIGHT.' })
    expect(score({ kind: 'isCalibrated', basis: 'detector' }, key([by('truth', { kind: 'isCalibrated', basis: 'detector' }, true)])).verdict).toBe('accepted')
  })
})
