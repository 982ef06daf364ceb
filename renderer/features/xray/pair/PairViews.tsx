import { useEffect } from 'react'
import { Select } from '@mantine/core'
import { useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { keepFrame, keepRun, TimeLine, toggleEnlarged, useCineKeys, useLooking, useRun, viewWords, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import type { PlanChange } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { RunPlace } from '#shared/projection/viewPair.ts'
import { XrayView } from '../XrayView.tsx'
import { planOn } from '../needle/needleChoice.ts'
import { placeKeyOf, usePairState, viewIdOf, type ChosenViews } from './pairState.ts'
import { activateSlot, showInSlot, useShownPair } from './usePair.ts'

type PairViewsProps = { readonly shownUid: string; readonly plans: readonly NeedlePlan[]; readonly onPlanChange: PlanChange; readonly tags?: React.ReactNode }
const slots: readonly PairSlot[] = ['first', 'second']

/** AP and lateral beside each other, each with its own run. */
export function PairViews({ shownUid, plans, onPlanChange, tags }: PairViewsProps) {
  const { chosen, runs } = useShownPair(shownUid)
  const enlarged = useLooking((state) => state.enlarged)
  const alone = slots.find((slot) => viewIdOf(slot) === enlarged)
  return (
    <div className={alone === undefined ? 'views xr-pair' : 'views xr-pair one'}>
      {(alone === undefined ? slots : [alone]).map((slot) => <SlotView key={slot} slot={slot} chosen={chosen} runs={runs} plans={plans} shownUid={shownUid} onPlanChange={onPlanChange} tags={slot === 'first' ? tags : undefined} />)}
    </div>
  )
}

type SlotProps = PairViewsProps & { readonly slot: PairSlot; readonly chosen: ChosenViews; readonly runs: readonly ListedRun[] }

function SlotView(props: SlotProps) {
  const { slot, chosen, runs } = props
  const place = chosen[slot]
  const { series, fault } = useSeriesDescription(place?.seriesUid ?? null)
  if (place !== null && series !== null) return <LoadedSlot key={runKey(place.seriesUid, place.run)} {...props} place={place} series={series} />
  return <figure className={`vp slot-${slot}`} aria-busy={fault === null && place !== null}><figcaption className="vp-h"><RunSelect slot={slot} chosen={chosen} runs={runs} /></figcaption><div className="empty"><p>{fault ?? (place === null ? 'There is no second run in this case.' : 'Reading the run.')}</p></div></figure>
}

function LoadedSlot({ slot, chosen, runs, plans, shownUid, onPlanChange, tags, place, series }: SlotProps & { readonly place: RunPlace; readonly series: SeriesDescription }) {
  const document = useCaseDocument()
  const key = placeKeyOf(slot, place.seriesUid)
  const run = useRun(series, key)
  const isActive = usePairState((state) => state.active === slot)
  const enlarged = useLooking((state) => state.enlarged)
  const { seriesUid } = series.summary
  const ofView = seriesUid === shownUid ? plans : document.plans
  const active = planOn({ ...document, plans: [...ofView] }, series, place.run)
  const listed = runs.find((each) => each.key === runKey(place.seriesUid, place.run))
  const title = listed === undefined || listed.view === null ? (slot === 'first' ? 'View 1' : 'View 2') : viewWords[listed.view]
  const { frame } = run.cine
  useCineKeys(isActive ? run : null)
  useEffect(() => { if (run.run !== place.run) run.showRun(place.run) }, [run, place.run])
  useEffect(() => {
    // What the panel speaks of is the frame of the active view.
    if (isActive && seriesUid === shownUid) { keepRun(seriesUid, place.run); keepFrame(seriesUid, frame) }
  }, [isActive, seriesUid, shownUid, place.run, frame])
  const activate = (): void => { activateSlot(slot, chosen, seriesUid) }
  return (
    <>
      <div className={`xr-slot slot-${slot}`} onPointerDownCapture={activate} onFocusCapture={activate}>
        <XrayView
          viewId={viewIdOf(slot)} title={title} subtitle="" series={series} run={run} mode="native" subtraction={null} plans={[...ofView]} activePlanId={active?.planId ?? null} onPlanChange={onPlanChange}
          headerEnd={<>{tags}<RunSelect slot={slot} chosen={chosen} runs={runs} /></>} large enlarged={enlarged === viewIdOf(slot)} onEnlarge={() => { toggleEnlarged(viewIdOf(slot)) }}
        />
      </div>
      {isActive && run.lastFrame > run.firstFrame && <TimeLine run={run} title={title} />}
    </>
  )
}

function RunSelect({ slot, chosen, runs }: { readonly slot: PairSlot; readonly chosen: ChosenViews; readonly runs: readonly ListedRun[] }) {
  const place = chosen[slot]
  return (
    <Select
      aria-label={`Run of view ${slot === 'first' ? '1' : '2'}`} size="xs" className="run-select" allowDeselect={false} value={place === null ? null : runKey(place.seriesUid, place.run)} comboboxProps={{ width: '22rem', position: 'bottom-start' }}
      data={runs.map((run) => ({ value: run.key, label: run.name }))}
      renderOption={({ option }) => <span className="run-option"><b>{option.label}</b><small>{runs.find((run) => run.key === option.value)?.detail}</small></span>}
      onChange={(key) => {
        const wanted = runs.find((run) => run.key === key)
        if (wanted !== undefined) showInSlot(chosen, slot, wanted)
      }}
    />
  )
}
