import type { PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import type { OriginalFile } from './originals.ts'

/** What the pictures of a copy are, series by series. */
export const seriesShapes = (series: readonly PixelSeries[]): TeachingCase['series'] => series.map((one) => (
  { seriesUid: one.seriesUid, modality: (one.objects[0]?.modality ?? '').slice(0, 16), kind: kindOf(one), frames: one.objects.reduce((sum, { image }) => sum + image.frames, 0) }))

function kindOf({ objects }: PixelSeries): TeachingCase['series'][number]['kind'] {
  const placed = objects.flatMap(({ planes }) => planes).filter((plane) => plane !== null).length
  if (placed > 2) return 'volume'
  return objects.some(({ image }) => image.frames > 1) ? 'cine' : 'stills'
}

/** How a series is called in sentences: run 2, CT 1. By the originals' UIDs, of which the copies have their own. */
export function seriesNames(files: readonly OriginalFile[], copies: readonly PixelSeries[], key: IdentityKey): (seriesUid: string) => string {
  const counts = new Map<string, number>()
  const names = new Map<string, string>()
  const kinds = new Map(copies.map((one) => [one.seriesUid, one] as const))
  for (const seriesUid of new Set(files.map((file) => file.seriesUid))) {
    const copy = kinds.get(key.uidOf(seriesUid))
    const word = copy === undefined ? 'document' : kindOf(copy) === 'cine' ? 'run' : kindOf(copy) === 'volume' ? copy.objects[0]?.modality ?? 'volume' : 'series'
    counts.set(word, (counts.get(word) ?? 0) + 1)
    names.set(seriesUid, `${word} ${String(counts.get(word) ?? 1)}`)
  }
  return (seriesUid) => names.get(seriesUid) ?? 'a series'
}
