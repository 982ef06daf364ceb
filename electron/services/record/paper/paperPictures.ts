import { crc32, deflateSync } from 'node:zlib'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'

/** What a picture on paper needs at most: 85 mm at 300 dots an inch. */
const MOST_COLUMNS = 1000

/** A picture for the page: as small as paper needs, without transparency, each pixel the mean of those it stands for. */
export function pictureForPaper(picture: RgbPicture): Uint8Array {
  return encodeRgb(picture.columns <= MOST_COLUMNS ? picture : shrunk(picture, MOST_COLUMNS))
}

function shrunk({ columns, rows, samples }: RgbPicture, width: number): RgbPicture {
  const height = Math.max(1, Math.round(rows * width / columns))
  const small = new Uint8Array(width * height * 3)
  for (let row = 0; row < height; row += 1) {
    const [top, bottom] = [Math.floor(row * rows / height), Math.max(Math.floor(row * rows / height) + 1, Math.floor((row + 1) * rows / height))]
    for (let column = 0; column < width; column += 1) {
      const [from, to] = [Math.floor(column * columns / width), Math.max(Math.floor(column * columns / width) + 1, Math.floor((column + 1) * columns / width))]
      let [red, green, blue] = [0, 0, 0]
      for (let y = top; y < bottom; y += 1) {
        for (let x = from, at = 3 * (y * columns + from); x < to; x += 1, at += 3) {
          red += samples[at] ?? 0
          green += samples[at + 1] ?? 0
          blue += samples[at + 2] ?? 0
        }
      }
      const count = (bottom - top) * (to - from)
      const to3 = 3 * (row * width + column)
      small[to3] = red / count
      small[to3 + 1] = green / count
      small[to3 + 2] = blue / count
    }
  }
  return { columns: width, rows: height, samples: small }
}

/** A PNG of three samples a pixel, which a PDF takes in as it is. @source PNG (ISO/IEC 15948), 5 and 11.2 */
function encodeRgb({ columns, rows, samples }: RgbPicture): Uint8Array {
  const lines = new Uint8Array(rows * (columns * 3 + 1))
  for (let row = 0; row < rows; row += 1) lines.set(samples.subarray(row * columns * 3, (row + 1) * columns * 3), row * (columns * 3 + 1) + 1)
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, columns)
  view.setUint32(4, rows)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 4 })), chunk('IEND', new Uint8Array())])
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
