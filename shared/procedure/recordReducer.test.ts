import { describe, expect, it } from 'vitest'
import { buildEvents, createdBody, keyImageBody, RECORD_ID } from '#test/builders/recordEvents.ts'
import { emptyNote, emptySections } from './note/emptyNote.ts'
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
      note: emptyNote, slots: [], keyImageOrder: [], happenings: [], signature: null, countersignature: null, addenda: [],
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

  it('keeps the note in sections, each as it was written last', () => {
    const pain = { ...emptySections.pain, before: { atRest: 7, turning: null, atIso: null } }
    const state = reduce(
      createdBody,
      { kind: 'noteWritten', note: { section: 'pain', content: emptySections.pain } }, { kind: 'noteWritten', note: { section: 'technique', content: { ...emptySections.technique, passes: 2 } } },
      { kind: 'noteWritten', note: { section: 'pain', content: pain } },
    )
    expect(state?.note).toEqual({ ...emptyNote, pain, technique: { ...emptySections.technique, passes: 2 } })
  })

  it('says of each picture of the minimum set what was said last, and tells what happened in the order of its time', () => {
    const state = reduce(
      createdBody, keyImageBody(A),
      { kind: 'keyImageSlotGiven', slot: 'apNeedle', keyImageId: null, reason: 'not taken' }, { kind: 'keyImageSlotGiven', slot: 'apNeedle', keyImageId: A, reason: '' },
      { kind: 'happeningNoted', happeningId: A, happenedAtIso: '2026-11-22T09:50:00.000Z', words: 'Needle out' }, { kind: 'happeningNoted', happeningId: B, happenedAtIso: '2026-11-22T09:40:00.000Z', words: 'Local anaesthetic' },
      { kind: 'happeningNoted', happeningId: RECORD_ID, happenedAtIso: '2026-11-22T09:45:00.000Z', words: 'a slip' }, { kind: 'happeningRemoved', happeningId: RECORD_ID },
    )
    expect(state?.slots).toEqual([{ slot: 'apNeedle', keyImageId: A, reason: '' }])
    expect(state?.happenings.map(({ words }) => words)).toEqual(['Local anaesthetic', 'Needle out'])
  })

  it('is signed once, and only what is signed can be countersigned', () => {
    const signature = { userId: A, name: 'Dr B. Weber', role: 'operator' as const, signedHash: '0'.repeat(64) }
    const second = { ...signature, userId: B, name: 'Dr C. Lang' }
    expect(reduce(createdBody, { kind: 'countersigned', signature: second })?.countersignature).toBeNull()
    const state = reduce(createdBody, { kind: 'signed', signature }, { kind: 'signed', signature: second }, { kind: 'countersigned', signature: second }, { kind: 'addendumWritten', addendumId: A, words: 'Seen again' })
    expect(state).toMatchObject({ signature: { name: 'Dr B. Weber', seq: 1 }, countersignature: { name: 'Dr C. Lang', seq: 3 }, addenda: [{ words: 'Seen again', actor: 'Dr B. Weber' }] })
  })
})
