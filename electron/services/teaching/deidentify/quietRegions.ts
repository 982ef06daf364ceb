import { readWholeObject } from '#electron/services/dicom/wholeDataSet.ts'

/** Stretches of a file that are pictures: a short word in them is chance, a long one or one in a comment is not. */
export type QuietRegion = { readonly from: number; readonly to: number }

const signature = (bytes: Uint8Array, at: number, ...expected: readonly number[]): boolean => expected.every((byte, index) => bytes[at + index] === byte)
export const isDicom = (bytes: Uint8Array): boolean => signature(bytes, 128, 0x44, 0x49, 0x43, 0x4d)
const isPng = (bytes: Uint8Array): boolean => signature(bytes, 0, 0x89, 0x50, 0x4e, 0x47)
const isMp4 = (bytes: Uint8Array): boolean => signature(bytes, 4, 0x66, 0x74, 0x79, 0x70)
const isJpeg = (bytes: Uint8Array, at: number): boolean => signature(bytes, at, 0xff, 0xd8, 0xff)
const isJ2k = (bytes: Uint8Array, at: number): boolean => signature(bytes, at, 0xff, 0x4f, 0xff, 0x51)

export function quietRegionsOf(bytes: Uint8Array): readonly QuietRegion[] {
  if (isDicom(bytes)) return pixelRegions(bytes)
  if (isPng(bytes)) return pngRegions(bytes)
  if (isMp4(bytes)) return boxRegions(bytes)
  if (isJpeg(bytes, 0) || isJ2k(bytes, 0)) return codeStream(bytes, 0, bytes.length)
  return []
}

function pixelRegions(bytes: Uint8Array): readonly QuietRegion[] {
  const read = readWholeObject(bytes)
  if (!read.ok) return []
  return read.value.dataSet.filter(({ tag }) => tag.startsWith('7FE000')).flatMap(({ value }) => {
    const parts = value.kind === 'bytes' ? [value.bytes] : value.kind === 'fragments' ? value.fragments : []
    // Parts of another buffer are of a data set that was unpacked: they have no place in this file.
    return parts.filter((part) => part.buffer === bytes.buffer).flatMap((part) => {
      const from = part.byteOffset - bytes.byteOffset
      return value.kind === 'bytes' ? [{ from, to: from + part.length }] : codeStream(bytes, from, from + part.length)
    })
  })
}

/** The entropy-coded part of a compressed picture; its marker segments (comments, application data) are text like any other. @source ISO/IEC 10918-1 B.1.1, 15444-1 A.4 */
function codeStream(bytes: Uint8Array, from: number, to: number): readonly QuietRegion[] {
  if (!isJpeg(bytes, from) && !isJ2k(bytes, from)) return [{ from, to }]
  let at = from + 2
  while (at + 4 <= to && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    // Start of scan (JPEG, JPEG-LS), start of tile part (JPEG 2000): data follow.
    if (marker === 0xda || marker === 0x90 || marker === 0x93) return [{ from: at, to }]
    at += 2 + (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0)
  }
  return [{ from: Math.min(at, to), to }]
}

function pngRegions(bytes: Uint8Array): readonly QuietRegion[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const regions: QuietRegion[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = view.getUint32(at)
    if (signature(bytes, at + 4, 0x49, 0x44, 0x41, 0x54)) regions.push({ from: at + 8, to: at + 8 + length })
    at += 12 + length
  }
  return regions
}

function boxRegions(bytes: Uint8Array): readonly QuietRegion[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const regions: QuietRegion[] = []
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at)
    if (length < 8) break
    if (signature(bytes, at + 4, 0x6d, 0x64, 0x61, 0x74)) regions.push({ from: at + 8, to: at + length })
    at += length
  }
  return regions
}
