import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { comparableVolume, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { relationOf, rigidFrom } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { withInjected } from './ctBalance.ts'
import { ctInputsOf } from './ctInputs.ts'
import { useCtLooking, type CtPick } from './ctPick.ts'
import { askedStructures, needlesOn, type CtFocus } from './ctStructures.ts'

type Contrast = CaseDocument['contrast']
export type CtSeries = { readonly before: SeriesDescription; readonly after: SeriesDescription; readonly later: SeriesDescription | null }

/** What the worker is asked; a sentence where it cannot be asked yet. */
async function askSpread(pick: CtPick, { before, after, later }: CtSeries, point: PatientPoint) {
  const { document } = useSession.getState()
  const [analysis, beforeVolume, laterVolume] = [volumeAnalysis(after), comparableVolume(before), later === null ? null : comparableVolume(later)]
  if (document === null || analysis === null || beforeVolume === null || (later !== null && laterVolume === null)) return 'The images of all scans have to be here first. Wait a moment and try again.'
  const { registrations } = document.planning
  const relation = relationOf(registrations, pick.after, pick.before)
  const toLater = pick.later === null ? null : relationOf(registrations, pick.after, pick.later)
  if (relation === null || (pick.later !== null && toLater === null)) return 'Register the scans first.'
  useCtLooking.setState({ measuring: true })
  const answer = await analysis.ask('contrastSpread', {
    before: beforeVolume, beforeFromAfter: rigidFrom(relation.move), focusLpsMm: point, needles: needlesOn(document, [pick.before, pick.after], pick.after), structures: askedStructures(document, pick.after),
    later: laterVolume === null || toLater === null ? null : { scan: laterVolume, laterFromFirst: rigidFrom(toLater.move) }, injectedMl: document.contrast.injection.volumeMl,
  }).finally(() => { useCtLooking.setState({ measuring: false }) })
  if (answer === null) return null
  return answer.ok ? { ...answer.value, inputs: ctInputsOf(document, pick), relation, isStated: relation.basis === 'stated' || toLater?.basis === 'stated' } : answer.error.message
}

/** The difference of scans that were measured before: it is not kept, and comes back by itself after a restart. */
export async function showDifferenceAgain(pick: CtPick, series: CtSeries, figures: NonNullable<Contrast['ct']>['figures']): Promise<void> {
  useCtLooking.setState({ askedAgain: pick })
  const found = await askSpread(pick, series, figures.focusLpsMm)
  if (found !== null && typeof found !== 'string') useCtLooking.setState({ difference: { pick, volume: found.difference, thresholdHu: found.figures.thresholdHu }, share: 1 })
}

/** Subtracts the scans in the worker, keeps the figures and the opaque part with the case, and shows the difference. */
export async function measureCt(pick: CtPick, series: CtSeries, focus: CtFocus, by: string): Promise<void> {
  const found = await askSpread(pick, series, focus.point)
  if (found === null) return
  if (typeof found === 'string') return tellReceipt(found)
  const { figures, opaque, slices, difference, inputs, relation, isStated } = found
  const [x, y, z] = focus.point
  const kept: NonNullable<Contrast['ct']> = {
    opaque, slices: [...slices], inputs,
    figures: {
      ...figures, beforeSeriesUid: pick.before, afterSeriesUid: pick.after, laterSeriesUid: pick.later, focusLpsMm: [x, y, z],
      basis: isStated ? 'stated' : 'registered', repeatsWithinMm: isStated ? null : relation.repeatsWithinMm, by: by.slice(0, 64), atIso: new Date().toISOString(),
    },
  }
  await editCase('contrast on CT measured', (now) => ({ ...now, contrast: { ...now.contrast, decision: null, ct: withInjected(kept, now.contrast.injection.volumeMl) } }))
  useCtLooking.setState({ difference: { pick, volume: difference, thresholdHu: figures.thresholdHu }, share: 1 })
}
