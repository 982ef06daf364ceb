import type { ReactNode } from 'react'
import { RunPicker, TimeLine, toggleEnlarged, useCineKeys, useLooking, useRun } from '#renderer/features/fluoroscopy/index.ts'
import { XrayView } from '#renderer/features/xray/index.ts'
import type { PlanChange, MarkLayer, PlaneName, StructureLayer } from '#renderer/viewports/index.ts'
import { writeSeries } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { CasePlane } from './CasePlane.tsx'

type SeriesViewsProps = {
  readonly series: SeriesDescription
  readonly plans: readonly NeedlePlan[]
  readonly activePlanId: string | null
  readonly onPlanChange: PlanChange
  readonly structures?: StructureLayer | undefined
  readonly marks?: MarkLayer | undefined
  readonly tags?: ReactNode
  /** False where the operator is asked which screen edge is LEFT: the answer is about the picture as acquired. */
  readonly turnable?: boolean
}

/** A series as it wants to be seen: a volume in three planes, anything else frame by frame. */
export function SeriesViews(props: SeriesViewsProps) {
  const { seriesUid, kind, volume } = props.series.summary
  return kind === 'volume' && volume !== null ? <VolumeViews key={seriesUid} {...props} /> : <FrameViews key={seriesUid} {...props} />
}

const planes: readonly PlaneName[] = ['axial', 'sagittal', 'coronal']
const titles: Readonly<Record<PlaneName, string>> = { axial: 'Axial', sagittal: 'Sagittal', coronal: 'Coronal' }

function VolumeViews({ series, plans, activePlanId, onPlanChange, tags, structures, marks }: SeriesViewsProps) {
  const enlarged = useLooking(state => state.enlarged)
  const subtitle = writeSeries(series.summary)
  const alone = planes.find(plane => `plane-${plane}` === enlarged)
  const shown = alone === undefined ? planes : [alone]
  return (
    <div className={alone === undefined ? 'views three' : 'views one'}>
      {shown.map((plane, at) => (
        <CasePlane
          key={plane} viewId={`plane-${plane}`} title={titles[plane]} subtitle={at === 0 ? subtitle : ''} series={series} plane={plane} plans={[...plans]} activePlanId={activePlanId}
          onPlanChange={onPlanChange} structures={structures} marks={marks} large={at === 0} enlarged={alone === plane} onEnlarge={() => { toggleEnlarged(`plane-${plane}`) }} tags={at === 0 ? tags : undefined}
        />
      ))}
    </div>
  )
}

function FrameViews({ series, plans, activePlanId, onPlanChange, tags, turnable = true }: SeriesViewsProps) {
  const run = useRun(series)
  useCineKeys(run)
  const { kind } = series.summary
  return (
    <div className={run.lastFrame > run.firstFrame ? 'views run' : 'views one'}>
      <XrayView
        viewId="frame" title={kind === 'cine' ? 'Run' : 'Image'} subtitle={writeSeries(series.summary)} series={series} run={run}
        mode="native" subtraction={null} plans={[...plans]} activePlanId={activePlanId} onPlanChange={onPlanChange}
        headerEnd={<>{tags}<RunPicker run={run} /></>} large turnable={turnable}
      />
      {run.lastFrame > run.firstFrame && <TimeLine run={run} title={kind === 'cine' ? 'Run' : 'Images'} />}
    </div>
  )
}
