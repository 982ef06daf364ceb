import { describe, expect, it } from 'vitest'
import { doseOf, jointVolumeMl, type DrugGiven } from './drugGiven.ts'

const drug = (figures: Partial<DrugGiven>): DrugGiven => ({ name: 'Dexamethasone', place: 'joint', strengthMgPerMl: null, volumeMl: null, doseMg: null, particulate: 'no', isSteroid: true, lot: '', ...figures })

describe('a dose', () => {
  it('follows from any two of its figures', () => {
    expect(doseOf(drug({ strengthMgPerMl: 4, volumeMl: 0.5 }))).toEqual({ kind: 'complete', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 2, computed: 'dose' })
    expect(doseOf(drug({ strengthMgPerMl: 4, doseMg: 2 }))).toEqual({ kind: 'complete', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 2, computed: 'volume' })
    expect(doseOf(drug({ volumeMl: 0.5, doseMg: 2 }))).toEqual({ kind: 'complete', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 2, computed: 'strength' })
    expect(doseOf(drug({ volumeMl: 0.5 }))).toEqual({ kind: 'open' })
  })

  it('of three figures that do not agree is not believed', () => {
    expect(doseOf(drug({ strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 4 }))).toEqual({ kind: 'disagree', expectedDoseMg: 2 })
    expect(doseOf(drug({ strengthMgPerMl: 3, volumeMl: 0.33, doseMg: 1 }))).toMatchObject({ kind: 'complete', computed: null })
  })
})

describe('the volume in the joint', () => {
  it('counts contrast and drugs and not what went into the skin', () => {
    const drugs = [drug({ volumeMl: 0.5 }), drug({ place: 'contrast', strengthMgPerMl: 240, doseMg: 72 }), drug({ place: 'skin', volumeMl: 1 })]
    expect(jointVolumeMl(drugs)).toBeCloseTo(0.8, 12)
  })

  it('is not known while one of its volumes is not', () => {
    expect(jointVolumeMl([drug({ volumeMl: 0.5 }), drug({})])).toBeNull()
    expect(jointVolumeMl([])).toBe(0)
  })
})
