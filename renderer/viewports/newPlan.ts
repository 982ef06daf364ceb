import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan, ProjectionPlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { palette } from './overlay/displayList.ts'

/** Path A, Path B, ...: the first letter that no plan has. */
function nextName(plans: readonly NeedlePlan[]): string {
  const taken = new Set(plans.map(plan => plan.name))
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.map(letter => `Path ${letter}`).find(name => !taken.has(name)) ?? `Path ${String(plans.length + 1)}`
}

export const newVolumePlan = (seriesUid: string, geometry: VolumeGeometry, plans: readonly NeedlePlan[]): VolumePlan => ({
  kind: 'volume', planId: crypto.randomUUID(), name: nextName(plans), colour: palette.plan, seriesUid,
  frameOfReferenceUid: geometry.frameOfReferenceUid, entryLpsMm: null, targetLpsMm: null, needle: null,
})

export const newProjectionPlan = (seriesUid: string, frame: number, plans: readonly NeedlePlan[]): ProjectionPlan => ({
  kind: 'projection', planId: crypto.randomUUID(), name: nextName(plans), colour: palette.plan, seriesUid, frame, entryPx: null, targetPx: null, needle: null,
})
