import { useCaseDocument } from '#renderer/features/case/index.ts'
import { useCineFrame, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { FrameStrip, upright } from '#renderer/viewports/index.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'

/** Differences along the run, turned as its pictures are. */
export function RunStrip({ run, subtraction, faint }: { readonly run: Run; readonly subtraction: RunSubtraction; readonly faint: boolean }) {
  const { study, contrast, fluoroscopy } = useCaseDocument()
  const { seriesUid } = subtraction
  const kept = fluoroscopy.turns[seriesUid]
  const frame = useCineFrame(run.cine)
  const turn = kept === undefined ? upright : { flipped: kept.flippedHorizontally, rotationDeg: kept.rotationDeg }
  return <FrameStrip leftOnScreen={study.projectionLeft[seriesUid] ?? null} anteriorOnScreen={study.projectionAnterior[seriesUid] ?? null} saidView={contrast.viewOf[run.key] ?? null} series={run.series} subtraction={subtraction} faint={faint} shownFrame={frame} turn={turn} onChoose={(to) => { run.cine.seek(to) }} />
}
