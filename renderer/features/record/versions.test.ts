import { describe, expect, it } from 'vitest'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { buildEvents, createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { removedAt, undoSecondsLeft, versionsOf } from './versions.ts'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'

function recordOf(...bodies: Parameters<typeof buildEvents>[0]) {
  const events = buildEvents(bodies)
  const state = reduceRecord(events)
  if (state === null) throw new Error('The record has no beginning.')
  return { events, state }
}

describe('a deleted picture', () => {
  it('has the time of its last deletion, and none once it is back', () => {
    const { events, state } = recordOf(
      createdBody, keyImageBody(A), keyImageBody(B), { kind: 'keyImageRemoved', keyImageId: A }, { kind: 'keyImageRestored', keyImageId: A }, { kind: 'keyImageRemoved', keyImageId: B }, { kind: 'keyImageRemoved', keyImageId: A },
    )
    expect([...removedAt(state, events)]).toEqual([[A, events[6]?.atIso], [B, events[5]?.atIso]])
    const back = recordOf(createdBody, keyImageBody(A), { kind: 'keyImageRemoved', keyImageId: A }, { kind: 'keyImageRestored', keyImageId: A })
    expect(removedAt(back.state, back.events).size).toBe(0)
  })

  it.each([['2026-11-22T10:00:00.000Z', 60], ['2026-11-22T10:00:00.400Z', 60], ['2026-11-22T10:00:59.000Z', 1], ['2026-11-22T10:01:00.000Z', 0], ['2026-11-23T10:00:00.000Z', 0], ['2026-11-22T09:00:00.000Z', 60]])('can be taken back in its place at %s for %d s more', (nowIso, seconds) => {
    expect(undoSecondsLeft('2026-11-22T10:00:00.000Z', new Date(nowIso))).toBe(seconds)
  })
  it('that never was deleted has no seconds', () => { expect(undoSecondsLeft(undefined, new Date())).toBe(0) })
})

describe('the versions of a record', () => {
  it('are all that happened, newest first, and bring back what is deleted now, once', () => {
    const { events, state } = recordOf(createdBody, keyImageBody(A), { kind: 'keyImageRemoved', keyImageId: A }, { kind: 'keyImageRestored', keyImageId: A }, { kind: 'keyImageRemoved', keyImageId: A })
    const versions = versionsOf(state, events, [])
    expect(versions.map(({ words }) => words.replace(/,.*:/, ':'))).toEqual(['Key image 1: deleted', 'Key image 1: brought back', 'Key image 1: deleted', 'Key image 1: saved', 'Record begun, LEFT C1-2'])
    expect(versions.map(({ restores }) => restores)).toEqual([A, null, null, null, null])
  })
})
