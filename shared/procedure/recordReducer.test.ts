import { describe, expect, it } from 'vitest'
import { buildEvents, createdBody, keyImageBody, RECORD_ID } from '#test/builders/recordEvents.ts'
import type { RecordEventBody } from './recordEvents.ts'
import { recordEventBody, recordState } from './recordEvents.ts'
import { reduceRecord } from './recordReducer.ts'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'
const reduce = (...bodies: readonly RecordEventBody[]) => reduceRecord(buildEvents(bodies))
const figures = { lengthMm: 65.8, inPlaneDeg: 9.5, craniocaudalDeg: 22.3, lengthPx: null }
const plan = {
  kind: 'volume' as const, planId: A, name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2.3.1', frameOfReferenceUid: null,
  entryLpsMm: [30, 75, -25] as [number, number, number], targetLpsMm: [20, 15, 0] as [number, number, number], needle: null,
}
const assessment = { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [4], patterns: ['venous' as const], vesselFilling: 'yes' as const, decision: 'abort' as const, comment: '' }

describe('a record', () => {
  it('of no events is none, and so is one that nothing created', () => {
    expect(reduceRecord([])).toBeNull()
    expect(reduce(keyImageBody(A))).toBeNull()
  })

  it('begins with who it is of', () => {
    expect(reduce(createdBody)).toEqual({
      recordId: RECORD_ID, caseId: 'case-1', patientId: 'AX-0001', issuer: null, patientName: 'SAMPLE^ANNA', birthDate: '1968-03-14', sex: 'F',
      studyUid: '1.2.3', seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2',
      createdAtIso: '2026-11-22T10:00:00.000Z', updatedAtIso: '2026-11-22T10:00:00.000Z', events: 1, keyImages: [], acceptedPlan: null, assessments: [],
    })
  })

  it('adds up what was said, later words standing beside or over earlier ones, and fits its schema', () => {
    const state = reduce(
      createdBody, keyImageBody(A), keyImageBody(B, 'Path B'),
      { kind: 'keyImageRemoved', keyImageId: A }, { kind: 'captionChanged', keyImageId: B, caption: 'Tip' },
      { kind: 'planAccepted', plan, figures }, { kind: 'contrastAssessed', assessment }, { kind: 'contrastAssessed', assessment: { ...assessment, decision: 'reposition' } },
      { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' },
    )
    expect(state).toMatchObject({
      side: 'RIGHT', events: 9, updatedAtIso: '2026-11-22T10:00:08.000Z',
      keyImages: [{ keyImageId: A, removed: true, addedAtIso: '2026-11-22T10:00:01.000Z', actor: 'Dr B. Weber', side: 'LEFT' }, { keyImageId: B, removed: false, caption: 'Tip' }],
      acceptedPlan: { plan, figures, atIso: '2026-11-22T10:00:05.000Z' },
      assessments: [{ assessment: { decision: 'abort' } }, { assessment: { decision: 'reposition' } }],
    })
    expect(recordState.safeParse(state).success).toBe(true)
  })

  it('keeps with an accepted plan whether the artery’s variants were looked for, and of one without an answer says nothing', () => {
    const accepted = { kind: 'planAccepted' as const, plan, figures }
    for (const answer of ['yes', 'no'] as const) expect(reduce(createdBody, { ...accepted, arteryVariantsLookedFor: answer })?.acceptedPlan?.arteryVariantsLookedFor).toBe(answer)
    const silent = reduce(createdBody, accepted)
    expect(silent?.acceptedPlan).not.toHaveProperty('arteryVariantsLookedFor')
    // Read and written again, an event from before the answer was kept has the bytes that its hash is of.
    expect(JSON.stringify(recordEventBody.parse(accepted))).toBe(JSON.stringify(accepted))
    expect(recordState.safeParse(silent).success).toBe(true)
  })

  it('keeps with a key image who ticked its run as a true view, and reads one of which nothing is said', () => {
    const trueView = { view: 'lateral' as const, ticks: ['ramiSuperimposed' as const, 'pillarsSuperimposed' as const], by: 'Dr B. Weber', atIso: '2026-11-22T10:00:00.000Z' }
    const state = reduce(createdBody, { ...keyImageBody(A), trueView }, keyImageBody(B))
    expect(state?.keyImages.map((image) => image.trueView)).toEqual([trueView, undefined])
    expect(recordState.safeParse(state).success).toBe(true)
  })

  it('gives a removed key image back where it was', () => {
    const state = reduce(createdBody, keyImageBody(A), keyImageBody(B), { kind: 'keyImageRemoved', keyImageId: A }, { kind: 'keyImageRestored', keyImageId: A })
    expect(state?.keyImages.map(({ keyImageId, removed }) => [keyImageId, removed])).toEqual([[A, false], [B, false]])
  })

  it.each<{ body: RecordEventBody }>([
    { body: { kind: 'keyImageRemoved', keyImageId: B } }, { body: { kind: 'keyImageRestored', keyImageId: B } },
    { body: { kind: 'captionChanged', keyImageId: B, caption: 'x' } }, { body: keyImageBody(A, 'again') }, { body: { ...createdBody, side: 'RIGHT' } },
  ])('only counts an event that does not fit it ($body.kind)', ({ body }) => {
    const before = reduce(createdBody, keyImageBody(A))
    expect(reduce(createdBody, keyImageBody(A), body)).toEqual({ ...before, events: 3, updatedAtIso: '2026-11-22T10:00:02.000Z' })
  })
})
