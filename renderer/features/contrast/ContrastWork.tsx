import { Select } from '@mantine/core'
import { useCaseDocument, useSession } from '#renderer/features/case/index.ts'
import { RunPicker, TimeLine, toggleEnlarged, useCineKeys, useLooking, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { FrameView, useViewing } from '#renderer/viewports/index.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { framesOf } from './contrastRules.ts'
import { chooseRun, showMode, useContrastViews, type Slot } from './contrastViews.ts'
import { FramePicker } from './FramePicker.tsx'
import { useContrastKeys } from './useContrastKeys.ts'

export type Shown = { readonly series: SeriesDescription; readonly run: Run }
const titles: Readonly<Record<Slot, string>> = { first: 'AP', second: 'Lateral' }
const modes = [{ value: 'native', label: 'Native' }, { value: 'subtracted', label: 'Subtracted' }] as const
/** Plans of this case are seen on their own series in Plan; here the image stays bare. */
const noPlanChange = (): void => undefined

export function ContrastWork({ first, second, runs }: { readonly first: Shown; readonly second: Shown | null; readonly runs: readonly SeriesSummary[] }) {
  const { contrast } = useCaseDocument()
  const activeViewId = useViewing(state => state.activeViewId)
  const enlarged = useLooking(state => state.enlarged)
  const slot: Slot = second !== null && activeViewId === 'contrast-second' ? 'second' : 'first'
  const active = slot === 'second' && second !== null ? second : first
  useCineKeys(active.run)
  useContrastKeys(slot, active)
  const { maskFrames, afterFrames } = framesOf(contrast, active.series.summary.seriesUid)
  const showsOne = second === null || enlarged === 'contrast-first' || enlarged === 'contrast-second'
  return (
    <main className={showsOne ? 'work conw single' : 'work conw'} data-region="work">
      {enlarged !== 'contrast-second' && <RunView slot="first" shown={first} runs={runs} />}
      {second !== null && enlarged !== 'contrast-first' && <RunView slot="second" shown={second} runs={runs} />}
      <TimeLine run={active.run} title={`${titles[slot]} ${active.series.summary.description}`.trim()} masks={maskFrames} after={afterFrames}>
        <FramePicker shown={active} maskFrames={maskFrames} afterFrames={afterFrames} addSecond={second === null ? <RunSelect slot="second" runs={runs} value={null} /> : undefined} />
      </TimeLine>
    </main>
  )
}

function RunView({ slot, shown, runs }: { readonly slot: Slot; readonly shown: Shown; readonly runs: readonly SeriesSummary[] }) {
  const { study, contrast } = useCaseDocument()
  const mode = useContrastViews(state => state.modes[slot])
  const { seriesUid, description } = shown.series.summary
  const { maskFrames, shiftPx } = framesOf(contrast, seriesUid)
  return (
    <FrameView
      viewId={`contrast-${slot}`} title={titles[slot]} subtitle={description} series={shown.series} frame={shown.run.cine.frame} onFrameChange={shown.run.showFrame}
      mode={mode} subtraction={maskFrames.length === 0 ? null : { seriesUid, maskFrames: [...maskFrames], shiftPx: [shiftPx[0], shiftPx[1]] }}
      plans={[]} activePlanId={null} onPlanChange={noPlanChange} leftOnScreen={study.projectionLeft[seriesUid] ?? null} side={study.side} large
      onEnlarge={() => { toggleEnlarged(`contrast-${slot}`) }}
      headerEnd={<><RunSelect slot={slot} runs={runs} value={seriesUid} /><RunPicker run={shown.run} /><Segmented className="modes" label={`${titles[slot]}: shown as`} choices={modes} value={mode} onChange={to => { showMode(slot, to) }} /></>}
    />
  )
}

function RunSelect({ slot, runs, value }: { readonly slot: Slot; readonly runs: readonly SeriesSummary[]; readonly value: string | null }) {
  const caseId = useSession(state => state.caseId) ?? ''
  if (runs.length < 2 && slot === 'first') return null
  return (
    <Select
      aria-label={`${titles[slot]}: which run`} size="xs" w="10rem" placeholder={`Choose ${titles[slot].toLowerCase()} run`} value={value} clearable={slot === 'second'} allowDeselect={false}
      onChange={uid => { chooseRun(caseId, slot, uid) }}
      data={runs.map((run, at) => ({ value: run.seriesUid, label: `${run.modality} ${run.description === '' ? `run ${String(at + 1)}` : run.description}` }))}
    />
  )
}
