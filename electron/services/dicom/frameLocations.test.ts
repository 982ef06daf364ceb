import { describe, expect, it } from 'vitest'
import { encapsulatedPixelData } from '#test/builders/dicomBytes.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { locateEncapsulatedFrames, locateNativeFrames, type ReadAt } from './frameLocations.ts'

const start = (...rest: number[]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...rest])
const more = (...rest: number[]): Uint8Array => Uint8Array.from([1, 2, ...rest])

function locate(bytes: Uint8Array, frames: number, extended: readonly number[] = []) {
  const readAt: ReadAt = (offset, length) => bytes.slice(offset, offset + length)
  const found = locateEncapsulatedFrames(readAt, 12, bytes.length, frames, extended)
  if (!found.ok) return found.error.code
  return found.value.kind === 'encapsulated' ? found.value.frames.map((spans) => spans.map(([, length]) => length)) : null
}

describe('frames of encapsulated pixels', () => {
  it.each<[string, Uint8Array, number, readonly (readonly number[])[]]>([
    ['one frame of many fragments', encapsulatedPixelData([], [start(), more(), more()]), 1, [[2, 2, 2]]],
    ['a fragment a frame, no table', encapsulatedPixelData([], [start(0, 0), start()]), 2, [[4], [2]]],
    ['fragments by the table', encapsulatedPixelData([0, 20], [more(), more(), more(9, 9)]), 2, [[2, 2], [4]]],
    ['fragments by where code streams begin', encapsulatedPixelData([], [start(), more(), start(), more(), more()]), 2, [[2, 2], [2, 2, 2]]],
    ['a table that does not fit, code streams that do', encapsulatedPixelData([0, 7], [start(), more(), start()]), 2, [[2, 2], [2]]],
    ['no delimiter at the end', encapsulatedPixelData([], [start(), start()], false), 2, [[2], [2]]],
  ])('%s', (_, bytes, frames, lengths) => {
    expect(locate(bytes, frames)).toEqual(lengths)
  })

  it('believes an extended offset table', () => {
    expect(locate(encapsulatedPixelData([], [more(), more(), more()]), 2, [0, 10])).toEqual([[2], [2, 2]])
  })

  it('refuses pieces that nothing assigns, and a last piece that is cut', () => {
    expect(locate(encapsulatedPixelData([], [more(), more(), more()]), 2)).toBe('BROKEN_HEADER')
    expect(locate(encapsulatedPixelData([], [start(), start(1, 2, 3, 4)], false).subarray(0, -3), 2)).toBe('TRUNCATED')
  })
})

it('notices that native pixels end before their last frame', () => {
  const image = describePixels({ rows: 4, columns: 4, frames: 3 })
  expect(locateNativeFrames(image, 100, 196).ok).toBe(true)
  expect(locateNativeFrames(image, 100, 195)).toMatchObject({ ok: false, error: { code: 'TRUNCATED' } })
})
