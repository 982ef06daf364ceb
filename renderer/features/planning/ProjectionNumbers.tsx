import { writeDecimal } from '#renderer/features/case/index.ts'
import { calibrationBadge } from '#renderer/viewports/index.ts'
import { calibrationOfFrame, type FramePixel } from '#shared/calibration/frameCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { ProjectionPlan } from '#shared/planning/needlePlan.ts'
import { measureProjectionPlan } from '#shared/planning/planFigures.ts'
import { useShownDocument } from './marks/liveMark.ts'

const looks: Readonly<Record<FramePixel['basis'], string>> = { calibrated: 'cal', isocentre: 'cal est', detector: 'cal est', unknown: 'cal px' }

/** The figures of a path on one X-ray image: pixels, and mm where it is known what they are worth, by the operator before the header. */
export function ProjectionNumbers({ plan, series }: { readonly plan: ProjectionPlan; readonly series: SeriesDescription | null }) {
  const { fluoroscopy } = useShownDocument()
  const size = series === null || series.summary.seriesUid !== plan.seriesUid ? null : calibrationOfFrame(series, plan.frame, fluoroscopy.calibrations)
  const figures = measureProjectionPlan(plan, size)
  const lengthMm = figures?.lengthMm ?? null
  const shown: Pick<FramePixel, 'basis' | 'errorPercent' | 'from'> = size === null || (lengthMm === null && size.basis !== 'detector') ? { basis: 'unknown', errorPercent: null, from: 'none' } : size
  return (
    <section className="sec nums" aria-label="Path numbers">
      <div className="n1">
        <div className="lbl">Entry to target</div>
        <div><span className="hero">{figures === null ? '–' : writeDecimal(lengthMm ?? figures.lengthPx)}</span><span className="unit">{lengthMm === null ? 'px' : 'mm'}</span> <span className={looks[shown.basis]}>{calibrationBadge(shown).text}</span></div>
      </div>
      <p className="sub n1">{size?.note ?? ''}</p>
    </section>
  )
}
