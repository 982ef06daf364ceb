import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { openVolumeAnalysis, type VolumeAnalysis } from '#renderer/workers/volumeAnalysisClient.ts'
import { takePixels, type HeldPixels } from './seriesPixels.ts'

type OpenAnalysis = { readonly analysis: VolumeAnalysis; readonly volume: HuVolume; release(): void }
const openAnalyses = new Map<string, OpenAnalysis>()

/** The grid that the views show, upright and after the modality LUT: Hounsfield units as they are. Null until every slice is there. */
function huVolume({ geometry, values, volume }: HeldPixels): HuVolume | null {
  return geometry === null || volume === null || !volume.isComplete() || values instanceof Uint8Array ? null : { geometry, values, toHu: { slope: 1, intercept: 0 } }
}

function openFor(series: SeriesDescription): OpenAnalysis | null {
  const { seriesUid, modality } = series.summary
  const there = openAnalyses.get(seriesUid)
  if (there !== undefined) return there
  const taken = modality === 'CT' ? takePixels(series, 'volume') : null
  if (taken === null || !taken.ok) return null
  const volume = huVolume(taken.value.pixels)
  if (volume === null) {
    taken.value.release()
    return null
  }
  const made: OpenAnalysis = { analysis: openVolumeAnalysis(volume), volume, release: () => { taken.value.release() } }
  openAnalyses.set(seriesUid, made)
  return made
}

/**
 * Asks about the voxels of a CT series, in a worker over the pixels that its views hold. Null while its images are still
 * loading, and for what is no CT volume: Hounsfield units mean nothing elsewhere.
 */
export const volumeAnalysis = (series: SeriesDescription): VolumeAnalysis | null => openFor(series)?.analysis ?? null

/** The voxels of a CT series, to be compared with those of another. */
export const comparableVolume = (series: SeriesDescription): HuVolume | null => openFor(series)?.volume ?? null

/** Ends every analysis and gives its pixels back: the patient was changed. */
export function closeVolumeAnalyses(): void {
  for (const { analysis, release } of openAnalyses.values()) {
    analysis.close()
    release()
  }
  openAnalyses.clear()
}
