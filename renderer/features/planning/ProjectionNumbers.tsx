import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import { writeDecimal } from '#renderer/features/case/index.ts'
import type { ProjectionPlan } from '#shared/planning/needlePlan.ts'
import { measureProjectionPlan, type PixelSize } from './planFigures.ts'

/** Without a figure of its own error: how far the joint lies from the depth that was calibrated is not known here. */
const badges: Readonly<Record<PixelSize['basis'], readonly [string, string]>> = { calibrated: ['cal', 'CAL'], isocentre: ['cal est', 'EST'], detector: ['cal est', 'DET'], unknown: ['cal px', 'PX'] }

/** The figures of a path on one X-ray image: pixels, and mm where the header tells what they are worth. */
export function ProjectionNumbers({ plan }: { readonly plan: ProjectionPlan }) {
  const size = useQuery({
    queryKey: ['fluoroscopy.calibration', plan.seriesUid, plan.frame],
    queryFn: async () => { const answer = await client.call('fluoroscopy.calibration', { seriesUid: plan.seriesUid, frame: plan.frame }); return answer.ok ? answer.value : null },
  }).data ?? null
  const figures = measureProjectionPlan(plan, size)
  const lengthMm = figures?.lengthMm ?? null
  const [look, words] = badges[lengthMm === null && size?.basis !== 'detector' ? 'unknown' : size?.basis ?? 'unknown']
  return (
    <section className="sec nums" aria-label="Path numbers">
      <div className="n1">
        <div className="lbl">Entry to target</div>
        <div><span className="hero">{figures === null ? '–' : writeDecimal(lengthMm ?? figures.lengthPx)}</span><span className="unit">{lengthMm === null ? 'px' : 'mm'}</span> <span className={look}>{words}</span></div>
      </div>
      <p className="sub n1">{size?.note ?? ''}</p>
    </section>
  )
}
