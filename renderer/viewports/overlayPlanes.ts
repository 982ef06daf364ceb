import type { OverlayPlane } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { overlayFrame, type OverlayPicture } from './frames/pictureParts.ts'

/** `missing`: planes of the frame that cannot be read. */
export type LoadedOverlays<Picture> = { readonly pictures: readonly Picture[]; readonly missing: number }

type Plane = { readonly overlay: OverlayPlane; readonly image: number; /** Of the frames of the overlay, from 0. */ readonly at: number }

function planesOf(series: SeriesDescription, frame: number): readonly Plane[] {
  const described = series.frames[frame]
  const overlays = described === undefined ? undefined : series.images[described.image]?.overlays
  if (described === undefined || overlays === undefined) return []
  return overlays.flatMap(overlay => {
    const at = overlayFrame(overlay, described.frameNumber)
    return at === null ? [] : [{ overlay, image: described.image, at }]
  })
}

/** Which planes a frame has: one plane over all frames of a run is the same one on each. */
export const overlaysOf = (series: SeriesDescription, frame: number): string => planesOf(series, frame).map(({ overlay, image, at }) => [image, overlay.group, at].join()).join(' ')

/** Overlay planes of one frame as pictures to draw. */
export async function loadOverlays(series: SeriesDescription, frame: number): Promise<LoadedOverlays<OverlayPicture>> {
  const asked = planesOf(series, frame)
  const found = await Promise.all(asked.map(async ({ overlay, image, at }): Promise<OverlayPicture | null> => {
    const bits = await fetchBits(series.summary.seriesUid, image, overlay.group, at)
    return bits === null || bits.length < overlay.rows * overlay.columns ? null : { overlay, bits: drawBits(bits, overlay.columns, overlay.rows) }
  }))
  const pictures = found.filter(picture => picture !== null)
  return { pictures, missing: asked.length - pictures.length }
}

export type FrameOverlays<Picture> = {
  /** Those of the frame that is shown, and no others. */
  readonly pictures: () => readonly Picture[]
  /** What the picture has to say of them. */
  readonly words: () => readonly string[]
  /** They are there, or it is known that they cannot be. */
  readonly isSettled: () => boolean
  /** To be called whenever the frame may be another. */
  readonly follow: () => void
  readonly close: () => void
}

/** Keeps overlays to the frames they belong to: an answer that comes after its frame has gone is let go of. `which`: the planes of the frame that is shown. */
export function followOverlays<Picture>(which: () => string, load: () => Promise<LoadedOverlays<Picture>>, changed: () => void): FrameOverlays<Picture> {
  let asked: string | null = null
  let loaded: LoadedOverlays<Picture> | null = null
  let isClosed = false
  return {
    pictures: () => (asked === which() ? loaded?.pictures : undefined) ?? [],
    words: () => (asked === which() && loaded !== null && loaded.missing > 0 ? [loaded.missing === 1 ? 'An overlay of the image cannot be read' : `${String(loaded.missing)} overlays of the image cannot be read`] : []),
    isSettled: () => asked === which() && loaded !== null,
    follow: () => {
      const wanted = which()
      if (wanted === asked) return
      asked = wanted
      loaded = null
      void load().then(answer => {
        if (isClosed || asked !== wanted) return
        loaded = answer
        changed()
      })
    },
    close: () => { isClosed = true },
  }
}

async function fetchBits(seriesUid: string, image: number, group: number, frame: number): Promise<Uint8Array | null> {
  try {
    const response = await fetch(streamUrl('library.overlay', { seriesUid, image, group, frame }))
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    // The connection broke: the picture says that the plane is missing.
    return null
  }
}

function drawBits(bits: Uint8Array, columns: number, rows: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(columns, rows)
  const picture = new ImageData(columns, rows)
  for (let at = 0; at < columns * rows; at++) if (bits[at] === 1) picture.data.set([255, 255, 255, 255], at * 4)
  canvas.getContext('2d')?.putImageData(picture, 0, 0)
  return canvas
}
