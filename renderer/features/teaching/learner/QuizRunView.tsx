import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSeriesDescription } from '#renderer/features/case/index.ts'
import { TimeLine, useCineKeys, useRun } from '#renderer/features/fluoroscopy/index.ts'
import { useOfferedSubtraction } from '#renderer/features/contrast/index.ts'
import { SeriesViews } from '#renderer/features/series/index.ts'
import { XrayView } from '#renderer/features/xray/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import type { FrameLayer, FrameMode } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

type QuizSeriesProps = { readonly seriesUid: string; /** To be looked at: the one that is asked about, or the expert’s. */ readonly frame: number | null; readonly above: readonly FrameLayer[]; readonly tags: ReactNode }

/** The images of a question that asks for no path: a run with its time line, or planes. */
export function QuizSeries({ seriesUid, frame, above, tags }: QuizSeriesProps) {
  const { series, fault } = useSeriesDescription(seriesUid)
  if (series === null) return <div className="empty views"><p>{fault ?? 'Reading the series.'}</p></div>
  if (series.summary.kind === 'volume') return <SeriesViews series={series} plans={[]} activePlanId={null} onPlanChange={() => undefined} tags={tags} />
  return <QuizRun key={seriesUid} series={series} frame={frame} above={above} tags={tags} />
}

const modes = [{ value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' }, { value: 'peak', label: 'Peak' }] as const

function QuizRun({ series, frame, above, tags }: { readonly series: SeriesDescription; readonly frame: number | null; readonly above: readonly FrameLayer[]; readonly tags: ReactNode }) {
  const run = useRun(series)
  useCineKeys(run)
  const { showFrame } = run
  const wentTo = useRef<number | null>(null)
  useEffect(() => {
    if (frame !== null && wentTo.current !== frame) showFrame(frame)
    wentTo.current = frame
  }, [frame, showFrame])
  const isRun = run.lastFrame > run.firstFrame
  const [wanted, want] = useState<FrameMode>('native')
  const { subtraction, maps } = useOfferedSubtraction(series, run.run, wanted)
  const mode = subtraction === null ? 'native' : wanted
  return (
    <div className={isRun ? 'views run' : 'views one'}>
      <XrayView viewId="frame" title={isRun ? 'Run' : 'Image'} subtitle="" series={series} run={run} mode={mode} subtraction={subtraction} maps={maps} plans={[]} activePlanId={null} onPlanChange={() => undefined} above={above} headerEnd={<>{tags}{isRun && subtraction !== null && <Segmented<FrameMode> className="modes" label="Picture" choices={modes} value={mode} onChange={want} />}</>} large />
      {isRun && <TimeLine run={run} title="Run" />}
    </div>
  )
}
