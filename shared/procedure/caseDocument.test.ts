import { describe, expect, it } from 'vitest'
import { caseDocument, emptyCaseDocument } from './caseDocument.ts'

const PLAN = {
  kind: 'volume', planId: '7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a11', name: 'Plan A', colour: '#00aaff', seriesUid: '1.2.3',
  frameOfReferenceUid: null, entryLpsMm: [30, 75, -25], targetLpsMm: [20, 15, 0], needle: { gauge: 22, lengthMm: 90 },
}

describe('a case document', () => {
  it('written before planning had marks still loads, with its plan unchanged and nothing answered', () => {
    const { planning, ...earlier } = emptyCaseDocument
    const loaded = caseDocument.parse({ ...earlier, plans: [PLAN] })
    expect(loaded.plans).toEqual([PLAN])
    expect(loaded.planning).toEqual(planning)
    expect(loaded.planning.arteryVariantsLookedFor).toBeNull()
  })

  it('written before ANTERIOR was asked of lateral runs still loads, with its LEFT as answered', () => {
    const { projectionAnterior, ...study } = emptyCaseDocument.study
    const loaded = caseDocument.parse({ ...emptyCaseDocument, study: { ...study, projectionLeft: { '1.2.3': 'screenEnd' } } })
    expect(loaded.study).toMatchObject({ projectionLeft: { '1.2.3': 'screenEnd' }, projectionAnterior })
    expect(projectionAnterior).toEqual({})
  })

  it('written before it was kept which runs were seen still loads, with its decision and no run taken for seen', () => {
    const { runs, patterns, vesselFilling, comment } = emptyCaseDocument.contrast
    const loaded = caseDocument.parse({ ...emptyCaseDocument, contrast: { runs, patterns, vesselFilling, comment, decision: 'inject' } })
    expect(loaded.contrast).toEqual({ ...emptyCaseDocument.contrast, decision: 'inject' })
  })

  it('written before turned planes were kept still loads, with every plane upright; a turn by no right angle is refused', () => {
    const { planeTurns, ...earlier } = emptyCaseDocument
    expect(caseDocument.parse(earlier).planeTurns).toEqual(planeTurns)
    const turned = (rotationDeg: number): unknown => ({ ...emptyCaseDocument, planeTurns: { '1.2.3': { coronal: { flippedHorizontally: true, rotationDeg } } } })
    expect([90, 45].map((degrees) => caseDocument.safeParse(turned(degrees)).success)).toEqual([true, false])
  })

  it('keeps what was drawn, and refuses a stop margin wider than the caution margin', () => {
    const structure = {
      id: PLAN.planId, seriesUid: '1.2.3', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'Artery, RIGHT', uncertaintyMm: 1,
      drawnBy: 'A', drawnAtIso: '2026-01-01T10:00:00.000Z', shape: { form: 'tube', points: [{ pointLpsMm: [1, 2, 3], radiusMm: 2 }] },
    }
    const document = { ...emptyCaseDocument, planning: { ...emptyCaseDocument.planning, structures: [structure] } }
    expect(caseDocument.parse(document).planning.structures).toEqual([structure])
    const margins = [{ kind: 'cord', stopMm: 5, cautionMm: 2 }]
    expect(caseDocument.safeParse({ ...document, planning: { ...document.planning, margins } }).success).toBe(false)
  })
})
