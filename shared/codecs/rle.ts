import { err, ok, type Fault, type Result } from '#shared/result.ts'

const HEADER_BYTES = 64
const MAX_SEGMENTS = 15

/**
 * Decodes an RLE Lossless frame into little-endian bytes, one colour plane after the other.
 *
 * Each segment is one byte of every sample of one plane, most significant byte first.
 *
 * @source PS3.5 Annex G
 */
export function decodeRle(bytes: Uint8Array, planes: number, bytesPerSample: number, samplesPerPlane: number): Result<Uint8Array, Fault<'CANNOT_DECODE'>> {
  const expected = planes * bytesPerSample
  if (bytes.length < HEADER_BYTES) return err('CANNOT_DECODE', 'The RLE frame is shorter than its header. It cannot be shown; import the image again from its source.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const segments = view.getUint32(0, true)
  if (segments !== expected || segments > MAX_SEGMENTS) {
    return err('CANNOT_DECODE', `The RLE frame has ${segments} segments where its header asks for ${expected}. It cannot be shown; import the image again from its source.`)
  }
  const target = new Uint8Array(expected * samplesPerPlane)
  for (let segment = 0; segment < segments; segment += 1) {
    const from = view.getUint32(4 + segment * 4, true)
    const to = segment + 1 < segments ? view.getUint32(8 + segment * 4, true) : bytes.length
    const plane = Math.floor(segment / bytesPerSample)
    const significance = bytesPerSample - 1 - (segment % bytesPerSample)
    const start = plane * samplesPerPlane * bytesPerSample + significance
    if (from < HEADER_BYTES || to > bytes.length || from > to || !unpackSegment(bytes, from, to, target, start, bytesPerSample, samplesPerPlane)) {
      return err('CANNOT_DECODE', `Segment ${segment + 1} of the RLE frame is cut short. The frame cannot be shown; import the image again from its source.`)
    }
  }
  return ok(target)
}

/** One PackBits segment, spread over every `stride`-th byte. False when it ends before `count` bytes are there. */
function unpackSegment(bytes: Uint8Array, from: number, to: number, target: Uint8Array, start: number, stride: number, count: number): boolean {
  const end = start + count * stride
  let at = from
  let put = start
  while (put < end && at < to) {
    const control = bytes[at] ?? 128
    at += 1
    if (control < 128) {
      if (at + control + 1 > to) return false
      for (let left = control + 1; left > 0 && put < end; left -= 1, put += stride, at += 1) target[put] = bytes[at] ?? 0
    } else if (control > 128) {
      if (at >= to) return false
      const value = bytes[at] ?? 0
      at += 1
      for (let left = 257 - control; left > 0 && put < end; left -= 1, put += stride) target[put] = value
    }
  }
  return put >= end
}
