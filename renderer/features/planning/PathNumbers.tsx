import { writeDecimal } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { Landmark } from '#shared/planning/planningMarks.ts'
import { skinOffset } from '#shared/planning/skinOffsets.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { EntryPlace } from './entryOnSkin.ts'
import { pathUncertaintyMm } from './pathUncertainty.ts'
import type { Evaluation } from './usePlanEvaluation.ts'
import { useSpokenNumbers } from './useSpokenNumbers.ts'

/** Which way the tip goes; what rounds to 0.0° goes neither way. */
const tiltWords = (degrees: number): string => (Math.abs(degrees) < 0.05 ? 'neither way' : degrees < 0 ? 'tip toward feet' : 'tip toward head')

/** What the length is worth, by the voxels alone. */
function CtBadge({ uncertaintyMm }: { readonly uncertaintyMm: number | null }) {
  if (uncertaintyMm === null) return <span className="cal">CT</span>
  const words = `By the voxels of this CT: each end is known to half a voxel, together ${writeDecimal(uncertaintyMm)} mm along the path`
  return <span className="cal" title={words}><span aria-hidden>CT ±{writeDecimal(uncertaintyMm)}</span><span className="sr">{words}</span></span>
}

type PathNumbersProps = { readonly landmarks: readonly Landmark[]; readonly plan: VolumePlan; readonly evaluation: Evaluation; readonly entryPlace: EntryPlace | null; readonly volume: VolumeGeometry | null }

/** The figures of a path in a CT. */
export function PathNumbers({ landmarks, plan, evaluation, entryPlace, volume }: PathNumbersProps) {
  const { figures, fault } = evaluation
  const spoken = useSpokenNumbers(figures)
  const number = (value: number | undefined, unit: string): string => (value === undefined ? '–' : `${writeDecimal(value)}${unit}`)
  const uncertaintyMm = volume === null ? null : pathUncertaintyMm(plan, volume)
  const midline = landmarks.find(({ kind, seriesUid }) => kind === 'midline' && seriesUid === plan.seriesUid)
  const offset = midline === undefined || plan.entryLpsMm === null ? null : skinOffset(plan.entryLpsMm, midline)
  const reserve = figures?.needleReserveMm ?? null
  return (
    <section className="sec nums" aria-label="Path numbers">
      <div className="n1"><div className="lbl">{entryPlace?.kind === 'onSkin' ? 'Skin to target' : 'Entry to target'}</div><div><span className="hero">{number(figures?.lengthMm, '')}</span><span className="unit">mm</span> <CtBadge uncertaintyMm={figures === null ? null : uncertaintyMm} /></div></div>
      <div><div className="lbl">Needle</div><div className="mid">{plan.needle === null ? 'Not chosen' : `${String(plan.needle.gauge)} G, ${String(plan.needle.lengthMm)} mm`}</div><div className="sub">{reserve === null ? '' : reserve < 0 ? `${String(Math.ceil(-reserve))} mm too short` : `${String(Math.round(reserve))} mm stays outside`}</div></div>
      <div><div className="lbl">Sideways</div><div className="mid">{number(figures?.inPlaneDeg, '°')}</div><div className="sub">{figures === null || figures.inPlaneTowards === 'NEITHER' ? '' : `tip toward ${figures.inPlaneTowards}`}</div></div>
      <div><div className="lbl">Head tilt</div><div className="mid">{number(figures === null ? undefined : Math.abs(figures.craniocaudalDeg), '°')}</div><div className="sub">{figures === null ? '' : tiltWords(figures.craniocaudalDeg)}</div></div>
      <div><div className="lbl">Skin entry</div><div className="mid">{offset === null ? '–' : <>{offset.sidewaysMm.toFixed(0)} mm <span className="cal">CT</span></>}</div><div className="sub">{offset === null ? midline === undefined ? 'midline not marked' : '' : offset.sidewaysTowards === 'NEITHER' ? 'level with midline' : `${offset.sidewaysTowards} of midline`}</div></div>
      {entryPlace !== null && entryPlace.kind !== 'onSkin' && <div className="n1"><Notice kind={entryPlace.kind === 'offSkin' ? 'caution' : 'info'}>{entryPlace.words}</Notice></div>}
      {fault !== null && <div className="n1"><Notice kind="stop" code={fault.code}>{fault.message}</Notice></div>}
      <div className="sr" role="status" aria-live="polite">{spoken}</div>
    </section>
  )
}
