import { writeDecimal } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { placeInBand, type TargetPlace } from '#shared/planning/targetBand.ts'
import { changePlan } from '../planEdits.ts'
import { useShownDocument } from './liveMark.ts'
import { beginMark, bandOf, endMarking, jointLineOf, markAtCrosshair, usePlacing } from './markEdits.ts'

const words = ({ inBand, lateralOfMiddleMm, offLineMm }: TargetPlace): string => {
  const along = Math.abs(lateralOfMiddleMm) < 0.05 ? 'at the height of its middle' : `${writeDecimal(Math.abs(lateralOfMiddleMm))} mm ${lateralOfMiddleMm > 0 ? 'lateral' : 'medial'} of its middle`
  return `${inBand ? 'In the band' : 'Outside the band'}, ${along}, ${writeDecimal(offLineMm)} mm off the joint line`
}

/** The joint line's ends, the band that follows from them, and where the target lies in it. */
export function JointSection({ series, plan }: { readonly series: SeriesDescription; readonly plan: VolumePlan | null }) {
  const { planning, study: { side } } = useShownDocument()
  const next = usePlacing((state) => state.next)
  const place = { seriesUid: series.summary.seriesUid, side }
  const line = jointLineOf(planning, place)
  const { band, why } = bandOf(line)
  const target = plan?.targetLpsMm ?? null
  const lies = band === null || target === null ? null : placeInBand(target, band)
  const isMarking = next === 'jointMedial' || next === 'jointLateral'
  const propose = (): void => {
    if (band !== null && plan !== null) changePlan({ ...plan, targetLpsMm: [band.middleLpsMm[0], band.middleLpsMm[1], band.middleLpsMm[2]] }, 'target moved to the middle of the band', 'done')
  }
  return (
    <Section title="Joint and target band" end={band === null ? undefined : `${writeDecimal(band.jointLineMm)} mm line, ${writeDecimal(band.jointLineMm / 3)} mm band`}>
      {lies !== null && <p className="fig"><span className="mid">{writeDecimal(lies.fromMiddleMm)} mm</span> <span className="sub">from the band’s middle. {words(lies)}.</span></p>}
      {why !== null && <Notice kind="caution">{why}</Notice>}
      {side === null && <p className="sub">Confirm the side first: the band is the lateral third on that side.</p>}
      {side !== null && !isMarking && (
        <div className="row">
          <button type="button" className="btn sm" onClick={() => { beginMark('jointMedial') }}>{line === null ? `Mark the ${side} joint line` : 'Mark again'}</button>
          {band !== null && plan !== null && <button type="button" className="btn sm" onClick={propose}>Target to its middle</button>}
        </div>
      )}
      {isMarking && <MarkingRow what={next === 'jointMedial' ? 'Press on the medial end of the joint line.' : 'Now on the lateral end.'} onCrosshair={() => { markAtCrosshair(place) }} />}
    </Section>
  )
}

export function MarkingRow({ what, onCrosshair }: { readonly what: string; readonly onCrosshair: () => void }) {
  return (
    <>
      <p className="sub" role="status">{what}</p>
      <div className="row"><button type="button" className="btn sm" onClick={onCrosshair}>At the crosshair</button><button type="button" className="btn sm ghost" onClick={endMarking}>Cancel</button></div>
    </>
  )
}
