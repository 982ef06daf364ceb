import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { overlayFrame, type OverlayPicture } from './frames/pictureParts.ts'

/** Overlay planes of one frame as pictures to draw. One that cannot be fetched is left out: it is not the image. */
export async function loadOverlays(series: SeriesDescription, frame: number): Promise<readonly OverlayPicture[]> {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return []
  const found = await Promise.all(image.overlays.map(async (overlay): Promise<OverlayPicture | null> => {
    const at = overlayFrame(overlay, described.frameNumber)
    if (at === null) return null
    const bits = await fetchBits(series.summary.seriesUid, described.image, overlay.group, at)
    return bits === null || bits.length < overlay.rows * overlay.columns ? null : { overlay, bits: drawBits(bits, overlay.columns, overlay.rows) }
  }))
  return found.filter(picture => picture !== null)
}

async function fetchBits(seriesUid: string, image: number, group: number, frame: number): Promise<Uint8Array | null> {
  const response = await fetch(streamUrl('library.overlay', { seriesUid, image, group, frame })).catch(() => null)
  return response?.ok === true ? new Uint8Array(await response.arrayBuffer()) : null
}

function drawBits(bits: Uint8Array, columns: number, rows: number): OffscreenCanvas {
  const canvas = new OffscreenCanvas(columns, rows)
  const picture = new ImageData(columns, rows)
  for (let at = 0; at < columns * rows; at++) if (bits[at] === 1) picture.data.set([255, 255, 255, 255], at * 4)
  canvas.getContext('2d')?.putImageData(picture, 0, 0)
  return canvas
}
