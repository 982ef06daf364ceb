import { describe, expect, it } from 'vitest'
import { practiceCase } from '#sample-dicom/practice/practiceCase.ts'
import { practiceTruth } from '#sample-dicom/practice/practiceTruth.ts'
import { practiceTasks } from '#shared/teaching/practice.ts'
import { firstChoice, practiceAsked, type PracticeChoice } from './practiceChoice.ts'

const seeds = Array.from({ length: 60 }, (_, seed) => seed)
const madeBy = (choice: Partial<PracticeChoice>) => seeds.map((seed) => practiceCase(practiceAsked({ ...firstChoice, ...choice }, seed)))
const setOf = <Item>(items: readonly Item[]) => new Set(items)

describe('what can be chosen for practice', () => {
  it('reaches every kind, every difficulty and both sides, one by one and left to the seed', () => {
    expect(setOf(madeBy({ kind: 'any' }).map(({ task }) => task))).toEqual(new Set(practiceTasks))
    expect(practiceTasks.map((kind) => practiceCase(practiceAsked({ ...firstChoice, kind }, 3)).task)).toEqual([...practiceTasks])
    for (const kind of practiceTasks) expect(setOf(madeBy({ kind }).map(({ difficulty, sample }) => `${sample.side}${String(difficulty)}`)).size).toBe(10)
    for (const difficulty of ['1', '2', '3', '4', '5'] as const) expect(setOf(madeBy({ difficulty }).map((made) => made.difficulty))).toEqual(new Set([Number(difficulty)]))
    for (const [side, letter] of [['LEFT', 'L'], ['RIGHT', 'R']] as const) expect(setOf(madeBy({ side }).map(({ sample }) => sample.side))).toEqual(new Set([letter]))
  })

  it('reaches every variant of the artery, the medial one where a target is asked for, also left to the seed', () => {
    const variants = (choice: Partial<PracticeChoice>) => setOf(madeBy(choice).flatMap((practice) => practiceTruth(practice).variant))
    expect(variants({ kind: 'target' })).toEqual(new Set(['high loop of the vertebral artery', 'medial vertebral artery']))
    expect(variants({ kind: 'target', difficulty: '5' })).toEqual(new Set(['medial vertebral artery']))
  })

  it('never chooses the side where it is asked or may be, nor the contrast', () => {
    for (const kind of ['still', 'any'] as const) expect(setOf(madeBy({ kind, side: 'LEFT' }).map(({ sample }) => sample.side))).toEqual(new Set(['L', 'R']))
    expect(Object.keys(practiceAsked({ ...firstChoice, kind: 'run', side: 'LEFT', clock: 'short' }, 3))).not.toContain('pattern')
  })
})
