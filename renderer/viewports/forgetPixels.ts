import { closeContrastAnalyses } from './contrastAnalysis.ts'
import { releaseUnusedPixels } from './seriesPixels.ts'
import { closeVolumeAnalyses } from './volumeAnalysis.ts'

/** Frees the pixels that no view shows, and what was asked about them. */
export function forgetPixels(): void {
  closeVolumeAnalyses()
  closeContrastAnalyses()
  releaseUnusedPixels()
}
