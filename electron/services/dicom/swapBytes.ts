/** How wide the numbers of a VR are, where they are wider than a byte. @source PS3.5 7.3 */
const widths: Readonly<Record<string, number>> = { AT: 2, FD: 8, FL: 4, OD: 8, OF: 4, OL: 4, OV: 8, OW: 2, SL: 4, SS: 2, SV: 8, UL: 4, US: 2, UV: 8, xs: 2, ox: 2, lt: 2 }

/** Big endian values as little endian ones. */
export function swapBytes(bytes: Uint8Array, vr: string): Uint8Array {
  const width = widths[vr] ?? 1
  if (width === 1) return bytes
  const swapped = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) {
    const start = at - (at % width)
    swapped[at] = bytes[start + width - 1 - (at - start)] ?? 0
  }
  return swapped
}
