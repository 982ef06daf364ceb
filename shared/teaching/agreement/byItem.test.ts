import { describe, expect, it } from 'vitest'
import { agreementByItem } from './byItem.ts'
import { cohenKappa } from './cohenKappa.ts'
import { contingencyOf } from './contingency.ts'
import { gwetAc1, ratingsOfTable } from './gwetAc1.ts'

type Pair = readonly [expert: string, learner: string]
const times = (count: number, pair: Pair): readonly Pair[] => Array.from({ length: count }, () => pair)
/** 20 items of two readers, half of each kind: 8 both yes, 8 both no, 2 and 2 that they read differently. */
const twenty = [...times(8, ['yes', 'yes']), ...times(8, ['no', 'no']), ...times(2, ['yes', 'no']), ...times(2, ['no', 'yes'])]
const categories = ['yes', 'no']
const kappa = (pairs: readonly Pair[]) => cohenKappa(contingencyOf(pairs, categories))
const ac1 = (pairs: readonly Pair[]) => gwetAc1(ratingsOfTable(contingencyOf(pairs, categories), categories), categories)
const one = (): number => 1
/** Printed for 19 degrees of freedom. */
const T_975 = 2.093

describe('the interval by item, worked by hand', () => {
  it('of kappa: 0.6, 0.208 to 0.992', () => {
    // All: po = 16/20, pe = 1/2. Without an item that agrees (16 of them): po = 15/19, both readers say yes in 9 and no in 10 of 19,
    // pe = (81 + 100)/361 = 181/361, kappa = (285 − 181)/(361 − 181) = 26/45. Without one that does not (4): po = 16/19,
    // pe = (90 + 90)/361, kappa = (304 − 180)/(361 − 180) = 124/181. Over 40725 = 45 · 181 · 5 these are 23530 and 27900, their mean
    // is (16 · 23530 + 4 · 27900)/20 = 24404, they lie 874 below and 3496 = 4 · 874 above it:
    // se² = 19/20 · (16 + 4 · 16) · 874² / 40725² = 76 · 874² / 40725². Fleiss's formula for whole samples says 0.179 here.
    const found = agreementByItem(twenty, one, kappa)
    const standardError = (874 * Math.sqrt(76)) / 40725
    expect(found).toMatchObject({ value: expect.closeTo(0.6, 12), items: 20, answers: 20 })
    expect(found?.interval?.standardError).toBeCloseTo(standardError, 12)
    expect(standardError).toBeCloseTo(0.187, 3)
    expect([found?.interval?.from, found?.interval?.to]).toEqual([expect.closeTo(0.6 - T_975 * standardError, 9), expect.closeTo(0.6 + T_975 * standardError, 9)])
    expect([found?.interval?.from.toFixed(3), found?.interval?.to.toFixed(3), kappa(twenty)?.standardError.toFixed(3)]).toEqual(['0.208', '0.992', '0.179'])
  })

  it('of AC1: 0.6, 0.220 to 0.980', () => {
    // Without an item that agrees: yes in 9/19 of all ratings, pe = 2 · 9 · 10/361, AC1 = (285 − 180)/(361 − 180) = 105/181. Without one
    // that does not: yes in half of them, AC1 = (16/19 − 1/2)/(1/2) = 13/19. Over 17195 = 181 · 19 · 5 these are 9975 and 11765, their
    // mean is 10333, they lie 358 below and 1432 = 4 · 358 above it: se² = 76 · 358² / 17195².
    const found = agreementByItem(twenty, one, ac1)
    expect(found?.value).toBeCloseTo(0.6, 12)
    expect(found?.interval?.standardError).toBeCloseTo((358 * Math.sqrt(76)) / 17195, 12)
    expect([found?.interval?.from.toFixed(3), found?.interval?.to.toFixed(3)]).toEqual(['0.220', '0.980'])
  })

  it('of a mean is that of the textbook: standard deviation over the root of n', () => {
    // Shares 0.2, 0.4, 0.6, 0.6, 0.8 of five items: mean 0.52, squares of the deviations 0.1024 + 0.0144 + 0.0064 + 0.0064 + 0.0784 = 0.208.
    const share = (items: readonly number[]) => { const value = items.reduce((sum, each) => sum + each, 0) / items.length; return { value, observed: value, byChance: 0, standardError: 0, from: 0, to: 1, items: items.length } }
    const found = agreementByItem([0.2, 0.4, 0.6, 0.6, 0.8], () => 10, share)
    expect([found?.value, found?.answers, found?.interval?.standardError]).toEqual([expect.closeTo(0.52, 12), 50, expect.closeTo(Math.sqrt(0.208 / 4) / Math.sqrt(5), 12)])
  })
})
