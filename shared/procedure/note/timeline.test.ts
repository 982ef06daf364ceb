import { describe, expect, it } from 'vitest'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { AP_NEEDLE_ID, completeBodies } from '#test/builders/completeNote.ts'
import { buildEvents, RECORD_ID } from '#test/builders/recordEvents.ts'
import { timelineOf } from './timeline.ts'

const arrived = [{ seriesUid: '1.2.3.1', name: 'XA run 1', atIso: '2026-11-22T09:59:00.000Z' }]
const wordsOf = (bodies: readonly RecordEventBody[]): readonly string[] => {
  const events = buildEvents(bodies)
  const state = reduceRecord(events)
  return state === null ? [] : timelineOf(state, events, arrived, []).map(({ from, words }) => `${from}: ${words}`)
}

describe('what happened', () => {
  it('comes from the app and from people, in order of time', () => {
    expect(wordsOf([...completeBodies, { kind: 'happeningNoted', happeningId: RECORD_ID, happenedAtIso: '2026-11-22T09:45:00.000Z', words: 'Skin anaesthetic' }])).toEqual([
      'operator: Pain score, Before', 'operator: Time-out', 'operator: Skin anaesthetic', 'operator: Pain score, 15 min', 'app: Images arrived: XA run 1', 'app: Record begun, LEFT C1-2', 'app: Contrast: Inject', 'app: Key image 1: AP',
    ])
  })
  it('leaves out a picture that was deleted and a second signature', () => {
    const signature = { userId: RECORD_ID, name: 'Dr B. Weber', role: 'operator' as const, signedHash: '0'.repeat(64) }
    const words = wordsOf([...completeBodies, { kind: 'keyImageRemoved', keyImageId: AP_NEEDLE_ID }, { kind: 'signed', signature }, { kind: 'signed', signature: { ...signature, name: 'Dr C' } }])
    expect(words.filter((one) => /Key image|Signed/.test(one))).toEqual(['app: Signed by Dr B. Weber'])
  })
})
