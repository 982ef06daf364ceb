import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { blendOf, tagOf, useCheck } from '#renderer/features/planning/index.ts'
import { SeriesViews } from '#renderer/features/series/index.ts'
import type { Blend, DrawnStructure, MarkLayer, StructureLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { samePick, useCtLooking, type CtPick } from './ctPick.ts'
import { structuresOn } from './ctStructures.ts'

const ignore = (): void => undefined
/** The difference goes from nothing to what neat contrast adds. */
const DIFFERENCE = { centreHu: 400, widthHu: 1200 } as const

/** The scan after contrast in its planes: what is opaque in its colour, the difference over it, and the drawn structures. */
export function CtViews({ pick }: { readonly pick: CtPick }) {
  const document = useCaseDocument()
  const { series, fault } = useSeriesDescription(pick.after)
  const blend = useShownBlend(pick)
  if (series === null) return <div className="empty views"><p>{fault ?? 'Reading the series.'}</p></div>
  const structures: StructureLayer = { shown: [...drawnOn(document, pick.after), ...spreadOf(document, pick)], chosenId: null, newRadiusMm: 2, onChange: ignore, brush: null }
  const marks: MarkLayer = { shown: { joint: null, landmarks: [], ways: null, actual: needleOf(document, pick.after) }, blend, onPlace: ignore, onDrag: ignore }
  return <SeriesViews series={series} plans={[]} activePlanId={null} onPlanChange={ignore} structures={structures} marks={marks} />
}

/** A scan whose registration is judged goes before the difference. */
function useShownBlend(pick: CtPick): Blend | null {
  const check = useCheck()
  const { difference, share } = useCtLooking()
  const { series: before } = useSeriesDescription(pick.before)
  const { series: later } = useSeriesDescription(pick.later)
  const judged = blendOfAny([before, later], pick.after, check)
  if (judged !== null || check.found !== null) return judged
  if (difference === null || !samePick(difference.pick, pick)) return null
  return {
    volume: difference.volume, toOther: (point) => point, share, difference: { ...DIFFERENCE, opaqueHu: difference.thresholdHu },
    words: share === 0 ? 'Opaque part in colour' : `After minus before, ${(share * 100).toFixed(0)} %`,
  }
}

const blendOfAny = (scans: readonly (SeriesDescription | null)[], shownUid: string, check: Parameters<typeof blendOf>[2]): Blend | null =>
  scans.map((scan) => blendOf(scan, shownUid, check)).find((blend) => blend !== null) ?? null

const drawnOn = (document: CaseDocument, seriesUid: string): readonly DrawnStructure[] => structuresOn(document, seriesUid).flatMap(({ structure, there }) => (there === null ? [] : [{
  structureId: structure.id, kind: structure.kind, name: structure.name, tag: tagOf(structure), points: there.shape.form === 'tube' ? there.shape.points : [], painted: there.shape.form === 'painted' ? there.shape : null, figure: null,
}]))

function spreadOf({ contrast: { ct } }: CaseDocument, pick: CtPick): readonly DrawnStructure[] {
  if (ct === null || ct.figures.afterSeriesUid !== pick.after || ct.opaque.voxels === 0) return []
  return [{ structureId: 'contrast-spread', kind: 'contrastSpread', name: 'Spread', tag: 'Spread', points: [], painted: ct.opaque, figure: `${ct.figures.longestMm.toFixed(1)} mm` }]
}

function needleOf({ plans }: CaseDocument, seriesUid: string): MarkLayer['shown']['actual'] {
  for (const plan of plans) if (plan.kind === 'volume' && plan.actualNeedle?.seriesUid === seriesUid) return { hubSide: plan.actualNeedle.hubSideLpsMm, tip: plan.actualNeedle.tipLpsMm }
  return null
}
