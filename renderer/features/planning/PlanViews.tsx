import type { ReactNode } from 'react'
import { useCaseDocument, writeSeries } from '#renderer/features/case/index.ts'
import { toggleEnlarged, useLooking } from '#renderer/features/fluoroscopy/index.ts'
import { SeriesViews } from '#renderer/features/study/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { BoneView, PlaneView, type MarkLayer, type PlanChange, type StructureLayer, type ViewPlane } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { showPlanLayout, usePlanLayout, type PlanLayout } from './planLayout.ts'

type PlanViewsProps = {
  readonly series: SeriesDescription
  readonly plans: readonly NeedlePlan[]
  readonly active: NeedlePlan | null
  readonly onPlanChange: PlanChange
  readonly structures: StructureLayer
  readonly marks: MarkLayer
  readonly tags: ReactNode
}

const layouts = [{ value: 'planes', label: 'Planes', name: 'Planes, key 5' }, { value: 'needle', label: 'Needle', name: 'Needle, key 6' }, { value: 'bone', label: 'Bone', name: 'Bone, key 7' }] as const
type ViewOf = { readonly plane: ViewPlane; readonly title: string; readonly subtitle: string }
const needleViews: readonly ViewOf[] = [
  { plane: 'alongAxial', title: 'Along the needle', subtitle: 'axial oblique' },
  { plane: 'alongSagittal', title: 'Along the needle', subtitle: 'sagittal oblique' },
  { plane: 'across', title: 'Across the needle', subtitle: 'bull’s-eye' },
  { plane: 'progressLateral', title: 'Progress', subtitle: 'lateral, from CT' },
]

const hasPath = (plan: NeedlePlan | null): boolean => plan?.kind === 'volume' && plan.entryLpsMm !== null && plan.targetLpsMm !== null

/** The views of the Plan stage: planes of the volume, or planes that follow the active path. */
export function PlanViews(props: PlanViewsProps) {
  const layout = usePlanLayout(state => state.layout)
  const isVolume = props.series.summary.kind === 'volume'
  const choice = isVolume ? <Segmented<PlanLayout> className="layouts" label="Layout" choices={layouts} value={layout} onChange={showPlanLayout} /> : undefined
  const tags = <>{props.tags}{choice}</>
  if (layout === 'planes' || !isVolume) {
    return <SeriesViews series={props.series} plans={props.plans} activePlanId={props.active?.planId ?? null} onPlanChange={props.onPlanChange} structures={props.structures} marks={props.marks} tags={tags} />
  }
  if (layout === 'bone' && props.series.summary.modality === 'CT') return <BoneViews {...props} tags={tags} />
  if (!hasPath(props.active)) {
    return <div className="empty views"><div className="empty-l">{choice}<p>Set the target and the entry: these views follow the needle.</p></div></div>
  }
  return <NeedleViews {...props} tags={tags} />
}

const besideBone: readonly ViewOf[] = [{ plane: 'axial', title: 'Axial', subtitle: '' }, { plane: 'sagittal', title: 'Sagittal', subtitle: '' }]

function BoneViews({ series, plans, active, onPlanChange, structures, marks, tags }: PlanViewsProps) {
  const enlarged = useLooking(state => state.enlarged)
  const { side } = useCaseDocument().study
  const isAlone = enlarged === 'bone'
  const alone = besideBone.find(({ plane }) => `plane-${plane}` === enlarged)
  const beside = isAlone ? [] : alone === undefined ? besideBone : [alone]
  return (
    <div className={isAlone || alone !== undefined ? 'views one' : 'views three'}>
      {alone === undefined && (
        <BoneView
          series={series} plans={plans.filter(plan => plan.kind === 'volume')} activePlanId={active?.planId ?? null} structures={structures.shown} enlarged={isAlone} onEnlarge={() => { toggleEnlarged('bone') }} headerEnd={tags}
        />
      )}
      {beside.map(({ plane, title, subtitle }) => (
        <PlaneView
          key={`${series.summary.seriesUid} ${plane}`} viewId={`plane-${plane}`} title={title} subtitle={subtitle} series={series} plane={plane} plans={[...plans]} activePlanId={active?.planId ?? null}
          onPlanChange={onPlanChange} structures={structures} marks={marks} large={alone !== undefined} enlarged={alone?.plane === plane} onEnlarge={() => { toggleEnlarged(`plane-${plane}`) }} side={side}
        />
      ))}
    </div>
  )
}

function NeedleViews({ series, plans, active, onPlanChange, structures, marks, tags }: PlanViewsProps) {
  const enlarged = useLooking(state => state.enlarged)
  const { side } = useCaseDocument().study
  const alone = needleViews.find(({ plane }) => `plane-${plane}` === enlarged)
  const shown = alone === undefined ? needleViews : [alone]
  return (
    <div className={alone === undefined ? 'views four' : 'views one'}>
      {shown.map(({ plane, title, subtitle }, at) => (
        <PlaneView
          key={`${series.summary.seriesUid} ${plane}`} viewId={`plane-${plane}`} title={title} subtitle={at === 0 ? `${subtitle}, ${writeSeries(series.summary)}` : subtitle} series={series} plane={plane} plans={[...plans]} activePlanId={active?.planId ?? null}
          onPlanChange={onPlanChange} structures={structures} marks={marks} large={at === 0} enlarged={alone?.plane === plane} onEnlarge={() => { toggleEnlarged(`plane-${plane}`) }} tags={at === 0 ? tags : undefined} side={side}
        />
      ))}
    </div>
  )
}
