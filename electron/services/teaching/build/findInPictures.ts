import type { Job } from '#electron/services/teaching/job.ts'
import { Cancelled } from '#electron/services/teaching/job.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import type { OriginalFile } from './originals.ts'

/** Boxes that were found, what was looked at in words, and of which series that could not be done and why. */
export type FoundInPictures = { readonly boxes: readonly PixelBox[]; readonly words: readonly string[]; readonly failed: readonly string[] }

/** Burned-in text of every series. */
export async function findInPictures(files: readonly OriginalFile[], pixels: PixelWork, job: Job): Promise<FoundInPictures> {
  const { series, close } = pixelSeriesOfFiles(files.map(({ path }) => path))
  const boxes: PixelBox[] = []
  const words: string[] = []
  const failed: string[] = []
  const total = series.reduce((sum, one) => sum + one.objects.length, 0)
  let before = 0
  try {
    for (const one of series) {
      job.tell('pictures', before, total)
      const found = await pixels.findBurnedInText(one, { signal: job.signal, onProgress: (done, all) => { if (!job.signal.aborted) job.tell('pictures', before + Math.floor((one.objects.length * done) / Math.max(1, all)), total) } })
      if (job.signal.aborted) throw new Cancelled()
      if (found.ok) {
        boxes.push(...found.value.boxes)
        words.push(found.value.words)
      } else failed.push(found.error.message)
      before += one.objects.length
    }
  } finally {
    await close()
  }
  job.tell('pictures', total, total)
  return { boxes, words, failed }
}

/** Boxes as found now, with what a person has decided on the same ones before, and those drawn by hand. */
export function keepDecisions(found: readonly PixelBox[], earlier: readonly PixelBox[]): readonly PixelBox[] {
  const key = ({ seriesUid, sopInstanceUid, frames, column, row, columns, rows }: PixelBox): string => JSON.stringify([seriesUid, sopInstanceUid, frames, column, row, columns, rows])
  const decided = new Map(earlier.map((box) => [key(box), box]))
  const again = found.map((box) => decided.get(key(box)) ?? box)
  const ids = new Set(again.map(({ boxId }) => boxId))
  // What a person drew, moved or dismissed stays, whatever was found this time.
  return [...again, ...earlier.filter((box) => !ids.has(box.boxId) && (box.foundBy === 'hand' || box.state !== 'proposed'))]
}
