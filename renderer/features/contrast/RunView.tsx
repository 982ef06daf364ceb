import { useMemo } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { TimeLine, toggleEnlarged, useCineKeys, useLooking, useOffersRun, useRun, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented, type Choice } from '#renderer/ui/index.ts'
import { XrayView } from '#renderer/features/xray/index.ts'
import type { FrameMode } from '#renderer/viewports/index.ts'
import { placeOf, setActiveSlot, showFaint, useContrastView, useShownRun, viewIdOf, type RunChoice, type Slot } from './contrastView.ts'
import { CurveChart } from './curves/index.ts'
import { LinkButtons } from './LinkButtons.tsx'
import { MarkButtons } from './MarkButtons.tsx'
import { answersOf } from './runEdits.ts'
import { viewTitle } from './runList.ts'
import { RunSelect } from './RunPickers.tsx'
import { useRunLayers } from './useRunLayers.ts'
import { useLookKeys } from './useLookKeys.ts'
import { useSeenToEnd } from './useSeenToEnd.ts'
import { MotionTrack } from './subtraction/MotionTrack.tsx'
import { nudgeMask } from './subtraction/shiftTools.ts'
import { COARSE_STEP_PX, FINE_STEP_PX } from './subtraction/subtractionEdits.ts'
import { useBoxLayer, useShownSubtraction } from './subtraction/useShownSubtraction.ts'
import { useMaskOffers, useRunMaps } from './subtraction/useSubtraction.ts'
import { CompareBar } from './views/CompareBar.tsx'
import { FaintButton } from './views/FaintButton.tsx'
import { inTurnWith } from './views/flicker.ts'
import { nextMap, showSubtracted } from './views/lookModes.ts'
import { RunStrip } from './views/RunStrip.tsx'
import { useLooked } from './views/useLooked.ts'

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
  const faint = useContrastView((state) => state.faint[slot])
  const compared = useContrastView((state) => state.compared[slot])
  const strip = useContrastView((state) => state.strip)
  const choice = useMemo((): RunChoice => ({ seriesUid, run: run.run }), [seriesUid, run.run])
  const answers = answersOf(document, choice)
  const subtraction = useShownSubtraction(answers, series, choice)
  const mode = subtraction === null ? 'native' : chosenMode
  const { offers, isAsked } = useMaskOffers(series, run.run, isActive)
  const maps = useRunMaps(series, run.run, subtraction, mode)
  const boxes = useBoxLayer(series, choice, subtraction)
  const title = viewTitle(listed, slot)
  const offer = offers[0] ?? null
  const isPossible = subtraction !== null || offer !== null
  useCineKeys(isActive ? run : null)
  useLookKeys(isActive ? { slot, choice, run, mode, faint, hasMask: subtraction !== null, offer, isAsked } : null)
  useOffersRun(viewIdOf(slot), run)
  const stage = useRunLayers(run)
  const above = useMemo(() => [...boxes, ...stage], [boxes, stage])
  useSeenToEnd(run, choice, mode, isActive, title)
  useLooked(choice, mode, faint, maps, isActive)
  const show = (next: FrameMode): void => { showSubtracted(slot, choice, next === mode && isMap(mode) ? nextMap(mode) : next, subtraction !== null, offer) }
  const flicker = useMemo(() => (compared?.how === 'flicker' ? inTurnWith(run.cine, compared.frame) : undefined), [compared, run.cine])
  const swiped = useMemo(() => (compared?.how === 'swipe' ? { frame: compared.frame, share: compared.share } : null), [compared])
  return (
    <>
      <div className={`slot slot-${slot}`} onPointerDownCapture={() => { setActiveSlot(slot) }} onFocusCapture={() => { setActiveSlot(slot) }}>
        <XrayView
          viewId={viewIdOf(slot)} title={title} subtitle="" series={series}
          run={run} mode={mode} subtraction={subtraction} maps={maps} faint={faint} compared={swiped} shownFrames={flicker} above={above}
          onNudge={mode === 'subtracted' ? (([columns, rows], fine) => { const step = fine ? FINE_STEP_PX : COARSE_STEP_PX; nudgeMask(choice, [rows * step, columns * step]) }) : undefined}
          plans={[]} activePlanId={null} onPlanChange={() => undefined} large enlarged={enlarged === viewIdOf(slot)} onEnlarge={() => { toggleEnlarged(viewIdOf(slot)) }}
          headerEnd={<>{picker}<Segmented<FrameMode> label={`Picture of view ${slot === 'first' ? '1' : '2'}`} className="modes" value={mode} choices={modeChoices(mode, run.lastFrame > run.firstFrame)} onChange={show} disabled={!isPossible} /></>}
        />
      </div>
      {isActive && (
        <TimeLine run={run} title={listed === undefined ? title : `${title}, run ${String(listed.number)}`} masks={answers.maskFrames} after={answers.seenFrames} chart={<CurveChart run={run} />} track={subtraction === null ? null : <>
          <MotionTrack series={series} run={run.run} subtraction={subtraction} />
          {strip && <RunStrip run={run} subtraction={subtraction} faint={faint} />}
        </>}>
          {compared === null && <MarkButtons slot={slot} run={run} choice={choice} answers={answers} />}
          {run.lastFrame > run.firstFrame && <>
            <FaintButton choice={choice} isOn={faint && mode !== 'native'} isPossible={isPossible} onToggle={() => { showFaint(slot, !(faint && mode !== 'native')); if (mode !== 'subtracted' && mode !== 'peak') show('subtracted') }} />
            {subtraction !== null && compared === null && <button type="button" className={strip ? 'btn sm on' : 'btn sm'} aria-pressed={strip} onClick={() => { useContrastView.setState({ strip: !strip }) }}>Strip</button>}
            <CompareBar slot={slot} run={run} compared={compared} />
          </>}
          <LinkButtons slot={slot} run={run} />
        </TimeLine>
      )}
    </>
  )
}

const isMap = (mode: FrameMode): boolean => mode === 'arrival' || mode === 'timeToPeak'

/** Arrival and time to peak share a place: a second press goes on to the other. */
const modeChoices = (mode: FrameMode, isRun: boolean): readonly Choice<FrameMode>[] => [
  { value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' },
  ...(isRun ? [{ value: 'peak' as const, label: 'Peak' }, mode === 'timeToPeak' ? { value: 'timeToPeak' as const, label: 'To peak' } : { value: 'arrival' as const, label: 'Arrival' }] : []),
]
