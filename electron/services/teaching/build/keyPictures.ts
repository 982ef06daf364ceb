import { encode } from 'fast-png'
import { decodePngToRgb } from '#electron/services/record/pngPixels.ts'

/** The colour of the strip that names the patient above every key image. */
const STRIP = [0x14, 0x16, 0x18] as const
/** The strip is a little more than four lines of text; less than this is no strip. */
const LEAST_ROWS = 24

/**
 * A key image without the strip that says whose it is: everything above the first row that does not begin in the colour of
 * the strip, and one row more, which both may share. Null where no strip is found: then the picture does not leave.
 */
export function withoutIdentityStrip(png: Uint8Array): { readonly png: Uint8Array; readonly columns: number; readonly rows: number } | null {
  const picture = decodePngToRgb(png)
  if (picture === null) return null
  const { columns, rows, samples } = picture
  const isStrip = (row: number): boolean => [0, 1, 2].every((column) => STRIP.every((value, colour) => samples[(row * columns + column) * 3 + colour] === value))
  let strip = 0
  while (strip < rows && isStrip(strip)) strip += 1
  if (strip < LEAST_ROWS || strip + 1 >= rows) return null
  const kept = rows - strip - 1
  return { png: encode({ width: columns, height: kept, data: samples.slice((strip + 1) * columns * 3), channels: 3, depth: 8 }), columns, rows: kept }
}
