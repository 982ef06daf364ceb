import { useEffect, type ReactNode } from 'react'
import { useCaseDocument, writeSeries } from '#renderer/features/case/index.ts'
import { toggleEnlarged, useLooking } from '#renderer/features/fluoroscopy/index.ts'
import { PairViews, useXrayPage } from '#renderer/features/xray/index.ts'
import { CasePlane, SeriesViews } from '#renderer/features/series/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { BoneView, isGridPlane, useViewing, viewById, type MarkLayer, type PlanChange, type StructureLayer, type ViewPlane } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { progressViews, type ProgressViewName } from '#shared/planning/needleViews.ts'
import { OtherScanNotice, shortWords } from './check/OtherScanWords.tsx'
import type { OtherScan } from './check/useCheckLayer.ts'
import { showPlanLayout, showProgress, usePlanLayout, type PlanLayout } from './planLayout.ts'

type PlanViewsProps = {
  readonly series: SeriesDescription
  readonly plans: readonly NeedlePlan[]
  readonly active: NeedlePlan | null
  readonly onPlanChange: PlanChange
  readonly structures: StructureLayer
  readonly marks: MarkLayer
  /** The plan of another scan, while this one has none that is complete. */
  readonly other: OtherScan | null
  readonly tags: ReactNode
  /** In place of the view of progress. */
  readonly beside?: ReactNode
}

const layouts = [{ value: 'planes', label: 'Planes', name: 'Planes, key 5' }, { value: 'needle', label: 'Needle', name: 'Needle, key 6' }, { value: 'bone', label: 'Bone', name: 'Bone, key 7' }] as const
const progressNames: Readonly<Record<ProgressViewName, { readonly label: string; readonly truth: string }>> = { progressLateral: { label: 'Lateral', truth: 'true lateral' }, progressAp: { label: 'AP', truth: 'true AP' } }
type ViewOf = { readonly viewId: string; readonly plane: ViewPlane; readonly title: string; readonly subtitle: string; readonly tags?: ReactNode }
const alongAxial: ViewOf = { viewId: 'plane-alongAxial', plane: 'alongAxial', title: 'Along the needle', subtitle: 'axial oblique' }
const alongSagittal: ViewOf = { viewId: 'plane-alongSagittal', plane: 'alongSagittal', title: 'Along the needle', subtitle: 'sagittal oblique' }
const across: ViewOf = { viewId: 'plane-across', plane: 'across', title: 'Across the needle', subtitle: 'bull’s-eye' }
const axial: ViewOf = { viewId: 'plane-axial', plane: 'axial', title: 'Axial', subtitle: '' }

/** The path that the views follow: the active one, or the other scan's where it lies here. */
function followedPath(active: NeedlePlan | null, other: OtherScan | null): VolumePlan | null {
  const isWhole = active?.kind === 'volume' && active.entryLpsMm !== null && active.targetLpsMm !== null
  return isWhole ? active : other?.carried?.plan ?? null
}

/** The views of the Plan stage: planes of the volume, planes that follow the active path, or bone in three dimensions. */
export function PlanViews(props: PlanViewsProps) {
  const layout = usePlanLayout(state => state.layout)
  const isPaired = useXrayPage(state => state.page === 'views')
  const isVolume = props.series.summary.kind === 'volume'
  const choice = isVolume ? <Segmented<PlanLayout> className="layouts" label="Layout" choices={layouts} value={layout} onChange={showPlanLayout} /> : undefined
  const tags = <>{props.tags}{choice}</>
  useShownActive(layout)
  if (!isVolume && isPaired) return <PairViews shownUid={props.series.summary.seriesUid} plans={props.plans} onPlanChange={props.onPlanChange} tags={tags} />
  if (layout === 'planes' || !isVolume) {
    return <SeriesViews series={props.series} plans={props.plans} activePlanId={props.active?.planId ?? null} onPlanChange={props.onPlanChange} structures={props.structures} marks={props.marks} tags={tags} />
  }
  if (layout === 'bone' && props.series.summary.modality === 'CT') return <BoneViews {...props} tags={tags} />
  if (followedPath(props.active, props.other) === null) {
    return <div className="empty views"><div className="empty-l">{choice}{props.other === null ? <p>Set the target and the entry: these views follow the needle.</p> : <OtherScanNotice other={props.other} />}</div></div>
  }
  return <NeedleViews {...props} tags={tags} />
}

/** Keys work on a view that is shown: with the layout that held the active one gone, on the first of the new. */
function useShownActive(layout: PlanLayout): void {
  const enlarged = useLooking(state => state.enlarged)
  useEffect(() => {
    const { activeViewId, setActiveView, nextView } = useViewing.getState()
    if (activeViewId === null || viewById(activeViewId) !== null) return
    setActiveView(null)
    nextView(1)
  }, [layout, enlarged])
}

function NeedleViews(props: PlanViewsProps) {
  const enlarged = useLooking(state => state.enlarged)
  const progress = useProgressView(followedPath(props.active, props.other))
  const [large, ...small] = [alongAxial, alongSagittal, across, progress] as const
  const alone = [large, ...small].find(({ viewId }) => viewId === enlarged)
  if (alone !== undefined) return <div className="views one"><OnePlane {...props} view={alone} isLarge isEnlarged tags={<>{alone.tags}{props.tags}</>} /></div>
  return (
    <div className="views four">
      <OnePlane {...props} view={{ ...large, subtitle: `${large.subtitle}, ${writeSeries(props.series.summary)}` }} isLarge />
      {(props.beside === undefined ? small : small.slice(0, 2)).map(view => <OnePlane key={view.viewId} {...props} view={view} tags={view.tags} />)}
      {props.beside}
    </div>
  )
}

/** Nearest to a lateral or nearest to an AP, at right angles to the path, with how far each is off. */
function useProgressView(path: VolumePlan | null): ViewOf {
  const wanted = usePlanLayout(state => state.progress)
  // As saved, not as dragged: the switch never changes under the hand.
  const saved = useCaseDocument().plans.find(({ planId, seriesUid }) => planId === path?.planId && seriesUid === path.seriesUid)
  const { entryLpsMm, targetLpsMm } = saved?.kind === 'volume' ? saved : path ?? { entryLpsMm: null, targetLpsMm: null }
  const views = entryLpsMm === null || targetLpsMm === null ? [] : progressViews(entryLpsMm, targetLpsMm)
  const shown = wanted ?? views[0]?.view ?? 'progressLateral'
  const choices = views.map(({ view, offTrueDeg }) => ({ value: view, label: `${progressNames[view].label} ${offTrueDeg.toFixed(0)}° off`, name: `Progress, ${offTrueDeg.toFixed(0)}° off ${progressNames[view].truth}` }))
  return { viewId: 'plane-progress', plane: shown, title: 'Progress', subtitle: 'from CT', tags: <Segmented<ProgressViewName> className="layouts" label="Progress seen from" choices={choices} value={shown} onChange={showProgress} /> }
}

function BoneViews(props: PlanViewsProps) {
  const { series, plans, active, structures, marks, other, tags } = props
  const enlarged = useLooking(state => state.enlarged)
  const beside = [alongAxial, across, axial]
  const alone = beside.find(({ viewId }) => viewId === enlarged)
  if (alone !== undefined) return <div className="views one"><OnePlane {...props} view={alone} isLarge isEnlarged tags={tags} /></div>
  return (
    <div className={enlarged === 'bone' ? 'views one' : 'views four'}>
      <BoneView
        viewId="bone" series={series} plans={plans.filter(plan => plan.kind === 'volume')} activePlanId={followedPath(active, other)?.planId ?? active?.planId ?? null} structures={structures.shown} actual={marks.shown.actual} enlarged={enlarged === 'bone'} onEnlarge={() => { toggleEnlarged('bone') }} headerEnd={tags}
      />
      {enlarged !== 'bone' && beside.map(view => <OnePlane key={view.viewId} {...props} view={view} tags={undefined} />)}
    </div>
  )
}

type OnePlaneProps = PlanViewsProps & { readonly view: ViewOf; readonly isLarge?: boolean; readonly isEnlarged?: boolean }

/** One plane, or, where it has no needle to follow yet, what to do about it. */
function OnePlane({ view, series, plans, active, onPlanChange, structures, marks, other, tags, isLarge = false, isEnlarged = false }: OnePlaneProps) {
  const { viewId, plane, title, subtitle } = view
  if (!isGridPlane(plane) && followedPath(active, other) === null) {
    return <figure className="axis-vp" aria-label={`${title}, ${subtitle}`}><figcaption className="axis-vp-h"><b>{title.split(' ')[0]}<span className="rest">{title.slice(title.split(' ')[0]?.length)}</span></b><span className="soft">{subtitle}</span></figcaption><div className="no-path">{other === null ? <p>Set the target and the entry: this view follows the needle.</p> : <OtherScanNotice other={other} isShort />}</div></figure>
  }
  return (
    <CasePlane
      key={`${series.summary.seriesUid} ${plane}`} viewId={viewId} title={title} subtitle={subtitle} series={series} plane={plane} plans={[...plans]} activePlanId={active?.planId ?? null}
      onPlanChange={onPlanChange} structures={structures} marks={marks} large={isLarge} enlarged={isEnlarged} onEnlarge={() => { toggleEnlarged(viewId) }} tags={tags} carried={other === null || other.carried === null ? null : { plan: other.carried.plan, words: shortWords(other) }}
    />
  )
}
