import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { practiceMade, type PracticeRequest } from '#shared/teaching/practice.ts'
import { scoreAnswer } from '#shared/teaching/scoring/scoreAnswer.ts'
import { projectPoint } from '#shared/projection/cArm.ts'
import { runSeconds } from '../case-definitions/exposures.ts'
import { forEachAmount } from '../contrast/pattern.ts'
import { contrastPattern } from '../contrast/patterns.ts'
import { fieldRadiusPx, views } from '../fluoroscopy/views.ts'
import { buildPhantom } from '../phantom/rows.ts'
import { jointTruth } from '../truth/anatomyTruth.ts'
import { distanceToRow, leastAlong } from '../truth/distanceToRow.ts'
import { makePractice } from './makePractice.ts'
import { practiceCase } from './practiceCase.ts'
import { practicePaths } from './practicePaths.ts'
import { practiceTruth } from './practiceTruth.ts'

const truthOf = (request: Partial<PracticeRequest>) => practiceTruth(practiceCase({ seed: 7, detail: 'coarse', ...request }))

describe('a case for practice', () => {
  it('is told by its request alone, and other seeds give other cases', () => {
    expect(truthOf({ seed: 7 })).toEqual(truthOf({ seed: 7 }))
    const many = Array.from({ length: 24 }, (_, seed) => truthOf({ seed, difficulty: 3 }))
    expect(new Set(many.map(({ teachingCaseId }) => teachingCaseId)).size).toBe(24)
    expect([new Set(many.map(({ side }) => side)).size, new Set(many.flatMap(({ variant }) => variant)).size]).toEqual([2, 1])
    expect(truthOf({ side: 'LEFT' }).side).toBe('LEFT')
  })

  it('draws kind, contrast, difficulty and side evenly, and none of them can be told from the digits of a seed', () => {
    const made = Array.from({ length: 1000 }, (_, seed) => practiceCase({ seed, task: 'run', detail: 'coarse' }))
    const kinds = made.map(({ seed }) => practiceCase({ seed, task: 'any', detail: 'coarse' }).task)
    const shares = (words: readonly (string | number | null)[]) => Object.values(Object.groupBy(words, String)).map((of) => (of?.length ?? 0) / words.length)
    const even = (words: readonly (string | number | null)[], of: number): void => {
      expect(shares(words)).toHaveLength(of)
      for (const share of shares(words)) expect(Math.abs(share - 1 / of)).toBeLessThan(4 * Math.sqrt((1 / of) * (1 - 1 / of) / words.length))
    }
    const patternOf = ({ sample }: (typeof made)[number]) => sample.spread
    even(made.map(patternOf), 5)
    even(made.map(({ difficulty }) => difficulty), 5)
    even(made.map(({ sample }) => sample.side), 2)
    even(kinds, 6)
    for (let digit = 0; digit < 10; digit++) even(made.filter(({ seed }) => seed % 10 === digit).map(patternOf), 5)
    for (const pattern of ['arthrogram', 'arteryFlash'] as const) even(made.filter((one) => patternOf(one) === pattern).map(({ difficulty }) => difficulty), 5)
  })

  it('is the same whether its contrast was drawn or asked for', () => {
    const drawn = practiceCase({ seed: 6, task: 'run', detail: 'coarse' })
    if (drawn.sample.spread === null) throw new Error('No contrast')
    expect(truthOf({ seed: 6, pattern: drawn.sample.spread }).teachingCaseId).toBe(practiceTruth(drawn).teachingCaseId)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('has a truth that its own score accepts, seed %i', (seed) => {
    const made = practiceMade.parse(truthOf({ seed, difficulty: 3 }))
    const [question] = made.questions, [key] = made.keys
    if (question === undefined || key === undefined) throw new Error('No question')
    expect(key.structures.map(({ kind, shape }) => [kind, shape.form === 'painted' ? shape.voxels > 100 : shape.points.length > 5])).toEqual([['vertebralArtery', true], ['thecalSac', true], ['c2Root', true]])
    for (const { answer } of key.experts) {
      const score = scoreAnswer(question, key, { questionId: question.questionId, answer, confidence: 5, elapsedMs: 1000, edits: 2 })
      expect(score.parts.filter(({ state }) => state === 'notYet' || state === 'never')).toEqual([])
      expect(score.verdict).toBe('accepted')
    }
  })

  it('teaches no way that comes nearer than the margins, however hard it is; where the artery leaves none, a target is asked for and it is said', () => {
    for (const difficulty of [1, 2, 3, 4, 5] as const) {
      for (let seed = 0; seed < 40; seed++) {
        const { parameters, side } = practiceCase({ seed, difficulty, detail: 'coarse' }).sample
        for (const { least } of practicePaths(buildPhantom(parameters), side, jointTruth(parameters, side).targetOnLineLpsMm)) expect([least.vertebralArtery >= 5, least.thecalSac >= 4, least.c2Root >= 1]).toEqual([true, true, true])
      }
    }
    const { parameters, side } = practiceCase({ seed: 7, task: 'target', difficulty: 5, detail: 'coarse' }).sample
    expect(() => practicePaths(buildPhantom(parameters), side, jointTruth(parameters, side).targetOnLineLpsMm)).toThrow('Take another seed')
    expect(truthOf({ task: 'target', difficulty: 5 })).toMatchObject({ variant: ['medial vertebral artery'], teachingPoints: [expect.any(String), expect.stringContaining('behind the joint')] })
  })

  it('knows the frame of an arterial flash, and that other runs have none', () => {
    const flash = (pattern: PracticeRequest['pattern']) => truthOf({ pattern }).keys[0]?.experts[0]?.answer
    expect(flash('arteryFlash')).toMatchObject({ kind: 'findFlash', flash: { frame: expect.any(Number) } })
    expect(flash('arthrogram')).toEqual({ kind: 'findFlash', flash: null })
    expect(truthOf({ pattern: 'capsularLeak' }).questions.map(({ kind }) => kind)).toEqual(['findFlash', 'namePattern'])
  })

  const patterns = ['arthrogram', 'arteryFlash', 'epidural', 'capsularLeak', 'venousRunOff'] as const
  it.each(patterns)('of a run with %s has a truth that its own score accepts, every reading of it', (pattern) => {
    for (const seed of [1, 7, 9]) {
      const { questions, keys, findings } = practiceMade.parse(truthOf({ seed, pattern }))
      const verdicts = keys.flatMap((key) => key.experts.map(({ answer }) => {
        const question = questions.find(({ questionId }) => questionId === key.questionId)
        return question === undefined ? null : scoreAnswer(question, key, { questionId: key.questionId, answer, confidence: 5, elapsedMs: 1000, edits: 2 }).verdict
      }))
      expect([verdicts.length >= questions.length, new Set(verdicts), findings.startsWith('Made as: ')]).toEqual([true, new Set(['accepted']), true])
    }
  })

  it('shows its flash at other frames and places from seed to seed', () => {
    const flashes = Array.from({ length: 20 }, (_, seed) => {
      const answer = truthOf({ seed, pattern: 'arteryFlash', side: 'LEFT' }).keys[0]?.experts[0]?.answer
      if (answer?.kind !== 'findFlash' || answer.flash === null) throw new Error('No flash')
      return answer.flash
    })
    expect(new Set(flashes.map(({ frame }) => frame)).size).toBeGreaterThan(7)
    const columns = flashes.map(({ pointPx: [column] }) => column)
    expect(Math.max(...columns) - Math.min(...columns)).toBeGreaterThan(40)
  })

  it.each([1, 6, 11, 16])('takes a flash as found wherever contrast lies in its artery, on the frame that was marked, seed %i', (seed) => {
    const { sample } = practiceCase({ seed, pattern: 'arteryFlash', detail: 'coarse' })
    const { questions: [question], keys: [key] } = truthOf({ seed, pattern: 'arteryFlash' })
    if (question === undefined || key === undefined) throw new Error('No flash')
    expect((key.flashStreak ?? []).length).toBeGreaterThan(1)
    const artery = contrastPattern('arteryFlash', sample.side, sample.parameters, sample.flash).filter(({ name }) => name === 'vertebralArtery')
    const place = (frame: number, pointPx: [number, number]) => scoreAnswer(question, key, { questionId: question.questionId, answer: { kind: 'findFlash', flash: { frame, pointPx } }, confidence: 5, elapsedMs: 1000, edits: 0 }).parts.find(({ name }) => name === 'Place')
    for (const { frame } of key.flashStreak ?? []) {
      let all = 0, found = 0, at = 0
      forEachAmount(artery, runSeconds[frame] ?? Number.NaN, (x, y, z, amount) => {
        const pixel = projectPoint(views.PA, [x, y, z])
        if (pixel === null || Math.hypot(pixel[0] - 255.5, pixel[1] - 255.5) > fieldRadiusPx || at++ % 40 !== 0) return
        all += amount
        if (place(frame, [pixel[0], pixel[1]])?.state === 'accepted') found += amount
      })
      expect(found / all).toBeGreaterThan(0.95)
    }
    const [column, row] = key.flashStreak?.[0]?.linePx[0] ?? [Number.NaN, Number.NaN]
    expect(place(key.flashStreak?.[0]?.frame ?? 0, [column + (column > 255 ? -45 : 45), row])?.state).toBe('notYet')
  })

  const tasks = ['target', 'view', 'lateral', 'still'] as const
  it.each(tasks)('of the task %s is told by its seed, asks what it should, and has a truth that its own score accepts', (task) => {
    const made = Array.from({ length: 12 }, (_, seed) => practiceMade.parse(truthOf({ seed, task })))
    expect(new Set(made.map(({ teachingCaseId }) => teachingCaseId)).size).toBe(12)
    const answers = made.flatMap(({ questions, keys }) => keys.map(({ experts, questionId }) => [questions.find((one) => one.questionId === questionId)?.kind, JSON.stringify(experts[0]?.answer)]))
    expect(Object.fromEntries(Object.entries(Object.groupBy(answers, ([kind]) => kind ?? '')).map(([kind, of]) => [kind, new Set(of?.map(([, answer]) => answer)).size]))).toEqual(
      { target: { placeTarget: 12 }, view: { chooseView: 12 }, lateral: { trueLateral: 3 }, still: { whichSide: 2, isCalibrated: 4 } }[task])
    for (const { questions, keys } of made) {
      for (const question of questions) {
        const key = keys.find(({ questionId }) => questionId === question.questionId)
        for (const { answer } of key?.experts ?? []) expect(key === undefined ? null : scoreAnswer(question, key, { questionId: question.questionId, answer, confidence: 5, elapsedMs: 1000, edits: 2 }).verdict).toBe('accepted')
      }
    }
  })

  it('does not tell the side that it asks for, nor in its header how far a head is turned', () => {
    const still = truthOf({ task: 'still', side: 'LEFT' })
    expect([still.side, /LEFT|RIGHT/.test(`${still.title} ${still.history}`)]).toEqual([null, false])
    const turned = Array.from({ length: 12 }, (_, seed) => practiceCase({ seed, task: 'lateral', detail: 'coarse' }).sample.xa[0]?.images[0]).filter((image) => image?.carm?.primaryDeg !== 90 || image.carm.secondaryDeg !== 0)
    expect(turned.length).toBeGreaterThan(4)
    expect(new Set(turned.map((image) => `${String(image?.stated?.primaryDeg)} ${String(image?.stated?.secondaryDeg)}`))).toEqual(new Set(['90 0']))
    const off = turned.map((image) => Math.hypot((image?.carm?.primaryDeg ?? 90) - 90, image?.carm?.secondaryDeg ?? 0))
    expect([Math.min(...off) >= 5, Math.max(...off) <= 15]).toEqual([true, true])
  })

  it('brings its needle to the target beside every structure, never quite the same way', () => {
    const needles = Array.from({ length: 8 }, (_, seed) => practiceCase({ seed, task: 'view', side: 'LEFT', detail: 'coarse', difficulty: 5 })).map(({ sample }) => ({ sample, needle: sample.needle }))
    expect(new Set(needles.map(({ needle }) => JSON.stringify(needle?.towardsEntry))).size).toBe(8)
    for (const { sample, needle } of needles) {
      const phantom = buildPhantom(sample.parameters)
      const least = (part: string) => (needle === undefined || needle === null ? Number.NaN : leastAlong(distanceToRow(phantom, part), needle.tipLpsMm, needle.towardsEntry, 60))
      expect([least('vaL') > 0.36, least('dura') > 0.36, least('drg') > 0.36]).toEqual([true, true, true])
    }
  })

  it('is written as images alone, without a word of the truth beside them', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'axis-practice-'))
    const shares: number[] = []
    const made = await makePractice({ seed: 3, detail: 'coarse' }, directory, (share) => { shares.push(share) })
    const files = readdirSync(directory, { recursive: true }).map(String)
    expect(files.filter((file) => !file.endsWith('.dcm') && !['case', path.join('case', 'planning')].includes(file))).toEqual([])
    expect(files.filter((file) => file.endsWith('.dcm'))).toHaveLength(made.series[0]?.frames ?? 0)
    expect(shares.at(-1)).toBe(1)
    rmSync(directory, { recursive: true })
  }, 60_000)
})
