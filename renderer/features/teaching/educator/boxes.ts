import type { ImagePoint } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'

/** Which boxes lie on one frame of a series, counted from 0. */
export function boxesOnFrame(boxes: readonly PixelBox[], series: SeriesDescription, frame: number): readonly PixelBox[] {
  const at = series.frames[frame]
  const image = series.images[at?.image ?? -1]
  if (at === undefined || image === undefined) return []
  const ofObject = at.frameNumber - 1
  return boxes.filter(({ seriesUid, sopInstanceUid, frames }) => seriesUid === series.summary.seriesUid
    && (sopInstanceUid === null || sopInstanceUid === image.sopInstanceUid) && (frames === null || (ofObject >= frames[0] && ofObject <= frames[1])))
}

/** A box as a person drew it on a frame: on every frame of the series, or on that one alone. Null where it lies outside the picture. */
export function drawnBox([from, to]: readonly [ImagePoint, ImagePoint], series: SeriesDescription, frame: number, isOnAll: boolean, boxId: string): PixelBox | null {
  const at = series.frames[frame]
  const image = series.images[at?.image ?? -1]
  const { rows, columns } = series.summary
  if (at === undefined || image === undefined || rows === null || columns === null) return null
  const within = (value: number, size: number): number => Math.min(size, Math.max(0, Math.round(value + 0.5)))
  const [left, right] = [within(Math.min(from[0], to[0]), columns), within(Math.max(from[0], to[0]), columns)]
  const [top, foot] = [within(Math.min(from[1], to[1]), rows), within(Math.max(from[1], to[1]), rows)]
  if (right <= left || foot <= top) return null
  return {
    boxId, seriesUid: series.summary.seriesUid, sopInstanceUid: isOnAll ? null : image.sopInstanceUid, frames: isOnAll ? null : [at.frameNumber - 1, at.frameNumber - 1],
    column: left, row: top, columns: right - left, rows: foot - top, foundBy: 'hand', words: '', confidence: null, state: 'kept',
  }
}

/** What a hand drew holds from the frame that is shown on, up to it, or on all frames. What was found is never narrowed: it is dismissed, or it stays. */
export function boxFrom(box: PixelBox, series: SeriesDescription, frame: number, which: 'first' | 'last' | 'all'): PixelBox {
  const at = series.frames[frame]
  const image = series.images[at?.image ?? -1]
  if (which === 'all' || at === undefined || image === undefined) return { ...box, frames: null }
  const now = at.frameNumber - 1
  const end = Math.max(...series.frames.filter((one) => one.image === at.image).map((one) => one.frameNumber - 1))
  const [first, last] = box.frames ?? [0, end]
  const frames: readonly [number, number] = which === 'first' ? [now, Math.max(now, last)] : [Math.min(now, first), now]
  return { ...box, sopInstanceUid: image.sopInstanceUid, frames: [...frames] }
}

/** The next frame, round the end, with a box that the shown one does not have; null where there is none. */
export function nextOtherBox(boxes: readonly PixelBox[], series: SeriesDescription, frame: number): number | null {
  const shown = new Set(boxesOnFrame(boxes, series, frame))
  const count = series.frames.length
  for (let step = 1; step < count; step += 1) {
    const at = (frame + step) % count
    if (boxesOnFrame(boxes, series, at).some((box) => !shown.has(box))) return at
  }
  return null
}

const found = { text: 'letters read', edges: 'edges as of letters', header: 'said in the header', hand: 'drawn by hand' } as const

/** Where a box lies and why it is there. */
export function boxWords({ frames, sopInstanceUid, foundBy, words, confidence }: PixelBox): string {
  const place = frames === null ? (sopInstanceUid === null ? 'all frames of the series' : 'all frames of one image') : frames[0] === frames[1] ? `frame ${String(frames[0] + 1)}` : `frames ${String(frames[0] + 1)} to ${String(frames[1] + 1)}`
  return [found[foundBy], words === '' ? '' : `“${words}”${confidence === null ? '' : ` (${String(Math.round(100 * confidence))}%)`}`, place].filter((part) => part !== '').join(', ')
}
