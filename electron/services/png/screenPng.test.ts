import { crc32, deflateSync } from 'node:zlib'
import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { unpackScreenPng } from './screenPng.ts'

const [COLUMNS, ROWS] = [7, 11]

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** Lines whose bytes are of no pattern, each under one of the five filters in turn or all under one. */
function png(channels: 3 | 4, filterOf: (row: number) => number, more: readonly Buffer[] = []): Uint8Array {
  const lines = Uint8Array.from({ length: ROWS * (1 + COLUMNS * channels) }, (_, at) => (at % (1 + COLUMNS * channels) === 0 ? filterOf(at / (1 + COLUMNS * channels)) : (at * at * 31 + at * 7) % 251))
  const header = Buffer.alloc(13)
  header.writeUInt32BE(COLUMNS)
  header.writeUInt32BE(ROWS, 4)
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  return Buffer.concat([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), ...more, chunk('IDAT', deflateSync(lines)), chunk('IEND', new Uint8Array())])
}

const onBlack = (values: ArrayLike<number>, channels: number): number[] => Array.from({ length: COLUMNS * ROWS * 3 }, (_, at) => {
  const [pixel, colour] = [Math.floor(at / 3), at % 3]
  const alpha = channels === 4 ? Number(values[pixel * 4 + 3]) / 255 : 1
  return Math.round(Number(values[pixel * channels + colour]) * alpha)
})

describe('a PNG as screens make them', () => {
  it.each([0, 1, 2, 3, 4, 'each in turn'] as const)('has the pixels that another reader finds, filter %s', (filter) => {
    for (const channels of [3, 4] as const) {
      const bytes = png(channels, (row) => (filter === 'each in turn' ? (row + 4) % 5 : filter))
      const picture = unpackScreenPng(bytes)
      expect(picture).toMatchObject({ columns: COLUMNS, rows: ROWS })
      expect(Array.from(picture?.samples ?? [])).toEqual(onBlack(decode(bytes).data, channels))
    }
  })

  it('is left to the other reader when it is of another kind', () => {
    expect(unpackScreenPng(png(3, () => 0, [chunk('tRNS', Uint8Array.from([0, 1, 0, 2, 0, 3]))]))).toBeNull()
  })

  it('is not read when a byte was lost or a filter does not exist', () => {
    const whole = png(3, () => 4)
    expect(unpackScreenPng(whole.subarray(0, -1))).toBeNull()
    expect(unpackScreenPng(png(3, () => 5))).toBeNull()
  })
})
