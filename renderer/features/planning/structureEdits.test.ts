import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { clearanceRows, missingOf, openCautions, recordClearances, tooNearWords } from './clearances.ts'
import { withPlan } from './planEdits.ts'
import { hasArtery, searchOf } from './waysIn/useWaysIn.ts'
import { drawnOtherwise, freeName, shownStructures, tagOf, withoutStructure, withStructure, withVariantsAnswer } from './structureEdits.ts'

const ID = '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11'
const PLAN = '3b1c3f9e-7a55-4a53-9a8e-2d5b2a0f4d01'
const artery: PlannedStructure = {
  id: ID, seriesUid: '1.2', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'Vertebral artery', uncertaintyMm: 1, drawnBy: 'x', drawnAtIso: '2026-11-22T10:00:00.000Z',
  shape: { form: 'tube', points: [{ pointLpsMm: [30, 6, -20], radiusMm: 2 }, { pointLpsMm: [30, 6, 20], radiusMm: 2 }] },
}
const plan: VolumePlan = {
  kind: 'volume', planId: PLAN, name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [0, 0, 0], targetLpsMm: [60, 0, 0], needle: { gauge: 22, lengthMm: 90 },
  acknowledgedCautions: [{ structureId: ID, by: 'x', atIso: '2026-11-22T10:00:00.000Z' }],
}
const document: CaseDocument = { ...emptyCaseDocument, plans: [plan], planAccepted: { planId: PLAN, atIso: '2026-11-22T10:00:00.000Z' }, planning: { ...emptyCaseDocument.planning, structures: [artery] } }
const noSide = { targetLpsMm: null, side: null, midlineXMm: null }
const open = (of: CaseDocument): readonly string[] => {
  const [first] = of.plans
  return first?.kind === 'volume' ? openCautions(first, clearanceRows(first, of.planning.structures, [])).map(({ structure }) => structure.name) : []
}

describe('a caution that was acknowledged', () => {
  it('stays so while path and structure stay', () => {
    expect(open(document)).toEqual([])
    expect(open(withPlan(document, { ...plan, name: 'Path B' }))).toEqual([])
  })

  it.each([['entry', { entryLpsMm: [0, 1, 0] as [number, number, number] }], ['needle', { needle: { gauge: 20, lengthMm: 90 } }]])('is open again when the %s changes', (_what, change) => {
    expect(open(withPlan(document, { ...plan, ...change }))).toEqual(['Vertebral artery'])
  })

  it('is open again when the structure is drawn otherwise, and the plan is no longer accepted', () => {
    const drawn = withStructure(document, ID, (each) => ({ ...each, uncertaintyMm: 2 }))
    expect(open(drawn)).toEqual(['Vertebral artery'])
    expect(drawn.planAccepted).toBeNull()
  })

  it('stays so when the answer about the artery’s variants changes, but the plan wants to be accepted with it', () => {
    const answered = withVariantsAnswer(document, 'no')
    expect([answered.planning.arteryVariantsLookedFor, answered.planAccepted, open(answered)]).toEqual(['no', null, []])
    const accepted = { ...answered, planAccepted: document.planAccepted }
    expect(withVariantsAnswer(accepted, 'no')).toBe(accepted)
    expect(withVariantsAnswer(accepted, 'yes').planAccepted).toBeNull()
  })

  it('takes the acceptance back when the structure is taken away: it is then not assessed', () => {
    const without = withoutStructure(document, ID)
    expect(without.planning.structures).toEqual([])
    expect(without.planAccepted).toBeNull()
  })
})

describe('whose drawing it is', () => {
  const later = { operator: 'Dr B. Weber', atIso: '2026-11-22T11:00:00.000Z', drawnFrom: undefined }

  it('is of whoever changed it last, at that time', () => {
    expect(drawnOtherwise(artery, artery.shape, later)).toMatchObject({ drawnBy: 'Dr B. Weber', drawnAtIso: later.atIso })
    expect(drawnOtherwise(artery, artery.shape, { ...later, operator: '' })).toMatchObject({ drawnBy: 'x', drawnAtIso: later.atIso })
  })

  it('says that it was grown, also after a point of it was moved by hand', () => {
    const grown = drawnOtherwise(artery, artery.shape, { ...later, drawnFrom: 'values' })
    expect(drawnOtherwise(grown, artery.shape, later).drawnFrom).toBe('values')
    expect(drawnOtherwise(artery, artery.shape, later).drawnFrom).toBeUndefined()
  })
})

describe('the operator’s own structures', () => {
  it('are never two of one name, and go by it in small views', () => {
    expect([freeName('Other structure', []), freeName('Other structure', [{ name: 'Other structure' }, { name: 'Other structure 2' }])]).toEqual(['Other structure', 'Other structure 3'])
    expect([tagOf({ kind: 'other', name: 'Occipital artery' }), tagOf(artery)]).toEqual(['Occipital ar', 'VA'])
  })
})

it('a path without a needle, or without an end, has no clearance; never a number', () => {
  for (const change of [{ needle: null }, { entryLpsMm: null }]) expect(clearanceRows({ ...plan, ...change }, [artery], [])[0]?.state).toMatchObject({ kind: 'notAssessed' })
})

it('a record keeps each clearance as it was shown, and what was not assessed as such', () => {
  expect(recordClearances(clearanceRows(plan, [artery], []), missingOf([artery], noSide))).toEqual([
    { kind: 'vertebralArtery', name: 'Vertebral artery', distanceMm: expect.closeTo(6 - 2 - 0.359, 2), leastMm: expect.closeTo(6 - 3 - 0.359, 2), level: 'stop' },
    ...['Thecal sac', 'C2 nerve root', 'Internal carotid'].map((name) => ({ kind: expect.any(String), name, distanceMm: null, leastMm: null, level: 'notAssessed' })),
  ])
})

it('names what nobody has drawn', () => {
  expect(missingOf([artery], noSide).map(({ kind }) => kind)).toEqual(['thecalSac', 'c2Root', 'internalCarotid'])
})

it('a record names the side of an artery that nobody drew, where only the other one is drawn', () => {
  const missing = missingOf([artery], { targetLpsMm: [-20, 0, 0], side: 'RIGHT', midlineXMm: 0 })
  expect(missing[0]).toEqual({ kind: 'vertebralArtery', side: 'RIGHT', why: 'only the one of the other side is drawn' })
  expect(recordClearances([], missing)[0]).toEqual({ kind: 'vertebralArtery', name: 'Vertebral artery, RIGHT', distanceMm: null, leastMm: null, level: 'notAssessed' })
})

describe('a drawing that the needle meets while nobody has said how exact it is', () => {
  const across: PlannedStructure = { ...artery, uncertaintyMm: null, shape: { form: 'tube', points: [{ pointLpsMm: [30, 0, -20], radiusMm: 2 }, { pointLpsMm: [30, 0, 20], radiusMm: 2 }] } }
  it('is a stop, open until somebody answers, and kept as such', () => {
    const rows = clearanceRows({ ...plan, acknowledgedCautions: [] }, [across], [])
    expect(rows[0]?.state).toMatchObject({ kind: 'assessed', level: 'stop', alongMm: 30 })
    expect(openCautions({ ...plan, acknowledgedCautions: [] }, rows)).toHaveLength(1)
    expect(recordClearances(rows, [])).toEqual([{ kind: 'vertebralArtery', name: 'Vertebral artery', distanceMm: expect.closeTo(-2.359, 2), leastMm: null, level: 'stop' }])
  })
  it('is none that the ways in go through', () => {
    const search = searchOf({ ...plan, targetLpsMm: [45, 0, 0] }, [across, { ...artery, id: 'b', uncertaintyMm: null }], document)
    expect(search?.structures.map(({ id, margin }) => [id, margin])).toEqual([[ID, { stopMm: 0, cautionMm: 0 }], ['b', { stopMm: 0, cautionMm: 0 }]])
    expect(search?.notAssessed).toBe(3 + 2)
    expect(hasArtery(plan, [across], document)).toBe(false)
    expect(hasArtery({ ...plan, targetLpsMm: [30, 0, 0] }, [artery], document)).toBe(true)
    expect(hasArtery({ ...plan, targetLpsMm: [-20, 0, 0] }, [artery], document)).toBe(false)
  })
})

it('a drawing that ends beside the needle is asked about as such', () => {
  const stub: PlannedStructure = { ...artery, shape: { form: 'tube', points: [{ pointLpsMm: [30, 6, -40], radiusMm: 2 }, { pointLpsMm: [30, 6, -20], radiusMm: 2 }] } }
  const rows = clearanceRows({ ...plan, acknowledgedCautions: [] }, [stub], [])
  expect(rows.map(tooNearWords)).toEqual(['the drawing of Vertebral artery ends there'])
  expect(recordClearances(rows, [])).toMatchObject([{ level: 'caution', endsThere: true }])
})

it('shows the points under the hand in place of the saved ones, and only those of the series', () => {
  const live = { structureId: ID, shape: { form: 'tube' as const, points: [] } }
  expect(shownStructures(document, live, '1.2')[0]?.shape).toEqual({ form: 'tube', points: [] })
  expect(shownStructures(document, live, '9.9')).toEqual([])
})
