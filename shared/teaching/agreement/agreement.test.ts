import { describe, expect, it } from 'vitest'
import { cohenKappa } from './cohenKappa.ts'
import { confusionByClass, contingencyOf } from './contingency.ts'
import { gwetAc1, ratingsOfTable } from './gwetAc1.ts'

/** Two chart abstractors, three kinds of pregnancy visit: a data set of the R package irrCAC by Gwet, with its printed results. */
const abstractors = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
const visits = ['Ectopic', 'AIU', 'NIU']
/** Two judges, three diagnoses, 200 patients: Cohen, Psychol Bull 1968, of which 1960 has the unweighted coefficient. */
const judges = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]

describe('Cohen’s kappa', () => {
  it('is what Cohen printed for two judges: 0.492, and 0.348 with his weights', () => {
    const disagreement = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
    expect(cohenKappa(judges)?.value).toBeCloseTo(0.492, 3)
    expect(cohenKappa(judges, disagreement.map((row) => row.map((weight) => 1 - weight / 6)))?.value).toBeCloseTo(0.348, 3)
  })

  it('has the value, the error and the interval that irrCAC prints: 0.7964094, 0.05891072, 0.680 to 0.913', () => {
    const kappa = cohenKappa(abstractors)
    expect(kappa?.value).toBeCloseTo(0.7964094, 6)
    expect(kappa?.standardError).toBeCloseTo(0.05891072, 3)
    expect([kappa?.from.toFixed(2), kappa?.to.toFixed(3)]).toEqual(['0.68', '0.913'])
  })

  it('is 0.67 for two clinicians who found the same in 22 and 11 of 39 patients: Sim and Wright, Phys Ther 2005', () => {
    expect(cohenKappa([[22, 2], [4, 11]])?.value).toBeCloseTo(0.67, 2)
  })

  it('weights what lies apart: hand-computed for three grades', () => {
    // Margins 0.5, 0.3, 0.2 of both. Linear: po = 0.8 + 0.2/2 = 0.9, pe = 0.38 + (0.3 + 0.12)/2 = 0.59; quadratic: 0.8 + 0.2 · 3/4 and 0.38 + 0.42 · 3/4.
    const table = [[4, 1, 0], [1, 2, 0], [0, 0, 2]]
    expect(cohenKappa(table, 'linear')?.value).toBeCloseTo((0.9 - 0.59) / (1 - 0.59), 9)
    expect(cohenKappa(table, 'quadratic')?.value).toBeCloseTo((0.95 - 0.695) / (1 - 0.695), 9)
  })

  it('is not given where nothing can be told: no item, one category, both always the same', () => {
    expect([cohenKappa([[0, 0], [0, 0]]), cohenKappa([[5]]), cohenKappa([[5, 0], [0, 0]])]).toEqual([null, null, null])
  })
})

describe('Gwet’s AC1', () => {
  it('does not fall where nearly all is of one kind, as kappa does: 0.94 against −0.02, Gwet 2002', () => {
    const table = [[118, 5], [2, 0]]
    expect(gwetAc1(ratingsOfTable(table, ['yes', 'no']), ['yes', 'no'])?.value).toBeCloseTo(0.9408, 3)
    expect(cohenKappa(table)?.value).toBeCloseTo(-0.0234, 3)
  })

  it('has the value, the error and the interval that irrCAC prints of two abstractors: 0.8493305, 0.04321747, about 0.76 to 0.94', () => {
    const ac1 = gwetAc1(ratingsOfTable(abstractors, visits), visits)
    expect(ac1?.value).toBeCloseTo(0.8493305, 6)
    // The formula for tables of two divides by n, that for any number of readers by n - 1: the wider one is given.
    expect((ac1?.standardError ?? Number.NaN) * Math.sqrt(99 / 100)).toBeCloseTo(0.04321747, 6)
    expect([ac1?.from.toFixed(2), ac1?.to.toFixed(2)]).toEqual(['0.76', '0.94'])
  })

  it('has what Gwet prints of four readers who left some out: 0.77544, 0.14295, 0.461 to 1 (2014)', () => {
    const four: readonly (readonly (string | null)[])[] = [
      ['1', '1', null, '1'], ['2', '2', '3', '2'], ['3', '3', '3', '3'], ['3', '3', '3', '3'], ['2', '2', '2', '2'], ['1', '2', '3', '4'],
      ['4', '4', '4', '4'], ['1', '1', '2', '1'], ['2', '2', '2', '2'], [null, '5', '5', '5'], [null, null, '1', '1'], [null, null, '3', null],
    ]
    const ac1 = gwetAc1(four, ['1', '2', '3', '4', '5'])
    expect([ac1?.observed.toFixed(7), ac1?.byChance.toFixed(7), ac1?.value.toFixed(5), ac1?.standardError.toFixed(5)]).toEqual(['0.8181818', '0.1903212', '0.77544', '0.14295'])
    expect([ac1?.from.toFixed(3), ac1?.to]).toEqual(['0.461', 1])
  })

  it('has what Gwet prints of six psychiatrists and 15 patients: 0.4448007, 0.08418757, 0.264 to 0.625', () => {
    const counts = [[0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1]]
    const kinds = ['depression', 'personality', 'schizophrenia', 'neurosis', 'other']
    const ac1 = gwetAc1(counts.map((row) => row.flatMap((count, k) => Array.from({ length: count }, () => kinds[k] ?? ''))), kinds)
    expect(ac1?.value).toBeCloseTo(0.4448007, 6)
    expect(ac1?.standardError).toBeCloseTo(0.08418757, 6)
    expect([ac1?.from.toFixed(3), ac1?.to.toFixed(3)]).toEqual(['0.264', '0.625'])
  })
})

describe('the confusion of classes', () => {
  it('says what each class was taken for, and leaves out what one of the two did not answer', () => {
    const table = contingencyOf([['a', 'a'], ['a', 'b'], ['a', 'b'], ['b', 'b'], ['b', null], [null, 'a']], ['a', 'b', 'c'])
    expect(table).toEqual([[1, 2, 0], [0, 1, 0], [0, 0, 0]])
    expect(confusionByClass(table, ['a', 'b', 'c'])).toEqual([
      { category: 'a', items: 3, agreed: 1 / 3, takenFor: [{ category: 'b', items: 2 }] }, { category: 'b', items: 1, agreed: 1, takenFor: [] }, { category: 'c', items: 0, agreed: null, takenFor: [] },
    ])
  })
})
