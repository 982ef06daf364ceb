import { describe, expect, it } from 'vitest'
import { barrelCheck, imageDeviation } from './imageNeedle.ts'

const square = { perColumn: 1, perRow: 1 }

describe('a needle on one picture', () => {
  it.each<[string, Parameters<typeof imageDeviation>, unknown]>([
    ['on its plan', [{ entry: [100, 0], target: [100, 100] }, { hub: [100, 10], tip: [100, 100] }, square], { angleDeg: 0, along: 0, across: 0 }],
    ['short of the target', [{ entry: [100, 0], target: [100, 100] }, { hub: [100, 10], tip: [100, 80] }, square], { angleDeg: 0, along: -20, across: 0 }],
    ['beside it and beyond', [{ entry: [100, 0], target: [100, 100] }, { hub: [103, 10], tip: [103, 104] }, square], { angleDeg: 0, along: 4, across: 3 }],
    ['at 45 degrees', [{ entry: [100, 0], target: [100, 100] }, { hub: [200, 0], tip: [100, 100] }, square], { angleDeg: 45, along: 0, across: 0 }],
    ['in millimetres of pixels that are not square', [{ entry: [100, 0], target: [100, 100] }, { hub: [200, 0], tip: [104, 100] }, { perColumn: 0.5, perRow: 0.25 }], { angleDeg: expect.closeTo(Math.atan(48 / 25) * 180 / Math.PI, 6), along: 0, across: 2 }],
    ['of one point', [{ entry: [100, 0], target: [100, 100] }, { hub: [100, 99], tip: [100, 100] }, square], null],
  ])('%s', (_, input, expected) => {
    const found = imageDeviation(...input)
    expect(found === null ? null : { ...found, along: found.along + 0, across: found.across + 0 }).toEqual(expected)
  })

  it.each<[string, Parameters<typeof barrelCheck>, unknown]>([
    ['on its tip', [{ hub: [10, 10], tip: [11, 12] }, 0.718, 0.225], { kind: 'onTip', widthPx: expect.closeTo(3.19, 2) }],
    ['beside its tip', [{ hub: [10, 10], tip: [14, 10] }, 0.718, 0.225], { kind: 'offTip', apartPx: 4 }],
    ['without a gauge', [{ hub: [10, 10], tip: [14, 10] }, null, 0.225], { kind: 'notJudged' }],
    ['without a size', [{ hub: [10, 10], tip: [14, 10] }, 0.718, null], { kind: 'notJudged' }],
  ])('has its hub %s', (_, input, expected) => { expect(barrelCheck(...input)).toMatchObject(expected as object) })
})
