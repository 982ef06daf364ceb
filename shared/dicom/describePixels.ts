import type { DicomHeader } from './header.ts'
import type { ImagePixel, ModalityLut, VoiLut } from './imageDescription.ts'
import { tags, type DicomTag } from './tags.ts'

/** @source PS3.5 6.2: IS holds whole numbers; a fraction in one is a writer's mistake */
export const isWhole = (value: number | null): value is number => value !== null && Number.isSafeInteger(value)

/** Rows, columns and bits, or the reason why there is no picture to be made of them. @source PS3.3 C.7.6.3 */
export function describePixel(header: DicomHeader): ImagePixel | null {
  const bitsAllocated = header.number(tags.BitsAllocated)
  const samplesPerPixel = header.number(tags.SamplesPerPixel) ?? 1
  if (!isWhole(bitsAllocated) || bitsAllocated < 1 || bitsAllocated > 64 || !isWhole(samplesPerPixel) || samplesPerPixel < 1 || samplesPerPixel > 4) return null
  const stored = header.number(tags.BitsStored)
  const bitsStored = isWhole(stored) && stored >= 1 && stored <= bitsAllocated ? stored : bitsAllocated
  const high = header.number(tags.HighBit)
  const highBit = isWhole(high) && high >= bitsStored - 1 && high < bitsAllocated ? high : bitsStored - 1
  const signed = header.number(tags.PixelRepresentation) === 1
  const photometric = header.text(tags.PhotometricInterpretation)
  return {
    samplesPerPixel, bitsAllocated, bitsStored, highBit, signed,
    photometricInterpretation: photometric ?? (samplesPerPixel === 3 ? 'RGB' : 'MONOCHROME2'),
    planarConfiguration: header.number(tags.PlanarConfiguration) === 1 ? 1 : 0,
    paddingValue: signedBy(header, tags.PixelPaddingValue, signed),
    paddingRangeLimit: signedBy(header, tags.PixelPaddingRangeLimit, signed),
    lossy: header.text(tags.LossyImageCompression) === '01',
    palette: photometric === 'PALETTE COLOR' ? describePalette(header) : null,
  }
}

/** US or SS is decided by Pixel Representation; writers get it wrong and implicit VR does not say it at all. */
function signedBy(header: DicomHeader, tag: DicomTag, signed: boolean): number | null {
  const value = header.number(tag)
  if (value === null) return null
  if (signed && value > 0x7fff && value <= 0xffff) return value - 0x10000
  return !signed && value < 0 ? value + 0x10000 : value
}

type LutDescriptor = { readonly entries: number; readonly firstMapped: number; readonly bits: number }

/** The second number is signed when the pixels are; a count of 0 means 65536. @source PS3.3 C.11.1.1 */
function lutDescriptor(header: DicomHeader, tag: DicomTag, signed: boolean): LutDescriptor | null {
  const [entries, first, bits] = header.numbers(tag)
  if (entries === undefined || first === undefined || bits === undefined) return null
  const count = (entries & 0xffff) === 0 ? 65536 : entries & 0xffff
  return { entries: count, firstMapped: signed && first > 0x7fff ? first - 0x10000 : first, bits }
}

/** LUT data in words, whatever VR they are written in; tables of eight bits are often packed two to a word. */
function lutValues(header: DicomHeader, tag: DicomTag, entries: number): number[] | null {
  const bytes = header.bytes(tag)
  if (bytes === null) return null
  if (bytes.length >= entries * 2) return words(bytes, header.bigEndian).slice(0, entries)
  if (bytes.length < entries) return null
  const packed = header.bigEndian ? words(bytes, true).flatMap((word) => [word & 0xff, word >> 8]) : [...bytes]
  return packed.slice(0, entries)
}

function words(bytes: Uint8Array, bigEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length >> 1 }, (_, index) => view.getUint16(index * 2, !bigEndian))
}

const paletteTags = [
  { descriptor: tags.RedPaletteDescriptor, data: tags.RedPaletteData, segmented: tags.SegmentedRedPaletteData },
  { descriptor: tags.GreenPaletteDescriptor, data: tags.GreenPaletteData, segmented: tags.SegmentedGreenPaletteData },
  { descriptor: tags.BluePaletteDescriptor, data: tags.BluePaletteData, segmented: tags.SegmentedBluePaletteData },
] as const

/** @source PS3.3 C.7.6.3.1.5 to C.7.6.3.1.6, C.7.9.2 for the segmented form */
function describePalette(header: DicomHeader): ImagePixel['palette'] {
  const signed = header.number(tags.PixelRepresentation) === 1
  const channels = paletteTags.map(({ descriptor, data, segmented }) => {
    const found = lutDescriptor(header, descriptor, signed)
    if (found === null) return null
    const bytes = header.bytes(segmented)
    const values = bytes === null ? lutValues(header, data, found.entries) : expandSegments(found.bits === 8 ? [...bytes] : words(bytes, header.bigEndian), found.bits, found.entries)
    return values === null ? null : { ...found, values }
  })
  const [red, green, blue] = channels
  if (red === null || red === undefined || green === null || green === undefined || blue === null || blue === undefined) return null
  return { firstMapped: red.firstMapped, bits: red.bits, red: red.values, green: green.values, blue: blue.values }
}

/**
 * Discrete (0), linear (1) and indirect (2) segments. An indirect one repeats segments from a byte offset.
 *
 * @source PS3.3 C.7.9.2 Segmented Palette Color Lookup Table
 */
export function expandSegments(data: readonly number[], bits: number, entries: number): number[] | null {
  const out: number[] = []
  const run = (from: number, segments: number, depth: number): boolean => {
    let at = from
    for (let segment = 0; segment < segments && at < data.length && out.length < entries; segment += 1) {
      const opcode = data[at]
      const length = data[at + 1]
      if (opcode === undefined || length === undefined) return false
      if (opcode === 0) {
        out.push(...data.slice(at + 2, at + 2 + length))
        at += 2 + length
      } else if (opcode === 1) {
        const last = out.at(-1)
        const target = data[at + 2]
        if (last === undefined || target === undefined) return false
        for (let step = 1; step <= length; step += 1) out.push(Math.round(last + ((target - last) * step) / length))
        at += 3
      } else if (opcode === 2 && depth === 0) {
        const parts = bits === 8 ? 4 : 2
        const address = data.slice(at + 2, at + 2 + parts).reduce((sum, part, index) => sum + part * 2 ** (index * (bits === 8 ? 8 : 16)), 0)
        if (!run(bits === 8 ? address : address / 2, length, 1)) return false
        at += 2 + parts
      } else return false
    }
    return true
  }
  return run(0, Number.POSITIVE_INFINITY, 0) && out.length >= entries ? out.slice(0, entries) : null
}

/** @source PS3.3 C.11.1 */
export function describeModalityLut(header: DicomHeader, transformation: DicomHeader | null): ModalityLut | null {
  const table = header.items(tags.ModalityLUTSequence)[0]
  if (table !== undefined) {
    const descriptor = lutDescriptor(table, tags.LUTDescriptor, header.number(tags.PixelRepresentation) === 1)
    const values = descriptor === null ? null : lutValues(table, tags.LUTData, descriptor.entries)
    if (descriptor !== null && values !== null) return { kind: 'table', firstMapped: descriptor.firstMapped, values, type: table.text(tags.ModalityLUTType) }
  }
  const from = transformation ?? header
  const slope = from.number(tags.RescaleSlope)
  const intercept = from.number(tags.RescaleIntercept)
  // A slope of zero would make every pixel the same: it is a broken header, and the stored values are all there is.
  return slope === null || intercept === null || slope === 0 ? null : { kind: 'linear', slope, intercept, type: from.text(tags.RescaleType) }
}

/** @source PS3.3 C.11.2; a width below 1 (or not positive for the exact function) is no window */
export function describeVoiLut(header: DicomHeader, frameVoi: DicomHeader | null): VoiLut {
  const from = frameVoi ?? header
  const stated = from.text(tags.VOILUTFunction)
  const windowFunction = stated === 'LINEAR_EXACT' || stated === 'SIGMOID' ? stated : 'LINEAR'
  const widths = from.numbers(tags.WindowWidth)
  const explanations = from.texts(tags.WindowExplanation)
  const windows = from.numbers(tags.WindowCenter).flatMap((centre, index) => {
    const width = widths[index]
    const usable = width !== undefined && (windowFunction === 'LINEAR' ? width >= 1 : width > 0)
    return usable ? [{ centre, width, explanation: explanations[index] || null }] : []
  })
  const signed = header.number(tags.PixelRepresentation) === 1
  const tables = from.items(tags.VOILUTSequence).flatMap((item) => {
    const descriptor = lutDescriptor(item, tags.LUTDescriptor, signed)
    const values = descriptor === null ? null : lutValues(item, tags.LUTData, descriptor.entries)
    return descriptor === null || values === null ? [] : [{ firstMapped: descriptor.firstMapped, bits: descriptor.bits, values, explanation: item.text(tags.LUTExplanation) }]
  })
  return { windows, windowFunction, tables }
}
