import { expect, it } from 'vitest'
import { followOverlays, type LoadedOverlays } from './overlayPlanes.ts'

/** Overlays whose answers come when they are told to. */
function opened() {
  const at = { frame: 0, changes: 0 }
  const waiting = new Map<number, (answer: LoadedOverlays<string>) => void>()
  const overlays = followOverlays<string>(() => String(at.frame), () => new Promise(resolve => { waiting.set(at.frame, resolve) }), () => { at.changes += 1 })
  const answer = async (frame: number, missing = 0): Promise<void> => {
    waiting.get(frame)?.({ pictures: missing > 0 ? [] : [`plane of ${String(frame)}`], missing })
    await Promise.resolve()
  }
  const show = (frame: number): void => {
    at.frame = frame
    overlays.follow()
  }
  return { at, overlays, answer, show }
}

it('a plane of the frame before never lies over the one that is shown', async () => {
  const { overlays, answer, show, at } = opened()
  show(4)
  await answer(4)
  expect(overlays.pictures()).toEqual(['plane of 4'])
  at.frame = 5
  expect(overlays.pictures()).toEqual([])
  overlays.follow()
  expect(overlays.isSettled()).toBe(false)
  await answer(5)
  expect(overlays.pictures()).toEqual(['plane of 5'])
})

it('answers out of turn leave that of the shown frame', async () => {
  const { overlays, answer, show, at } = opened()
  show(4)
  show(5)
  await answer(5)
  await answer(4)
  expect(overlays.pictures()).toEqual(['plane of 5'])
  expect(at.changes).toBe(1)
})

it('what cannot be read is said of its frame', async () => {
  const { overlays, answer, show } = opened()
  show(1)
  await answer(1, 2)
  expect(overlays.words()).toEqual(['2 overlays of the image cannot be read'])
  expect(overlays.isSettled()).toBe(true)
  show(2)
  expect(overlays.words()).toEqual([])
})

it('a closed view hears nothing more', async () => {
  const { overlays, answer, show, at } = opened()
  show(1)
  overlays.close()
  await answer(1)
  expect(at.changes).toBe(0)
})
