import { encode } from 'fast-png'

/** A PNG whose every pixel is different from its neighbours, so that a swapped row, column or colour is seen. */
export function buildPng(columns: number, rows: number, seed = 1): { readonly png: Uint8Array; readonly rgba: Uint8Array } {
  const rgba = new Uint8Array(columns * rows * 4)
  for (let pixel = 0; pixel < columns * rows; pixel += 1) {
    rgba.set([(pixel * 7 + seed) & 255, (pixel * 31 + seed * 3) & 255, (pixel * 101 + seed * 5) & 255, 255], pixel * 4)
  }
  return { png: encode({ width: columns, height: rows, data: rgba, depth: 8, channels: 4 }), rgba }
}
