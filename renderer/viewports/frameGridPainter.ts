import { imageAtFrame } from '#shared/dicom/modalityLut.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { createFrameBaker } from './frames/bakeFrame.ts'
import type { DisplayVoi } from './frames/displayLut.ts'
import { createFramePicture } from './frames/framePicture.ts'
import { createSmallPictures, type SmallPicture } from './frames/gridPicture.ts'
import { takePixels } from './seriesPixels.ts'
import { freshViewing, useViewing } from './viewing.ts'

/** So much of each drawing of the screen goes into small pictures: a hand that scrolls or clicks meanwhile is not held up. */
const BUDGET_MS = 10
const LONGEST_PX = 192

export type GridPainter = { want(cells: ReadonlyMap<number, HTMLCanvasElement>): void; close(): void }

/** Paints the frames of a grid, a few at a time, as they come. */
export function openGridPainter(series: SeriesDescription, onProblem: (message: string) => void): GridPainter {
  const taken = takePixels(series, 'stored')
  if (!taken.ok) {
    onProblem(taken.error.message)
    return { want: () => undefined, close: () => undefined }
  }
  const { pixels } = taken.value
  const { seriesUid } = series.summary
  const picture = createFramePicture(series, pixels, createFrameBaker())
  const small = createSmallPictures()
  const now: { cells: ReadonlyMap<number, HTMLCanvasElement>; readonly done: Set<HTMLCanvasElement>; request: number } = { cells: new Map(), done: new Set(), request: 0 }
  const viewing = () => useViewing.getState().perSeries[seriesUid] ?? freshViewing
  const voiOf = (frame: number): DisplayVoi => {
    const table = picture.usesTable(frame, 'native', viewing())
    return table === null ? { kind: 'window', window: picture.window({ frame, mode: 'native', subtraction: null, maps: null, faint: false, compared: null, viewing: viewing(), beatMs: null }) } : { kind: 'table', table }
  }
  const paint = (): void => {
    now.request = 0
    const begun = performance.now()
    for (const [frame, canvas] of now.cells) {
      if (now.done.has(canvas) || pixels.frameState(frame) === 'coming') continue
      if (performance.now() - begun > BUDGET_MS) return ask()
      now.done.add(canvas)
      const slot = pixels.slots[frame]
      const image = imageAtFrame(series, frame)
      if (slot !== undefined && image !== undefined && pixels.frameState(frame) === 'here') putPicture(canvas, small(pixels.values, slot, image, voiOf(frame), viewing().inverted, LONGEST_PX))
    }
  }
  const ask = (): void => { if (now.request === 0) now.request = requestAnimationFrame(paint) }
  const unsubscribePixels = pixels.onFrames(ask)
  const unsubscribe = useViewing.subscribe((state, before) => {
    if (state.perSeries[seriesUid] === before.perSeries[seriesUid]) return
    now.done.clear()
    ask()
  })
  return {
    want(cells) {
      now.cells = cells
      ask()
    },
    close() {
      cancelAnimationFrame(now.request)
      unsubscribe()
      unsubscribePixels()
      taken.value.release()
    },
  }
}

export function putPicture(canvas: HTMLCanvasElement, { columns, rows, samples, pixels }: SmallPicture): void {
  canvas.width = columns
  canvas.height = rows
  const context = canvas.getContext('2d')
  if (context === null) return
  const data = context.createImageData(columns, rows)
  for (let at = 0; at < columns * rows; at++) {
    const from = at * samples
    const red = pixels[from] ?? 0
    data.data[at * 4] = red
    data.data[at * 4 + 1] = samples === 3 ? pixels[from + 1] ?? 0 : red
    data.data[at * 4 + 2] = samples === 3 ? pixels[from + 2] ?? 0 : red
    data.data[at * 4 + 3] = 255
  }
  context.putImageData(data, 0, 0)
}
