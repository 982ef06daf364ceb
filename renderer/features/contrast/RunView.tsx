import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { useSeries, useSession } from '#renderer/features/session/index.ts'
import { FrameView, useCine, type FrameMode } from '#renderer/viewports/index.ts'
import { useEffect } from 'react'
import { useContrastView, viewIdOf, type Run, type Slot } from './contrastView.ts'
import { RunPicker } from './RunPicker.tsx'
import { answersOf } from './runEdits.ts'
import { TimeLine } from './TimeLine.tsx'
import { useRunKeys } from './useRunKeys.ts'

export function RunView({ slot, choices }: { readonly slot: Slot; readonly choices: readonly SeriesSummary[] }) {
  const run = useContrastView((state) => state.runs[slot])
  const { data: series, error } = useSeries(run?.seriesUid ?? null)
  if (run === null) return <figure className="vp cvp" aria-label="Empty view"><figcaption className="vp-h"><RunPicker slot={slot} run={null} choices={choices} series={null} /></figcaption></figure>
  if (error !== null) return <figure className="vp cvp"><figcaption className="vp-h"><RunPicker slot={slot} run={run} choices={choices} series={null} /></figcaption><div className="empty-state"><b>{error.message}</b></div></figure>
  if (series === undefined) return <figure className="vp cvp" aria-busy="true" />
  return <LoadedRun slot={slot} run={run} series={series} choices={choices} />
}

type LoadedRunProps = { readonly slot: Slot; readonly run: Run; readonly series: SeriesDescription; readonly choices: readonly SeriesSummary[] }

function LoadedRun({ slot, run, series, choices }: LoadedRunProps) {
  const document = useSession((state) => state.document)
  const isActive = useContrastView((state) => state.active === slot)
  const mode = useContrastView((state) => state.modes[slot])
  const setMode = useContrastView((state) => state.setMode)
  const setActive = useContrastView((state) => state.setActive)
  const setFrame = useContrastView((state) => state.setFrame)
  const cine = useCine(series, run.run)
  const answers = answersOf(document, run)
  const { frame, seek } = cine
  useEffect(() => { setFrame(slot, frame) }, [frame, setFrame, slot])
  useAskedFrame(slot, series, run, seek)
  useRunKeys({ isActive, cine, run, slot })
  const hasMask = answers.maskFrames.length > 0
  return (
    <>
      <div className={`slot slot-${slot}`} onPointerDownCapture={() => { setActive(slot) }}>
        <FrameView
          viewId={viewIdOf(slot)} title={series.summary.description === '' ? series.summary.modality : series.summary.description}
          subtitle={series.runs.length > 1 ? `run ${String(run.run + 1)} of ${String(series.runs.length)}` : ''}
          series={series} frame={frame} onFrameChange={seek} mode={hasMask ? mode : 'native'}
          subtraction={hasMask ? { seriesUid: run.seriesUid, maskFrames: [...answers.maskFrames], shiftPx: answers.shiftPx } : null}
          plans={[]} activePlanId={null} onPlanChange={() => undefined} large={true}
          leftOnScreen={document?.study.projectionLeft[run.seriesUid] ?? null} side={document?.study.side ?? null}
          headerEnd={<><RunPicker slot={slot} run={run} choices={choices} series={series} /><ModeSwitch mode={hasMask ? mode : 'native'} hasMask={hasMask} onChange={(next) => { setMode(slot, next) }} name={series.summary.description} /></>}
        />
      </div>
      {isActive && <TimeLine series={series} run={run} cine={cine} answers={answers} />}
    </>
  )
}

/** Goes to the frame that a key image was taken on, in whichever run of the series it lies. */
function useAskedFrame(slot: Slot, series: SeriesDescription, run: Run, seek: (frame: number) => void): void {
  const asked = useContrastView((state) => state.asked)
  const askFor = useContrastView((state) => state.askFor)
  const setRun = useContrastView((state) => state.setRun)
  useEffect(() => {
    if (slot !== 'first' || asked === null || asked.seriesUid !== series.summary.seriesUid) return
    const holder = series.runs.findIndex((one) => asked.frame >= one.firstFrame && asked.frame < one.firstFrame + one.frames)
    if (holder === -1) return askFor(null)
    if (holder !== run.run) return setRun('first', { seriesUid: asked.seriesUid, run: holder })
    seek(asked.frame)
    askFor(null)
  }, [asked, askFor, run, seek, series, setRun, slot])
}

const modeWords: Readonly<Record<FrameMode, string>> = { native: 'Native', subtracted: 'Subtracted' }

function ModeSwitch({ mode, hasMask, onChange, name }: { readonly mode: FrameMode; readonly hasMask: boolean; readonly onChange: (mode: FrameMode) => void; readonly name: string }) {
  return (
    <div className="seg modes" role="radiogroup" aria-label={`${name} picture`}>
      {(['native', 'subtracted'] as const).map((choice) => (
        <button key={choice} type="button" role="radio" aria-checked={mode === choice} className={mode === choice ? 'on' : ''}
          aria-disabled={choice === 'subtracted' && !hasMask} title={choice === 'subtracted' && !hasMask ? 'Choose a frame before the contrast first (Mask here)' : undefined}
          onClick={() => { if (choice === 'native' || hasMask) onChange(choice) }}>{modeWords[choice]}</button>
      ))}
    </div>
  )
}
