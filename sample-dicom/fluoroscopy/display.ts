import type { CArm } from '#shared/projection/cArm.ts'
import { ImageFilter } from '../filters/blur.ts'
import { fieldRadiusPx } from './views.ts'

type DisplayStyle = { readonly equalise: number; readonly sharpen: number; readonly low: number; readonly high: number; readonly regionOfField: number; readonly gamma: number }

/** Each projection needs its own region: shared settings whiten the joint from behind or crush the skull base from the side. */
const frontal: DisplayStyle = { equalise: 0.62, sharpen: 0.45, low: 1.5, high: 99.7, regionOfField: 0.55, gamma: 1.25 }
const lateral: DisplayStyle = { equalise: 0.5, sharpen: 0.45, low: 0.5, high: 99.6, regionOfField: 0.8, gamma: 1.1 }

const slowRadiusPx = 34
const fineSigmaPx = 2

export const isLateral = (carm: CArm): boolean => Math.abs(Math.sin((carm.primaryDeg * Math.PI) / 180)) > 0.7

/** The pictures that a C-arm's monitor would show, bone dark, 0-255, black outside the field; one range for all frames of a run. */
export function displayPictures(stored: Uint16Array, carm: CArm): Uint8Array {
  const { rows, columns } = carm.detector
  const pixels = rows * columns
  const style = isLateral(carm) ? lateral : frontal
  const grey = new Uint8Array(stored.length)
  let range: { readonly low: number; readonly high: number } | null = null
  for (let start = 0; start < stored.length; start += pixels) {
    const detail = enhanced(stored.subarray(start, start + pixels), columns, rows, style)
    range ??= regionRange(detail, columns, rows, style)
    paintGrey(detail, range, style.gamma, carm, grey.subarray(start, start + pixels))
  }
  return grey
}

function paintGrey(detail: Float32Array, range: { readonly low: number; readonly high: number }, gamma: number, carm: CArm, grey: Uint8Array): void {
  const { rows, columns } = carm.detector
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      if (!isWithin(row, column, rows, columns, fieldRadiusPx)) continue
      const f = Math.max(0, Math.min(1, ((detail[i] ?? 0) - range.low) / (range.high - range.low)))
      grey[i] = Math.min(255, Math.round(8 + 240 * f ** gamma))
    }
  }
}

/** Log brightness with its slow part reduced and its edges raised; what lies outside the field takes no part. */
function enhanced(stored: Uint16Array, columns: number, rows: number, style: DisplayStyle): Float32Array {
  const filter = new ImageFilter(columns, rows)
  const field = new Float32Array(stored.length)
  for (let row = 0, i = 0; row < rows; row++) for (let column = 0; column < columns; column++, i++) field[i] = isWithin(row, column, rows, columns, fieldRadiusPx) ? 1 : 0
  const log = Float32Array.from(stored, (value, i) => (field[i] === 1 ? Math.log(value + 8) : 0))
  const slow = log.slice(), fine = log.slice()
  const slowWeight = field.slice(), fineWeight = field.slice()
  for (const image of [slow, slowWeight]) filter.box3(image, slowRadiusPx)
  for (const image of [fine, fineWeight]) filter.gaussian(image, fineSigmaPx)
  for (let i = 0; i < log.length; i++) {
    if (field[i] !== 1) continue
    const l = log[i] ?? 0
    log[i] = l - (style.equalise * (slow[i] ?? 0)) / (slowWeight[i] ?? 1) + style.sharpen * (l - (fine[i] ?? 0) / (fineWeight[i] ?? 1))
  }
  return log
}

function regionRange(detail: Float32Array, columns: number, rows: number, style: DisplayStyle): { readonly low: number; readonly high: number } {
  const values: number[] = []
  const radius = style.regionOfField * fieldRadiusPx
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) if (isWithin(row, column, rows, columns, radius)) values.push(detail[i] ?? 0)
  }
  const sorted = Float32Array.from(values).sort()
  const at = (percent: number) => sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? 0
  return { low: at(style.low), high: at(style.high) }
}

const isWithin = (row: number, column: number, rows: number, columns: number, radius: number): boolean =>
  (row - (rows - 1) / 2) ** 2 + (column - (columns - 1) / 2) ** 2 <= radius * radius
