import { expect, test } from 'vitest'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { buildEvents, createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { movedBy, movedTo, orderedKeyImages, placesOf, suggestedFillings } from './slots.ts'

const [A, B, C] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333']
const underFluoroscopy: RecordEventBody = { kind: 'noteWritten', note: { section: 'technique', content: { ...emptySections.technique, guidance: ['fluoroscopy'] } } }
const stateOf = (...bodies: readonly RecordEventBody[]) => {
  const state = reduceRecord(buildEvents([createdBody, keyImageBody(A), keyImageBody(B), keyImageBody(C), underFluoroscopy, ...bodies]))
  if (state === null) throw new Error('The record has no beginning.')
  return state
}
const ids = (images: readonly { readonly keyImageId: string }[]) => images.map(({ keyImageId }) => keyImageId)

test('key images stand in the order that was given, new ones after them, deleted ones nowhere', () => {
  expect(ids(orderedKeyImages(stateOf({ kind: 'keyImagesOrdered', keyImageIds: [C, A] })))).toEqual([C, A, B])
  expect(ids(orderedKeyImages(stateOf({ kind: 'keyImagesOrdered', keyImageIds: [C, A] }, { kind: 'keyImageRemoved', keyImageId: A })))).toEqual([C, B])
})

test('one is moved by keys and by hand; past the ends nothing moves', () => {
  const images = orderedKeyImages(stateOf())
  expect(movedBy(images, B, -1)).toEqual([B, A, C])
  expect(movedBy(images, B, 1)).toEqual([A, C, B])
  expect(movedBy(images, A, -1)).toEqual([A, B, C])
  expect(movedTo(images, C, A)).toEqual([C, A, B])
})

test('a place is filled, left out with a reason, or open with what is suggested first', () => {
  const state = stateOf({ kind: 'keyImageSlotGiven', slot: 'apNeedle', keyImageId: A, reason: '' }, { kind: 'keyImageSlotGiven', slot: 'lateralNeedle', keyImageId: null, reason: 'C-arm could not turn' }, { kind: 'keyImageSlotGiven', slot: 'contrastRun', keyImageId: A, reason: '' })
  const suggested = new Map([[A, 'apNeedle'], [B, 'lateralContrast'], [C, 'apContrast']] as const)
  const places = placesOf(state, suggested)
  expect(places.map((place) => [place.slot, place.kind, place.kind === 'open' ? ids(place.offered)[0] : place.kind === 'filled' ? place.isRepeated : place.reason])).toEqual([
    ['apNeedle', 'filled', false], ['lateralNeedle', 'reason', 'C-arm could not turn'], ['apContrast', 'open', C], ['lateralContrast', 'open', B], ['contrastRun', 'filled', true],
  ])
  expect(suggestedFillings(places, suggested).map(({ slot, image }) => [slot, image.keyImageId])).toEqual([['apContrast', C], ['lateralContrast', B]])
})

test('a place whose picture was deleted is open again; one picture is suggested for one place only', () => {
  const state = stateOf({ kind: 'keyImageSlotGiven', slot: 'apNeedle', keyImageId: A, reason: '' }, { kind: 'keyImageRemoved', keyImageId: A })
  const suggested = new Map([[B, 'apNeedle'], [C, 'apNeedle']] as const)
  expect(placesOf(state, suggested)[0]?.kind).toBe('open')
  expect(suggestedFillings(placesOf(state, suggested), suggested)).toHaveLength(1)
})
