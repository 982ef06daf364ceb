import { useEffect, useState } from 'react'
import { editWhenFound, useSession } from '#renderer/features/case/index.ts'
import type { PlanChange } from '#renderer/viewports/index.ts'
import { useSeriesPixels, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { vectorDistance, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { changePlan, useLivePlan } from './planEdits.ts'

/** An entry this near to the skin is on it: half the side of a fine voxel. */
const ON_SKIN_MM = 0.5

const isSame = (a: readonly number[] | null, b: readonly number[] | null): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Takes a change of a plan, and lets an entry that was placed or moved fall onto the skin: along the path where there is a
 * target, else to the nearest place. One step, so that one undo takes it back. Where the scan shows no skin there, the
 * entry stays where the hand put it.
 */
export async function changePlanOnSkin(series: SeriesDescription, before: NeedlePlan | undefined, ...[plan, step, phase]: Parameters<PlanChange>): Promise<void> {
  const isEntry = plan.kind === 'volume' && plan.entryLpsMm !== null && !isSame(plan.entryLpsMm, before?.kind === 'volume' ? before.entryLpsMm : null)
  const analysis = phase === 'done' && isEntry ? volumeAnalysis(series) : null
  if (!isEntry || analysis === null) return changePlan(plan, step, phase)
  useLivePlan.setState({ plan })
  await editWhenFound(skinFor(analysis, plan), (entry) => {
    const kept = useSession.getState().document?.plans.find((each) => each.planId === plan.planId)
    const settled = settleEntry({ before, drawn: plan, kept }, entry ?? plan.entryLpsMm)
    if (settled !== null) changePlan(settled, step, 'done')
  })
}

type Meanwhile = { readonly before: NeedlePlan | undefined; readonly drawn: VolumePlan; readonly kept: NeedlePlan | undefined }

/**
 * The plan once its entry lies on the skin. The skin takes a while to find, and meanwhile a target may have been moved, a needle
 * chosen, a name given: this step's are only the points that nobody has moved since. Null when the entry itself was: what
 * the hand did last stands.
 */
export function settleEntry({ before, drawn, kept }: Meanwhile, entryLpsMm: VolumePlan['entryLpsMm']): VolumePlan | null {
  if (kept?.kind !== 'volume') return { ...drawn, entryLpsMm }
  const was = before?.kind === 'volume' ? before : { entryLpsMm: null, targetLpsMm: null }
  const isStill = (point: 'entryLpsMm' | 'targetLpsMm'): boolean => isSame(kept[point], was[point]) || isSame(kept[point], drawn[point])
  if (!isStill('entryLpsMm')) return null
  return { ...kept, entryLpsMm, targetLpsMm: isStill('targetLpsMm') ? drawn.targetLpsMm : kept.targetLpsMm }
}

async function skinFor(analysis: NonNullable<ReturnType<typeof volumeAnalysis>>, { entryLpsMm, targetLpsMm }: VolumePlan): Promise<[number, number, number] | null> {
  if (entryLpsMm === null) return null
  const found = targetLpsMm === null || vectorDistance(entryLpsMm, targetLpsMm) < ON_SKIN_MM
    ? await analysis.ask('skinAt', { point: entryLpsMm, direction: null })
    : await analysis.ask('skinAlong', { target: targetLpsMm, direction: vectorSubtract(entryLpsMm, targetLpsMm) })
  if (found === null || !found.ok) return null
  const { pointLpsMm } = found.value
  return [pointLpsMm[0], pointLpsMm[1], pointLpsMm[2]]
}

/** Where the entry lies: on the skin, or not, or nobody can tell; then why, in words. */
export type EntryPlace = { readonly kind: 'onSkin' } | { readonly kind: 'offSkin' | 'unknown'; readonly words: string }

const unknown = (words: string): EntryPlace => ({ kind: 'unknown', words })

/** Null while it is being asked for, and without an entry. */
export function useEntryPlace(series: SeriesDescription | null, plan: NeedlePlan | null): EntryPlace | null {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly place: EntryPlace } | null>(null)
  const { loaded, total } = useSeriesPixels(series?.summary.seriesUid ?? '')
  const isComplete = total > 0 && loaded === total
  const entry = plan?.kind === 'volume' ? plan.entryLpsMm : null
  // By its place and not by the array that holds it: a dragged target makes a new plan at every move.
  const place = JSON.stringify(entry)
  const key = JSON.stringify([series?.summary.seriesUid, place, isComplete])
  useEffect(() => {
    const entry = JSON.parse(place) as [number, number, number] | null
    if (series === null || entry === null || !isComplete) return
    const analysis = volumeAnalysis(series)
    if (analysis === null) return
    let wanted = true
    void analysis.ask('skinAt', { point: entry, direction: null }).then(async found => {
      if (found === null) return
      const inside = await analysis.ask('isInside', { points: [entry] })
      if (wanted) setAnswer({ key, place: placeOf(found.ok ? vectorDistance(found.value.pointLpsMm, entry) : found.error.message, inside?.ok === true && inside.value[0] === true) })
    })
    return () => { wanted = false }
  }, [series, place, key, isComplete])
  if (entry === null || series === null) return null
  if (series.summary.modality !== 'CT') return unknown('Skin is found on CT only.')
  return answer?.key === key ? answer.place : null
}

/** From the distance to the nearest skin, or why none is known. */
export function placeOf(distance: number | string, isInside: boolean): EntryPlace {
  if (typeof distance === 'string') return unknown(distance)
  if (distance <= ON_SKIN_MM) return { kind: 'onSkin' }
  const side = isInside ? 'inside the body' : 'outside the body'
  return { kind: 'offSkin', words: `The entry lies ${side}, ${distance.toFixed(1)} mm from the skin, so the length is not the depth from the skin. Drag the entry: it falls onto the skin.` }
}
