import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'

/** What a picture on paper needs at most: 85 mm at 300 dots an inch. */
const MOST_COLUMNS = 1000

/** A picture as a PDF keeps it: three samples a pixel, packed. */
export type PaperImage = { readonly columns: number; readonly rows: number; readonly packed: Uint8Array }

const packedBy = promisify(deflate)

/** A picture for the page: as small as paper needs, without transparency, each pixel the mean of those it stands for. */
export async function pictureForPaper(picture: RgbPicture): Promise<PaperImage> {
  const { columns, rows, samples } = picture.columns <= MOST_COLUMNS ? picture : shrunk(picture, MOST_COLUMNS)
  return { columns, rows, packed: await packedBy(samples, { level: 4 }) }
}

function shrunk({ columns, rows, samples }: RgbPicture, width: number): RgbPicture {
  const height = Math.max(1, Math.round(rows * width / columns))
  const small = new Uint8Array(width * height * 3)
  const [across, down] = [edges(columns, width), edges(rows, height)]
  let to = 0
  for (let row = 0; row < height; row += 1) {
    const [top, bottom] = [down.from[row] ?? 0, down.to[row] ?? 0]
    for (let column = 0; column < width; column += 1, to += 3) {
      const [from, end] = [across.from[column] ?? 0, across.to[column] ?? 0]
      let [red, green, blue] = [0, 0, 0]
      for (let y = top; y < bottom; y += 1) {
        for (let x = from, at = 3 * (y * columns + from); x < end; x += 1, at += 3) {
          red += samples[at] ?? 0
          green += samples[at + 1] ?? 0
          blue += samples[at + 2] ?? 0
        }
      }
      const count = (bottom - top) * (end - from)
      small[to] = red / count
      small[to + 1] = green / count
      small[to + 2] = blue / count
    }
  }
  return { columns: width, rows: height, samples: small }
}

/** Which of `many` each of `few` stands for: from one, before another. */
function edges(many: number, few: number): { readonly from: Int32Array; readonly to: Int32Array } {
  const from = Int32Array.from({ length: few }, (_, at) => Math.floor(at * many / few))
  return { from, to: from.map((begin, at) => Math.max(begin + 1, Math.floor((at + 1) * many / few))) }
}
