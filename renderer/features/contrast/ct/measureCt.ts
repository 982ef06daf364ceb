import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { comparableVolume, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { relationOf, rigidFrom } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { withInjected } from './ctBalance.ts'
import { useCtLooking, type CtPick } from './ctPick.ts'
import { askedStructures, needlesOn, type CtFocus } from './ctStructures.ts'

type Contrast = CaseDocument['contrast']
export type CtSeries = { readonly before: SeriesDescription; readonly after: SeriesDescription; readonly later: SeriesDescription | null }

/** Subtracts the scans in the worker, keeps the figures and the opaque part with the case, and shows the difference. */
export async function measureCt(pick: CtPick, { before, after, later }: CtSeries, focus: CtFocus, by: string): Promise<void> {
  const { document } = useSession.getState()
  const [analysis, beforeVolume, laterVolume] = [volumeAnalysis(after), comparableVolume(before), later === null ? null : comparableVolume(later)]
  if (document === null || analysis === null || beforeVolume === null || (later !== null && laterVolume === null)) return tellReceipt('The images of all scans have to be here first. Wait a moment and try again.')
  const { registrations } = document.planning
  const relation = relationOf(registrations, pick.after, pick.before)
  const toLater = pick.later === null ? null : relationOf(registrations, pick.after, pick.later)
  if (relation === null || (pick.later !== null && toLater === null)) return tellReceipt('Register the scans first.')
  useCtLooking.setState({ measuring: true })
  const answer = await analysis.ask('contrastSpread', {
    before: beforeVolume, beforeFromAfter: rigidFrom(relation.move), focusLpsMm: focus.point, needles: needlesOn(document, [pick.before, pick.after], pick.after), structures: askedStructures(document, pick.after),
    later: laterVolume === null || toLater === null ? null : { scan: laterVolume, laterFromFirst: rigidFrom(toLater.move) }, injectedMl: document.contrast.injection.volumeMl,
  }).finally(() => { useCtLooking.setState({ measuring: false }) })
  if (answer === null) return
  if (!answer.ok) return tellReceipt(answer.error.message)
  const { figures, opaque, slices, difference } = answer.value
  const isStated = relation.basis === 'stated' || toLater?.basis === 'stated'
  const [x, y, z] = focus.point
  const kept: NonNullable<Contrast['ct']> = {
    opaque, slices: [...slices],
    figures: {
      ...figures, beforeSeriesUid: pick.before, afterSeriesUid: pick.after, laterSeriesUid: pick.later, focusLpsMm: [x, y, z],
      basis: isStated ? 'stated' : 'registered', repeatsWithinMm: isStated ? null : relation.repeatsWithinMm, by: by.slice(0, 64), atIso: new Date().toISOString(),
    },
  }
  await editCase('contrast on CT measured', (now) => ({ ...now, contrast: { ...now.contrast, decision: null, ct: withInjected(kept, now.contrast.injection.volumeMl) } }))
  useCtLooking.setState({ difference: { pick, volume: difference, thresholdHu: figures.thresholdHu }, share: 1 })
}
