import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildEvents, createdBody, keyImageBody, RECORD_ID, sha256 } from '#test/builders/recordEvents.ts'
import { canonicalJson } from './canonicalJson.ts'
import { checkChain, eventToLine, NO_PREVIOUS_HASH, type RecordLine } from './recordChain.ts'

const events = buildEvents([createdBody, keyImageBody('11111111-1111-4111-8111-111111111111'), { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' }])
const lines: readonly RecordLine[] = events.map((event) => ({ seq: event.seq, line: eventToLine(event) }))

describe('the chain of a record', () => {
  it('links each event to the one before by the SHA-256 of its canonical JSON without its own hash', () => {
    const [first, second] = events
    if (first === undefined || second === undefined) throw new Error('two events were built')
    const { hash, ...unhashed } = first
    expect(hash).toBe(sha256(canonicalJson(unhashed)))
    expect([first.previousHash, second.previousHash]).toEqual([NO_PREVIOUS_HASH, hash])
  })

  it('holds when nothing was changed, and when it is empty', () => {
    expect(checkChain(RECORD_ID, lines, sha256)).toEqual({ holds: true, events })
    expect(checkChain(RECORD_ID, [], sha256)).toEqual({ holds: true, events: [] })
  })

  it('breaks at the very event in which any one character is changed, added or lost', () => {
    const edits = fc.record({ line: fc.nat(lines.length - 1), at: fc.nat(10_000), character: fc.string({ minLength: 1, maxLength: 1 }), how: fc.constantFrom('change', 'insert', 'remove') })
    fc.assert(fc.property(edits, ({ line: index, at, character, how }) => {
      const original = lines[index]?.line ?? ''
      const place = at % original.length
      const changed = original.slice(0, place) + (how === 'remove' ? '' : character) + original.slice(how === 'insert' ? place : place + 1)
      fc.pre(changed !== original)
      const tampered = lines.map((one) => (one.seq === index ? { ...one, line: changed } : one))
      expect(checkChain(RECORD_ID, tampered, sha256)).toMatchObject({ holds: false, brokenAt: index, events: events.slice(0, index) })
    }), { numRuns: 500 })
  })

  it('breaks when an event is forged whole, with a hash that fits it', () => {
    const forged = buildEvents([createdBody, keyImageBody('11111111-1111-4111-8111-111111111111', 'Path Z')])[1]
    if (forged === undefined) throw new Error('two events were built')
    const tampered = lines.map((one) => (one.seq === 1 ? { seq: 1, line: eventToLine(forged) } : one))
    expect(checkChain(RECORD_ID, tampered, sha256)).toMatchObject({ holds: false, brokenAt: 2, note: 'Event 2 does not follow the event before it.' })
  })

  it('refuses events of another record and says when a newer version wrote them', () => {
    expect(checkChain('99999999-9999-4999-8999-999999999999', lines, sha256)).toMatchObject({ holds: false, brokenAt: 0 })
    const newer = lines.map((one) => (one.seq === 1 ? { ...one, line: one.line.replace('"schemaVersion":1', '"schemaVersion":2') } : one))
    expect(checkChain(RECORD_ID, newer, sha256)).toMatchObject({ holds: false, brokenAt: 1, note: 'An event was written by a newer version of Axis Guide (schema 2).' })
  })

  it('notices a line that is missing', () => {
    expect(checkChain(RECORD_ID, lines.filter(({ seq }) => seq !== 1), sha256)).toMatchObject({ holds: false, brokenAt: 1 })
  })
})
