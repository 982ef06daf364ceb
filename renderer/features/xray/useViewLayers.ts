import { useMemo } from 'react'
import { useOperator, useSeriesDescriptions, useSession } from '#renderer/features/case/index.ts'
import { viewOfAngles, viewWords, type Run } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { noPairLayer, pairLayer } from './pair/pairLayer.ts'
import { usePairState } from './pair/pairState.ts'
import { pairOfRun, useShownMarks } from './pair/usePair.ts'
import { shaftLayer } from './needle/shaftLayer.ts'
import { outerDiameterOn } from './needle/needleChoice.ts'
import { guideLayer, useGuide } from './trueView/guide.ts'

/** Points that are marked in two views, the needle as it lies, guides for a true view. */
export function useViewLayers(series: SeriesDescription, run: Run): readonly FrameLayer[] {
  const marks = useShownMarks()
  const chosen = usePairState((state) => state.chosen)
  const operator = useOperator() ?? ''
  const { guide } = useGuide()
  const document = useSession((state) => state.document)
  const { seriesUid } = series.summary
  const at = pairOfRun(marks.pairs, chosen, { seriesUid, run: run.run })
  const described = useSeriesDescriptions(at === null ? [] : [...new Set([at.pair.first.seriesUid, at.pair.second.seriesUid])])
  return useMemo(() => {
    const image = series.images[series.runs[run.run]?.image ?? -1]
    const said = viewOfAngles(image?.positioner ?? null)
    const viewName = said === null ? `run ${String(run.run + 1)}` : viewWords[said]
    const guides = image === undefined ? null : guideLayer(guide, runKey(seriesUid, run.run), image.rows)
    return [
      ...(guides === null ? [] : [guides]),
      shaftLayer({ seriesUid, run, needles: marks.needles, operator, viewName, outerDiameterMm: document === null ? null : outerDiameterOn(document, series, run.run) }),
      at === null ? noPairLayer : pairLayer({ ...at, described, viewName }),
    ]
  }, [series, run, marks, at, described, guide, operator, document, seriesUid])
}
