import { Select } from '@mantine/core'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { useCaseDocument, useSeriesDescription, writeSeries } from '#renderer/features/case/index.ts'
import { RunPicker, TimeLine, toggleEnlarged, useCineKeys, useLooking, useRun } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { FrameView, type FrameMode } from '#renderer/viewports/index.ts'
import { setActiveSlot, showInSlot, showMode, useContrastView, viewIdOf, type Slot } from './contrastView.ts'
import { MarkButtons } from './MarkButtons.tsx'
import { answersOf } from './runEdits.ts'
import { useLookKeys } from './useLookKeys.ts'

type RunViewProps = { readonly slot: Slot; readonly choices: readonly SeriesSummary[] }

export function RunView({ slot, choices }: RunViewProps) {
  const seriesUid = useContrastView((state) => state.series[slot])
  const { series, fault } = useSeriesDescription(seriesUid)
  const picker = <SeriesPicker slot={slot} seriesUid={seriesUid} choices={choices} />
  if (series !== null) return <LoadedRun key={series.summary.seriesUid} slot={slot} series={series} picker={picker} />
  return <figure className={`vp slot slot-${slot}`} aria-busy={fault === null}><figcaption className="vp-h">{picker}</figcaption><div className="empty"><p>{fault ?? 'Reading the run.'}</p></div></figure>
}

type LoadedRunProps = { readonly slot: Slot; readonly series: SeriesDescription; readonly picker: React.ReactNode }

function LoadedRun({ slot, series, picker }: LoadedRunProps) {
  const document = useCaseDocument()
  const run = useRun(series)
  const enlarged = useLooking((state) => state.enlarged)
  const isActive = useContrastView((state) => state.active === slot)
  const chosenMode = useContrastView((state) => state.modes[slot])
  const { seriesUid } = series.summary
  const choice = { seriesUid, run: run.run }
  const answers = answersOf(document, choice)
  const hasMask = answers.maskFrames.length > 0
  const mode = hasMask ? chosenMode : 'native'
  useCineKeys(isActive ? run : null)
  useLookKeys(isActive ? { slot, choice, frame: run.cine.frame, hasMask } : null)
  return (
    <>
      <div className={`slot slot-${slot}`} onPointerDownCapture={() => { setActiveSlot(slot) }}>
        <FrameView
          viewId={viewIdOf(slot)} title={slot === 'first' ? 'View 1' : 'View 2'} subtitle={writeSeries(series.summary)} series={series}
          frame={run.cine.frame} onFrameChange={run.showFrame} mode={mode} subtraction={hasMask ? { seriesUid, maskFrames: [...answers.maskFrames], shiftPx: [...answers.shiftPx] } : null}
          plans={[]} activePlanId={null} onPlanChange={() => undefined} large enlarged={enlarged === viewIdOf(slot)} onEnlarge={() => { toggleEnlarged(viewIdOf(slot)) }}
          leftOnScreen={document.study.projectionLeft[seriesUid] ?? null} anteriorOnScreen={document.study.projectionAnterior[seriesUid] ?? null} side={document.study.side}
          headerEnd={<>{picker}<RunPicker run={run} /><Segmented<FrameMode> label={`Picture of view ${slot === 'first' ? '1' : '2'}`} className="modes" value={mode} choices={modeChoices} onChange={(next) => { showMode(slot, next) }} disabled={!hasMask} /></>}
        />
      </div>
      {isActive && (
        <TimeLine run={run} title={`View ${slot === 'first' ? '1' : '2'}`} masks={answers.maskFrames} after={answers.seenFrames}>
          <MarkButtons slot={slot} series={series} run={run} choice={choice} answers={answers} />
        </TimeLine>
      )}
    </>
  )
}

const modeChoices = [{ value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' }] as const

const nameOf = ({ modality, description, frames }: SeriesSummary): string => `${modality} ${description === '' ? 'without a description' : description}, ${String(frames)} ${frames === 1 ? 'image' : 'frames'}`

function SeriesPicker({ slot, seriesUid, choices }: RunViewProps & { readonly seriesUid: string | null }) {
  return (
    <Select
      aria-label={`Series of view ${slot === 'first' ? '1' : '2'}`} size="xs" className="run-select" allowDeselect={false} value={seriesUid} onChange={(value) => { if (value !== null) showInSlot(slot, value) }}
      data={choices.map((choice) => ({ value: choice.seriesUid, label: nameOf(choice) }))}
    />
  )
}
