import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Stretches of bytes, [offset, length] after each other. Offsets count from the file's first byte, or from the inflated data set's. */
export type Span = readonly [offset: number, length: number]
export type FrameLocations =
  | { readonly kind: 'native'; readonly offset: number; readonly bitsPerFrame: number; /** Absent = every frame of the header. */ readonly whole?: number }
  /** The first frames, those that are wholly there. */
  | { readonly kind: 'encapsulated'; readonly frames: readonly (readonly Span[])[] }

export type LocationFault = Fault<'TRUNCATED' | 'BROKEN_HEADER'>
/** Bytes at a place, fewer at the end of what there is. */
export type ReadAt = (offset: number, length: number) => Uint8Array

/** How many bits one frame takes; two samples a pixel for colour at half resolution. @source PS3.3 C.7.6.3.1.2, PS3.5 8.1.1 */
export const nativeFrameBits = (image: ImageDescription): number => {
  const { photometricInterpretation, samplesPerPixel, bitsAllocated } = image.pixel
  const halved = samplesPerPixel === 3 && (photometricInterpretation === 'YBR_FULL_422' || photometricInterpretation === 'YBR_PARTIAL_422')
  return image.rows * image.columns * (halved ? 2 : samplesPerPixel) * bitsAllocated
}

export function locateNativeFrames(image: ImageDescription, offset: number, totalLength: number): Result<FrameLocations, LocationFault> {
  const bitsPerFrame = nativeFrameBits(image)
  const needed = Math.ceil((bitsPerFrame * image.frames) / 8)
  if (offset + needed <= totalLength) return ok({ kind: 'native', offset, bitsPerFrame })
  const whole = Math.max(0, Math.floor((8 * (totalLength - offset)) / bitsPerFrame))
  return whole === 0 ? err('TRUNCATED', `${totalLength} ${offset + needed}`) : ok({ kind: 'native', offset, bitsPerFrame, whole })
}

/** How many frames are wholly there, of as many as the header states. */
export const wholeFrames = (locations: FrameLocations, stated: number): number => (locations.kind === 'native' ? locations.whole ?? stated : Math.min(stated, locations.frames.length))

type Fragment = { readonly offset: number; readonly length: number; readonly relative: number; readonly startsStream: boolean }
const ITEM = 0xe000fffe
const DELIMITER = 0xe0ddfffe

/** What follows the last whole fragment: the delimiter, nothing, or a fragment that is cut. */
type Ending = 'delimited' | 'open' | { readonly cutAt: number; readonly startsStream: boolean }
type Walked = { readonly fragments: readonly Fragment[]; readonly basicOffsets: readonly number[]; readonly ending: Ending; /** Where the next item should be. */ readonly at: number }
export type Encapsulation = { readonly frames: number; readonly extendedOffsets: readonly number[]; /** RLE: never more than one, PS3.5 A.4.2. */ readonly oneFragmentAFrame: boolean }

/**
 * Finds the frames of encapsulated pixels by reading item headers only. Without an offset table a frame begins where a
 * code stream begins: with more fragments than frames nothing else tells. Of an object that is cut short the first frames
 * are found, those whose end is there.
 *
 * @source PS3.5 A.4; PS3.3 C.7.6.3.1.8 for the extended offset table
 */
export function locateEncapsulatedFrames(readAt: ReadAt, offset: number, totalLength: number, encapsulation: Encapsulation): Result<FrameLocations, LocationFault> {
  const walked = walkItems(readAt, offset, totalLength)
  if (!walked.ok) return walked
  const { fragments, basicOffsets, ending, at } = walked.value
  const { frames, extendedOffsets } = encapsulation
  const offsets = extendedOffsets.length === frames ? extendedOffsets : basicOffsets
  const isCut = typeof ending !== 'string'
  const grouped = (isCut ? null : groupFragments(fragments, frames, offsets)) ?? firstWhole(readAt, walked.value, encapsulation, offsets)
  if (grouped === null || grouped.length === 0) {
    if (isCut || fragments.length === 0) return err('TRUNCATED', `${totalLength} ${isCut ? ending.cutAt : at + 8}`)
    return err('BROKEN_HEADER', `has ${fragments.length} pieces for ${frames} frames and nothing says which belong together. It cannot be shown. Ask the archive to send it uncompressed.`)
  }
  return ok({ kind: 'encapsulated', frames: grouped.map((parts) => parts.map(({ offset: from, length }): Span => [from, length])) })
}

function walkItems(readAt: ReadAt, start: number, totalLength: number): Result<Walked, LocationFault> {
  const fragments: Fragment[] = []
  let basicOffsets: readonly number[] = []
  let at = start
  let firstFragmentAt: number | null = null
  for (let index = 0; at + 8 <= totalLength; index += 1) {
    const head = readAt(at, 12)
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
    const marker = view.getUint32(0, true)
    const length = view.getUint32(4, true)
    if (marker === DELIMITER) return ok({ fragments, basicOffsets, ending: 'delimited', at })
    if (marker !== ITEM) return err('BROKEN_HEADER', 'has pixel data that is not cut into items as the standard says. It cannot be shown. Copy the file again from its source.')
    const end = at + 8 + length
    if (end > totalLength) return index === 0 ? err('TRUNCATED', `${totalLength} ${end}`) : ok({ fragments, basicOffsets, ending: { cutAt: end, startsStream: startsStream(head.subarray(8)) }, at })
    if (index === 0) {
      const table = readAt(at + 8, length)
      const tableView = new DataView(table.buffer, table.byteOffset, table.byteLength)
      basicOffsets = Array.from({ length: length >> 2 }, (_, entry) => tableView.getUint32(entry * 4, true))
    } else {
      firstFragmentAt ??= at
      fragments.push({ offset: at + 8, length, relative: at - firstFragmentAt, startsStream: startsStream(head.subarray(8)) })
    }
    at = end
  }
  // Some writers forget the delimiter; the fragments before it are whole.
  return ok({ fragments, basicOffsets, ending: 'open', at })
}

/** The first frames, as far as it is certain where each of them ends; null where nothing tells the frames apart. */
function firstWhole(readAt: ReadAt, { fragments, ending }: Walked, { frames, oneFragmentAFrame }: Encapsulation, offsets: readonly number[]): readonly (readonly Fragment[])[] | null {
  if (frames === 1) return null
  if (offsets.length === frames) {
    const starts = new Set(offsets)
    const byTable = groupAt(fragments, (fragment) => starts.has(fragment.relative)) ?? []
    const stranger = byTable.findIndex((group, frame) => group[0]?.relative !== offsets[frame] || endOf(group) !== (offsets[frame + 1] ?? endOf(group)))
    const certain = byTable.slice(0, stranger === -1 ? byTable.length : stranger)
    // What the table says of the last frame is only where it begins.
    return certain.length === frames && ending !== 'delimited' ? certain.slice(0, -1) : certain
  }
  if (oneFragmentAFrame) return fragments.length > frames ? null : fragments.map((fragment) => [fragment])
  const byMarker = groupAt(fragments, (fragment) => fragment.startsStream)
  if (byMarker === null || byMarker.length > frames) return null
  const last = byMarker.at(-1)?.at(-1)
  const isLastWhole = ending === 'delimited' || (typeof ending !== 'string' && ending.startsStream) || (last !== undefined && endsStream(readAt, last))
  return isLastWhole ? byMarker : byMarker.slice(0, -1)
}

const endOf = (group: readonly Fragment[]): number => {
  const last = group.at(-1)
  return last === undefined ? Number.NaN : last.relative + 8 + last.length
}

/** The end marker of JPEG, JPEG-LS and JPEG 2000 alike, with or without the byte that makes the length even. */
function endsStream(readAt: ReadAt, { offset, length }: Fragment): boolean {
  if (length < 3) return false
  const [third, second, last] = readAt(offset + length - 3, 3)
  return (second === 0xff && last === 0xd9) || (third === 0xff && second === 0xd9 && last === 0)
}

/** JPEG family FF D8, JPEG 2000 FF 4F, a JP2 box that wraps one, as some writers leave it. */
const startsStream = (head: Uint8Array): boolean =>
  (head[0] === 0xff && (head[1] === 0xd8 || head[1] === 0x4f)) || (head[0] === 0 && head[1] === 0 && head[2] === 0 && head[3] === 0x0c)

function groupFragments(fragments: readonly Fragment[], frames: number, offsets: readonly number[]): readonly (readonly Fragment[])[] | null {
  if (frames === 1) return fragments.length === 0 ? null : [fragments]
  const starts = new Set(offsets)
  const byTable = offsets.length === frames ? groupAt(fragments, (fragment) => starts.has(fragment.relative)) : null
  if (byTable?.length === frames) return byTable
  if (fragments.length === frames) return fragments.map((fragment) => [fragment])
  const byMarker = groupAt(fragments, (fragment) => fragment.startsStream)
  return byMarker?.length === frames ? byMarker : null
}

function groupAt(fragments: readonly Fragment[], starts: (fragment: Fragment) => boolean): Fragment[][] | null {
  const groups: Fragment[][] = []
  for (const fragment of fragments) {
    const last = groups.at(-1)
    if (starts(fragment)) groups.push([fragment])
    else if (last === undefined) return null
    else last.push(fragment)
  }
  return groups
}
