import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useSeriesDescription } from '#renderer/features/case/index.ts'
import { TimeLine, useCineKeys, useRun } from '#renderer/features/fluoroscopy/index.ts'
import { useOfferedSubtraction } from '#renderer/features/contrast/index.ts'
import { SeriesViews } from '#renderer/features/series/index.ts'
import { XrayView } from '#renderer/features/xray/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import type { FrameLayer, FrameMode } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

type QuizSeriesProps = { readonly seriesUid: string; /** To be looked at: the one that is asked about, or the expert’s. */ readonly frame: number | null; readonly above: readonly FrameLayer[]; readonly keys: MarkKeys | null; readonly tags: ReactNode }

/** A mark that is put down and moved without a pointer: it begins in the middle of the frame that is shown, and Alt and the arrows move it. */
export type MarkKeys = { readonly placeInMiddle: (series: SeriesDescription, frame: number) => void; readonly moveBy: (shift: readonly [columns: number, rows: number]) => void }
const STEP_PX = 8, FINE_PX = 1

/** The images of a question that asks for no path: a run with its time line, or planes. */
export function QuizSeries({ seriesUid, frame, above, keys, tags }: QuizSeriesProps) {
  const { series, fault } = useSeriesDescription(seriesUid)
  if (series === null) return <div className="empty views"><p>{fault ?? 'Reading the series.'}</p></div>
  if (series.summary.kind === 'volume') return <SeriesViews series={series} plans={[]} activePlanId={null} onPlanChange={() => undefined} tags={tags} />
  return <QuizRun key={seriesUid} series={series} frame={frame} above={above} keys={keys} tags={tags} />
}

const modes = [{ value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' }, { value: 'peak', label: 'Peak' }] as const

function QuizRun({ series, frame, above, keys, tags }: Omit<QuizSeriesProps, 'seriesUid'> & { readonly series: SeriesDescription }) {
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
      <XrayView viewId="frame" title={isRun ? 'Run' : 'Image'} subtitle="" series={series} run={run} mode={mode} subtraction={subtraction} maps={maps} plans={[]} activePlanId={null} onPlanChange={() => undefined} above={above} onNudge={keys === null ? undefined : ([columns, rows], fine) => { const step = fine ? FINE_PX : STEP_PX; keys.moveBy([columns * step, rows * step]) }} headerEnd={<>{tags}{keys !== null && <button type="button" className="btn sm" title="Then Alt and the arrows move the mark, with Shift by one pixel" onClick={() => { run.cine.pause(); keys.placeInMiddle(series, run.cine.stillFrame ?? run.cine.frame) }}>Mark the middle</button>}{isRun && subtraction !== null && <Segmented<FrameMode> className="modes" label="Picture" choices={modes} value={mode} onChange={want} />}</>} large />
      {isRun && <TimeLine run={run} title="Run" />}
    </div>
  )
}
