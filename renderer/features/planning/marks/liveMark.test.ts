import { describe, expect, it } from 'vitest'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { placeInBand } from '#shared/planning/targetBand.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { withHeldMark } from './liveMark.ts'
import { bandOf, jointLineOf, withMark, withoutLandmark } from './markEdits.ts'

const place = { seriesUid: '1.2', side: 'RIGHT' } as const
const document: CaseDocument = {
  ...emptyCaseDocument,
  planning: {
    ...emptyCaseDocument.planning,
    jointLines: [{ ...place, medialLpsMm: [-10, 0, 0], lateralLpsMm: [-28, 0, 0] }, { seriesUid: '1.2', side: 'LEFT', medialLpsMm: [10, 0, 0], lateralLpsMm: [28, 0, 0] }],
    landmarks: [{ seriesUid: '1.2', kind: 'midline', pointLpsMm: [0, 80, 0] }, { seriesUid: '1.3', kind: 'midline', pointLpsMm: [1, 80, 0] }],
  },
}
const middle = (of: CaseDocument): readonly number[] | undefined => bandOf(jointLineOf(of.planning, place)).band?.middleLpsMm

describe('another joint line', () => {
  const plan: VolumePlan = { kind: 'volume', planId: 'a', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], needle: null, outsideBandKnown: { by: 'Dr A', atIso: '2026-11-22T10:00:00.000Z' } }
  const accepted: CaseDocument = { ...document, plans: [plan], planAccepted: { planId: 'a', atIso: '2026-11-22T10:00:00.000Z' } }

  it('asks again whether the target may lie outside its band, and takes the acceptance back', () => {
    const { plans, planAccepted } = withMark(accepted, place, 'jointLateral', [-30, 0, 0])
    expect([plans[0]?.kind === 'volume' && plans[0].outsideBandKnown, planAccepted]).toEqual([null, null])
  })

  it('is another question only for plans on its series', () => {
    const { plans, planAccepted } = withMark(accepted, { ...place, seriesUid: '1.9' }, 'jointLateral', [-30, 0, 0])
    expect([plans, planAccepted]).toEqual([[plan], accepted.planAccepted])
  })

  it.each([
    ['marked', withMark(accepted, place, 'midline', [20, 80, 9]), null], ['removed', withoutLandmark(accepted, '1.2', 'midline'), null],
    ['marked on another series', withMark(accepted, { ...place, seriesUid: '1.9' }, 'midline', [20, 80, 9]), accepted.planAccepted],
  ])('takes the acceptance back as a landmark does that is %s, and what was said of the band stays', (_name, { plans, planAccepted }, left) => {
    expect([plans, planAccepted]).toEqual([[plan], left])
  })
})

describe('a mark under the hand', () => {
  it('takes the band along, and only the one of its own side', () => {
    expect(middle(document)).toEqual([-25, 0, 0])
    const held = withHeldMark(document, { place, name: 'jointLateral', point: [-40, 6, 0] })
    expect(middle(held)).toEqual([-35, 5, 0])
    const { band } = bandOf(jointLineOf(held.planning, place))
    expect(band === null ? null : placeInBand([-25, 0, 0], band).inBand).toBe(false)
    expect(jointLineOf(held.planning, { ...place, side: 'LEFT' })).toEqual(document.planning.jointLines[1])
  })

  it('gives no band where it is dragged to the wrong side of the other end', () => {
    const held = withHeldMark(document, { place, name: 'jointLateral', point: [-2, 0, 0] })
    expect(bandOf(jointLineOf(held.planning, place))).toMatchObject({ band: null, why: expect.stringContaining('lies further to the RIGHT') })
  })

  it('is the landmark of its series', () => {
    const { landmarks } = withHeldMark(document, { place, name: 'midline', point: [3, 81, 2] }).planning
    expect(landmarks.map(({ seriesUid, pointLpsMm }) => [seriesUid, pointLpsMm])).toEqual([['1.3', [1, 80, 0]], ['1.2', [3, 81, 2]]])
  })

  it('does not come back when an undo took it away meanwhile', () => {
    expect(withHeldMark(document, { place, name: 'inion', point: [3, 81, 2] })).toBe(document)
    expect(withHeldMark(emptyCaseDocument, { place, name: 'jointMedial', point: [3, 81, 2] })).toBe(emptyCaseDocument)
    expect(withHeldMark(document, null)).toBe(document)
  })
})
