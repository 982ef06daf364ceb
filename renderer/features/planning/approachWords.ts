import { approachOf } from '#shared/planning/approach.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'

const words = { posterior: 'posterior', posterolateral: 'posterolateral', lateral: 'lateral', caudalToCranial: 'caudal to cranial' } as const

/** What the path is called by its direction, wherever its target lies; null until it has one. */
export function approachWords({ entryLpsMm, targetLpsMm }: Pick<VolumePlan, 'entryLpsMm' | 'targetLpsMm'>): string | null {
  if (entryLpsMm === null || targetLpsMm === null) return null
  const approach = approachOf(entryLpsMm, targetLpsMm)
  return approach === null ? 'from the front' : words[approach]
}
