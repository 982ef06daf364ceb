import { describe, expect, it } from 'vitest'
import { encapsulatedPixelData } from '#test/builders/dicomBytes.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { locateEncapsulatedFrames, locateNativeFrames, wholeFrames, type ReadAt } from './frameLocations.ts'

const start = (...rest: number[]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...rest])
const more = (...rest: number[]): Uint8Array => Uint8Array.from([1, 2, ...rest])

function locate(bytes: Uint8Array, frames: number, extended: readonly number[] = [], oneFragmentAFrame = false) {
  const readAt: ReadAt = (offset, length) => bytes.slice(offset, offset + length)
  const found = locateEncapsulatedFrames(readAt, 12, bytes.length, { frames, extendedOffsets: extended, oneFragmentAFrame })
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
    expect(locate(encapsulatedPixelData([], [start(1, 2, 3, 4)], false).subarray(0, -3), 2)).toBe('TRUNCATED')
  })

  // Three frames are stated; the end of the file is cut off, or was never written.
  const two = encapsulatedPixelData([], [start(0, 0), start(0xff, 0xd9)], false)
  const cutInThird = encapsulatedPixelData([], [start(0, 0), start(), start(5, 5, 5, 5)], false).subarray(0, -2)
  const table = [0, 20, 30]
  it.each<[string, Uint8Array, readonly (readonly number[])[]]>([
    ['a third that is cut: the two before it', cutInThird, [[4], [2]]],
    ['the cut piece belongs to the second, which is left out', encapsulatedPixelData([], [start(), start(), more(5, 5, 5, 5)], false).subarray(0, -2), [[2]]],
    ['an end right behind a code stream that is closed', two, [[4], [4]]],
    ['an end that may lie within the second', encapsulatedPixelData([], [start(0, 0), start(0, 0)], false), [[4]]],
    ['fewer frames than stated, and the delimiter', encapsulatedPixelData([], [start(), start()]), [[2], [2]]],
    ['pieces by the table, cut within the second', encapsulatedPixelData(table, [more(), more(), more(7, 7)], false).subarray(0, -2), [[2, 2]]],
    ['pieces by the table, cut within the third', encapsulatedPixelData(table, [more(), more(), more(), more(7, 7)], false).subarray(0, -2), [[2, 2], [2]]],
    ['a table whose last frame has no end', encapsulatedPixelData([0, 10, 20], [more(), more(), more()], false), [[2], [2], [2]]],
  ])('shows of a file with %s', (_, bytes, lengths) => {
    expect(locate(bytes, 3)).toEqual(lengths)
  })

  it('takes a piece for a frame only where the standard allows no other way', () => {
    const pieces = encapsulatedPixelData([], [more(), more(), more(9, 9, 9, 9)], false).subarray(0, -2)
    expect([locate(pieces, 3, [], true), locate(pieces, 3)]).toEqual([[[2], [2]], 'TRUNCATED'])
  })
})

it.each<[bytes: number, whole: number | 'TRUNCATED']>([[96, 3], [95, 2], [64, 2], [63, 1], [32, 1], [31, 'TRUNCATED'], [0, 'TRUNCATED']])('of native pixels of 32 bytes a frame, %s bytes are %s whole frames', (bytes, whole) => {
  const located = locateNativeFrames(describePixels({ rows: 4, columns: 4, frames: 3 }), 100, 100 + bytes)
  expect(located.ok ? wholeFrames(located.value, 3) : located.error.code).toBe(whole)
})
