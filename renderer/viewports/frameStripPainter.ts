import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { putPicture } from './frameGridPainter.ts'
import { createFrameBaker } from './frames/bakeFrame.ts'
import { createFramePicture } from './frames/framePicture.ts'
import { takeSparse } from './frames/gridPicture.ts'
import { takePixels } from './seriesPixels.ts'
import { freshViewing, useViewing } from './viewing.ts'

const LONGEST_PX = 128

/** Paints the differences of a few frames, one with each drawing of the screen, as they come; ends with the answer. */
export function openStripPainter(series: SeriesDescription, subtraction: RunSubtraction, faint: boolean, cells: ReadonlyMap<number, HTMLCanvasElement>): () => void {
  const taken = takePixels(series, 'stored')
  if (!taken.ok) return () => undefined
  const { pixels } = taken.value
  const picture = createFramePicture(series, pixels, createFrameBaker())
  const now = { request: 0, left: new Map(cells) }
  const paint = (): void => {
    now.request = 0
    const next = [...now.left].find(([frame]) => pixels.frameState(frame) === 'here')
    if (next === undefined) return
    const [frame, canvas] = next
    now.left.delete(frame)
    const viewing = useViewing.getState().perSeries[series.summary.seriesUid] ?? freshViewing
    const made = picture.make({ frame, mode: 'subtracted', subtraction, maps: null, faint, compared: null, viewing: { ...viewing, looks: freshViewing.looks }, beatMs: null }, null)
    const slot = pixels.slots[frame]
    if (made.kind === 'image' && slot !== undefined) {
      const { columns, rows, values } = takeSparse(made.image.pixels, { ...slot, offset: 0, samples: 1 }, LONGEST_PX)
      putPicture(canvas, { columns, rows, samples: 1, pixels: Uint8Array.from(values) })
    }
    // A mask that still loads is asked for again when it has come.
    if (made.kind === 'coming') now.left.set(frame, canvas)
    else ask()
  }
  const ask = (): void => { if (now.request === 0 && now.left.size > 0) now.request = requestAnimationFrame(paint) }
  const unsubscribe = pixels.onFrames(ask)
  ask()
  return () => {
    cancelAnimationFrame(now.request)
    unsubscribe()
    taken.value.release()
  }
}
