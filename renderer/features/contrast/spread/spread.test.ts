import { describe, expect, it } from 'vitest'
import { caseDocument, emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { SpreadAnswer } from '#renderer/workers/contrastMessages.ts'
import { middleOf, outlinesOf, widthLine, withOutlines, withoutPoint, withPoint } from './spreadEdits.ts'
import { spreadFigures } from './spreadFigures.ts'

const KEY = '1.2.3/0'
const square = [[10, 10], [30, 10], [30, 20], [10, 20]] as const

describe('outlines of a run', () => {
  it('are kept with the case, each without the others', () => {
    const document = withOutlines(withOutlines(emptyCaseDocument, KEY, { of: 'peak', spread: [square, [[0, 0], [1, 1]]] }), KEY, { joint: square, midline: [[20.123456, 0], [20, 511]] })
    expect(outlinesOf(document, KEY)).toEqual({ of: 'peak', threshold: null, spread: [square], joint: square, midline: [[20.12, 0], [20, 511]] })
    expect(caseDocument.parse(document)).toEqual(document)
    expect(outlinesOf(document, '1.2.3/1').of).toBeNull()
  })

  it('have points that go elsewhere or away, and lines that go with their third point', () => {
    expect(withPoint([square], 0, 1, [40, 5])[0]?.[1]).toEqual([40, 5])
    expect(withoutPoint([square], 0, 1)[0]?.length).toBe(3)
    expect(withoutPoint([[[0, 0], [1, 0], [0, 1]], square], 0, 1)).toEqual([square])
  })

  it('are as wide as their farthest points lie apart', () => {
    const [a, b] = widthLine(square) ?? [[0, 0], [0, 0]]
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeCloseTo(Math.hypot(20, 10), 6)
    expect(middleOf(square)).toEqual([20, 15])
    expect(widthLine([[1, 1], [2, 2]])).toBeNull()
  })
})

const none = (reason: string) => ({ value: null, reason }) as const
const have = <T>(value: T) => ({ value, reason: null }) as const
const extent = { px: 85, from: [0, 0], to: [85, 0], mm: none('no pixel size'), ofJointWidth: none('no joint') } as const
const answer: SpreadAnswer = {
  threshold: 0.1, proposedThreshold: 0.1, thresholds: [0.02, 1], outline: [square], vesselLike: [], direction: { towards: [1, 0], distancePx: 20, words: null },
  measures: { areaPx: 1840, areaMm2: none('no pixel size'), longest: extent, farthestFromTip: null, shareOutsideJoint: none('Draw the outline'), crossesMidline: none('Mark the midline'), reachesEdge: false },
}
const figure = (given: SpreadAnswer, name: string, hasOrigin = true) => spreadFigures(given, hasOrigin).find((one) => one.name === name)

describe('what is told of a spread', () => {
  it('is in pixels where nothing is calibrated, by the joint where that is outlined, and in millimetres with a badge alone', () => {
    expect(figure(answer, 'Area')).toMatchObject({ value: '1840 px', needsBadge: false })
    expect(figure(answer, 'Longest extent')).toMatchObject({ value: '85 px', needsBadge: false })
    expect(figure({ ...answer, measures: { ...answer.measures, longest: { ...extent, ofJointWidth: have(1.254) } } }, 'Longest extent')).toMatchObject({ value: '1.25 × joint width', needsBadge: false })
    const calibrated = { ...answer, measures: { ...answer.measures, areaMm2: have(31.24), longest: { ...extent, mm: have(17.06), ofJointWidth: have(1.254) } } }
    expect([figure(calibrated, 'Area'), figure(calibrated, 'Longest extent')]).toMatchObject([{ value: '31.2 mm²', needsBadge: true }, { value: '17.1 mm', needsBadge: true }])
  })

  it('has a direction in words only where the side is confirmed and something is marked to set out from', () => {
    expect(figure(answer, 'Direction')).toMatchObject({ value: null, reason: expect.stringMatching(/Nobody has said/) })
    expect(figure(answer, 'Direction', false)).toMatchObject({ value: null, reason: expect.stringMatching(/set out/) })
    expect(figure({ ...answer, direction: { towards: [1, 0], distancePx: 20, words: 'towards LEFT' } }, 'Direction')).toMatchObject({ value: 'towards LEFT' })
  })

  it('says why where it cannot be told, and nothing at all of an empty outline', () => {
    expect([figure(answer, 'Outside the joint'), figure(answer, 'Midline')]).toMatchObject([{ value: null, reason: 'Draw the outline' }, { value: null, reason: 'Mark the midline' }])
    expect(spreadFigures({ ...answer, measures: { ...answer.measures, areaPx: 0 } }, true)).toEqual([{ name: 'Area', value: null, reason: expect.stringMatching(/Nothing is above/), needsBadge: false }])
  })
})
