import { describe, expect, it } from 'vitest'
import { fittingNeedle, proposedCatalogue } from './needleCatalogue.ts'
import { planningMarks, emptyPlanningMarks } from './planningMarks.ts'

describe('the needle catalogue', () => {
  it.each([[59.6, 70], [60.1, 90], [80, 90], [80.1, 120], [145, null]])('has for a path of %d mm one of %s mm', (path, lengthMm) => {
    expect(fittingNeedle(proposedCatalogue, 22, path)?.lengthMm ?? null).toBe(lengthMm)
  })

  it('offers no needle of another gauge', () => {
    expect(fittingNeedle([{ name: 'long', gauge: 25, lengthMm: 150 }], 22, 60)).toBeNull()
  })

  it('spans the procedure’s needles, and can be kept as a department’s own', () => {
    expect([Math.min(...proposedCatalogue.map(({ gauge }) => gauge)), Math.max(...proposedCatalogue.map(({ gauge }) => gauge))]).toEqual([18, 27])
    expect([Math.min(...proposedCatalogue.map(({ lengthMm }) => lengthMm)), Math.max(...proposedCatalogue.map(({ lengthMm }) => lengthMm))]).toEqual([50, 150])
    expect(planningMarks.safeParse({ ...emptyPlanningMarks, catalogue: proposedCatalogue }).success).toBe(true)
  })
})
