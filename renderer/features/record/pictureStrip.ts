/** What a column of pixels down the edge of a key image begins with: the strip that says whose picture it is. */
const STRIP = [0x14, 0x16, 0x18] as const
/** Encoders and colour management may move a value by a little. */
const TOLERANCE = 3
/** A strip higher than this is a dark picture. */
const HIGHEST_SHARE = 0.45

/**
 * Share of the height that the identity strip takes, 0 when there is none.
 *
 * @units RGBA bytes of one column of pixels, from the top
 */
export function stripShare(column: Uint8ClampedArray): number {
  const rows = column.length / 4
  let row = 0
  while (row < rows && STRIP.every((value, channel) => Math.abs((column[row * 4 + channel] ?? Number.NaN) - value) <= TOLERANCE)) row += 1
  const share = rows === 0 ? 0 : row / rows
  return share > HIGHEST_SHARE ? 0 : share
}

/** The same of a picture that the page has loaded. */
export function stripShareOf(image: HTMLImageElement): number {
  const { naturalHeight, naturalWidth } = image
  const context = new OffscreenCanvas(1, Math.max(1, naturalHeight)).getContext('2d', { willReadFrequently: true })
  if (context === null || naturalWidth < 3) return 0
  // A little in from the edge, where nothing is written.
  context.drawImage(image, 2, 0, 1, naturalHeight, 0, 0, 1, naturalHeight)
  return stripShare(context.getImageData(0, 0, 1, naturalHeight).data)
}
