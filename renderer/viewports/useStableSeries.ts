import { useState } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

/**
 * The same object as long as the same images are meant: a description that is fetched again (a copy finished in the
 * background) must not make a view load and forget where it looked.
 */
export function useStableSeries(series: SeriesDescription): SeriesDescription {
  const [kept, setKept] = useState(series)
  if (kept === series || isSame(kept, series)) return kept
  setKept(series)
  return series
}

const isSame = (a: SeriesDescription, b: SeriesDescription): boolean =>
  a.summary.seriesUid === b.summary.seriesUid && a.frames.length === b.frames.length && a.images.every((image, index) => image.sopInstanceUid === b.images[index]?.sopInstanceUid)
