import { convertIndexedToRgb, decode } from 'fast-png'
import type { RgbPicture } from '#shared/reporting/secondaryCapture.ts'
import { unpackScreenPng } from './screenPng.ts'

/** A PNG of any kind as eight-bit RGB; what is transparent lies on black, as on the screen it was taken from. Null when it cannot be decoded. */
export function decodePngToRgb(bytes: Uint8Array): RgbPicture | null {
  return unpackScreenPng(bytes) ?? decodeOther(bytes)
}

function decodeOther(bytes: Uint8Array): RgbPicture | null {
  const decoded = decodeOrNull(bytes)
  if (decoded === null) return null
  const { width: columns, height: rows, depth, palette } = decoded
  const channels = palette?.[0]?.length ?? decoded.channels
  const values = palette === undefined ? decoded.data : convertIndexedToRgb(decoded)
  const full = palette === undefined ? 2 ** depth - 1 : 255
  const samples = new Uint8Array(columns * rows * 3)
  for (let pixel = 0; pixel < columns * rows; pixel += 1) {
    const at = pixel * channels
    const alpha = channels === 2 || channels === 4 ? (values[at + channels - 1] ?? 0) / full : 1
    for (let colour = 0; colour < 3; colour += 1) {
      const value = values[at + (channels >= 3 ? colour : 0)] ?? 0
      samples[pixel * 3 + colour] = Math.round((value / full) * alpha * 255)
    }
  }
  return { columns, rows, samples }
}

function decodeOrNull(bytes: Uint8Array): ReturnType<typeof decode> | null {
  try {
    return decode(bytes)
  } catch {
    return null
  }
}
