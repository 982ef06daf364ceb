/** A grey picture that others are pasted into. */
export type Picture = { readonly width: number; readonly height: number; readonly grey: Uint8Array }

const gap = 2
const gapGrey = 90

export function blankPicture(width: number, height: number, grey: number): Picture {
  return { width, height, grey: new Uint8Array(width * height).fill(grey) }
}

/** Pictures in rows, with a thin line between. */
export function montage(rows: readonly (readonly Picture[])[]): Picture {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) + gap * (values.length - 1)
  const heights = rows.map(row => Math.max(...row.map(picture => picture.height)))
  const canvas = blankPicture(Math.max(...rows.map(row => sum(row.map(picture => picture.width)))), sum(heights), gapGrey)
  let top = 0
  rows.forEach((row, n) => {
    let left = 0
    for (const picture of row) {
      for (let y = 0; y < picture.height; y++) canvas.grey.set(picture.grey.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * canvas.width + left)
      left += picture.width + gap
    }
    top += (heights[n] ?? 0) + gap
  })
  return canvas
}

export function cropped(picture: Picture, left: number, top: number, width: number, height: number): Picture {
  const grey = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) grey.set(picture.grey.subarray((top + y) * picture.width + left, (top + y) * picture.width + left + width), y * width)
  return { width, height, grey }
}

/** HU through a window. */
export function windowed(hu: ArrayLike<number>, width: number, height: number, level: number, range: number): Picture {
  const grey = new Uint8Array(width * height)
  for (let i = 0; i < grey.length; i++) grey[i] = Math.max(0, Math.min(255, Math.round((((hu[i] ?? 0) - level) / range + 0.5) * 255)))
  return { width, height, grey }
}
