import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { TimeLine, toggleEnlarged, useCineKeys, useLooking, useOffersRun, useRun, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { XrayView } from '#renderer/features/xray/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import { placeOf, setActiveSlot, showMode, useContrastView, useShownRun, viewIdOf, type Slot } from './contrastView.ts'
import { CurveChart } from './curves/index.ts'
import { LinkButtons } from './LinkButtons.tsx'
import { MarkButtons } from './MarkButtons.tsx'
import { answersOf } from './runEdits.ts'
import { viewTitle } from './runList.ts'
import { RunSelect } from './RunPickers.tsx'
import { useRunLayers } from './useRunLayers.ts'
import { useLookKeys } from './useLookKeys.ts'
import { useSeenToEnd } from './useSeenToEnd.ts'

type RunViewProps = { readonly slot: Slot; readonly runs: readonly ListedRun[] }

export function RunView({ slot, runs }: RunViewProps) {
  const shown = useShownRun(slot)
  const { series, fault } = useSeriesDescription(shown?.seriesUid ?? null)
  const listed = runs.find((run) => shown !== null && run.key === runKey(shown.seriesUid, shown.run))
  const picker = <RunSelect slot={slot} shownKey={listed?.key ?? null} runs={runs} />
  if (series !== null) return <LoadedRun key={series.summary.seriesUid} slot={slot} series={series} listed={listed} picker={picker} />
  return <figure className={`vp slot slot-${slot}`} aria-busy={fault === null}><figcaption className="vp-h">{picker}</figcaption><div className="empty"><p>{fault ?? 'Reading the run.'}</p></div></figure>
}

type LoadedRunProps = { readonly slot: Slot; readonly series: SeriesDescription; readonly listed: ListedRun | undefined; readonly picker: React.ReactNode }

function LoadedRun({ slot, series, listed, picker }: LoadedRunProps) {
  const document = useCaseDocument()
  const { seriesUid } = series.summary
  const run = useRun(series, placeOf(slot, seriesUid))
  const enlarged = useLooking((state) => state.enlarged)
  const isActive = useContrastView((state) => state.active === slot)
  const chosenMode = useContrastView((state) => state.modes[slot])
  const choice = { seriesUid, run: run.run }
  const answers = answersOf(document, choice)
  const hasMask = answers.maskFrames.length > 0
  const mode = hasMask ? chosenMode : 'native'
  const title = viewTitle(listed, slot)
  useCineKeys(isActive ? run : null)
  useLookKeys(isActive ? { slot, choice, run, hasMask } : null)
  useOffersRun(viewIdOf(slot), run)
  const above = useRunLayers(run)
  useSeenToEnd(run, choice, mode, isActive, title)
  return (
    <>
      <div className={`slot slot-${slot}`} onPointerDownCapture={() => { setActiveSlot(slot) }} onFocusCapture={() => { setActiveSlot(slot) }}>
        <XrayView
          viewId={viewIdOf(slot)} title={title} subtitle="" series={series} above={above}
          run={run} mode={mode} subtraction={hasMask ? { seriesUid, maskFrames: [...answers.maskFrames], shiftPx: [...answers.shiftPx] } : null}
          plans={[]} activePlanId={null} onPlanChange={() => undefined} large enlarged={enlarged === viewIdOf(slot)} onEnlarge={() => { toggleEnlarged(viewIdOf(slot)) }}
          headerEnd={<>{picker}<Segmented<FrameMode> label={`Picture of view ${slot === 'first' ? '1' : '2'}`} className="modes" value={mode} choices={modeChoices} onChange={(next) => { showMode(slot, next) }} disabled={!hasMask} /></>}
        />
      </div>
      {isActive && (
        <TimeLine run={run} title={listed === undefined ? title : `${title}, run ${String(listed.number)}`} masks={answers.maskFrames} after={answers.seenFrames} chart={<CurveChart run={run} />}>
          <MarkButtons slot={slot} series={series} run={run} choice={choice} answers={answers} />
          <LinkButtons slot={slot} run={run} />
        </TimeLine>
      )}
    </>
  )
}

const modeChoices = [{ value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' }] as const
