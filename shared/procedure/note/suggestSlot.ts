import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import type { KeyImageSlot } from './keyImageSlots.ts'

type Known = {
  /** What the C-arm or the operator says the run shows; null where neither does. */
  readonly view: 'ap' | 'lateral' | null
  /** Which scan showed the contrast at once, and which later, is known from what was decided on them. */
  readonly assessments: RecordState['assessments']
}

/** Which needed picture a key image could be; null where nothing tells. An offer: a person says which it is. */
export function suggestSlot(image: Pick<KeyImage, 'view' | 'stage' | 'trueView' | 'loop' | 'plans' | 'seriesUid'>, { view, assessments }: Known): KeyImageSlot | null {
  if (image.view.kind === 'bone') return null
  return image.view.kind === 'frame' ? ofProjection(image, view) : ofVolume(image, assessments)
}

function ofProjection({ view: shown, stage, trueView, loop }: Pick<KeyImage, 'view' | 'stage' | 'trueView' | 'loop'>, said: Known['view']): KeyImageSlot | null {
  const isContrast = stage === 'contrast' || (shown.kind === 'frame' && shown.mode !== 'native')
  if (loop !== undefined) return isContrast ? 'contrastRun' : null
  const view = trueView === undefined ? said : trueView.view === 'lateral' ? 'lateral' : 'ap'
  if (view === null || stage === 'record') return null
  if (view === 'lateral') return isContrast ? 'lateralContrast' : 'lateralNeedle'
  return isContrast ? 'apContrast' : 'apNeedle'
}

function ofVolume({ stage, plans, seriesUid }: Pick<KeyImage, 'stage' | 'plans' | 'seriesUid'>, assessments: Known['assessments']): KeyImageSlot | null {
  const spreads = assessments.flatMap(({ assessment }) => assessment.ctSpread ?? [])
  if (spreads.some(({ laterSeriesUid }) => laterSeriesUid === seriesUid)) return 'delayedContrast'
  if (spreads.some(({ afterSeriesUid }) => afterSeriesUid === seriesUid)) return 'immediateContrast'
  if (stage === 'contrast') return 'immediateContrast'
  if (plans.some((plan) => plan.kind === 'volume' && plan.actualNeedle?.seriesUid === seriesUid)) return 'tipInJoint'
  return stage === 'plan' && plans.length > 0 ? 'planSlice' : null
}
